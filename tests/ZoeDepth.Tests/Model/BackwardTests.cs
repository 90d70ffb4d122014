using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Model;

/// <summary>
/// The whole model run backward: no parameter is cut off, and running segments again changes nothing.
/// </summary>
public sealed class BackwardTests
{
    public static TheoryData<string> Models =>
        ["single-softplus", "single-normed", "two-heads-nyu", "batch-norm", "absolute-positions", "no-layer-scale"];

    [Theory, MemberData(nameof(Models))]
    public void Every_parameter_that_takes_part_receives_a_gradient(string name)
    {
        using var model = Open(name);
        RunBackward(model, recomputes: false);
        var without = model.Parameters.Where(p => p.Trainable && !(p.HasGradient && p.Gradient.ContainsAnyExcept(0f)))
            .Select(p => p.Name).ToArray();

        // The coarsest fusion block has no finer map to add. With two heads the head that lost the vote is idle, and so
        // are the router, which only a label teaches, and the relative depth itself, which two heads do not read.
        without.ShouldAllBe(n => n.StartsWith("neck.fusion_stage.layers.0.residual_layer1.", StringComparison.Ordinal)
            || (name == "two-heads-nyu" && (n.Contains(".kitti.") || n.Contains("patch_transformer")
                || n.Contains("mlp_classifier") || n.StartsWith("relative_head.conv3", StringComparison.Ordinal))));
    }

    [Theory, MemberData(nameof(Models))]
    public void Running_segments_again_gives_the_same_gradients_within_rounding(string name)
    {
        using var kept = Open(name);
        using var again = Open(name);
        RunBackward(kept, recomputes: false);
        RunBackward(again, recomputes: true);
        // Gradients of several readers arrive in another order, and attractors are steep, so single entries may lose a
        // few digits; a segment that was given another map differs as a whole. A layer's weight and bias are judged
        // together: a bias's gradient is a sum over all places, and where that cancels (0.37 beside the weight's
        // 60 in an attractor of single-normed) it shows little but the rounding of its terms.
        foreach (var layer in kept.Parameters.Zip(again.Parameters).GroupBy(p => Layer(p.First.Name)))
        {
            double difference = 0, size = 0;
            foreach (var (one, other) in layer)
            {
                other.HasGradient.ShouldBe(one.HasGradient, one.Name);
                if (!one.HasGradient) continue;

                for (var i = 0; i < one.Gradient.Length; i++)
                {
                    difference += Math.Pow(one.Gradient[i] - other.Gradient[i], 2);
                    size += Math.Pow(one.Gradient[i], 2);
                }
            }
            Math.Sqrt(difference).ShouldBeLessThanOrEqualTo(0.003 * Math.Sqrt(size), $"{name} {layer.Key}");
        }
    }

    private static string Layer(string parameter) => parameter[..parameter.LastIndexOf('.')];

    private static ZoeDepthForDepthEstimation Open(string name) =>
        ZoeDepthForDepthEstimation.FromPretrained(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", name));

    private static void RunBackward(ZoeDepthForDepthEstimation model, bool recomputes)
    {
        var stored =
            GoldenTensors.Open(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", "single-softplus",
                "case.safetensors"))["pixel_values"].ChannelsLast();
        using var pass = Pass.Training(recomputes: recomputes, random: new PassRandom(1));
        var depth = model.Forward(pass.New(new Shape(stored.Shape), stored.Floats())).PredictedDepth;
        for (var i = 0; i < depth.Gradient.Length; i++) depth.Gradient[i] = 1 + (0.5f * MathF.Sin(i));
        pass.Tape!.Backward();
    }
}
