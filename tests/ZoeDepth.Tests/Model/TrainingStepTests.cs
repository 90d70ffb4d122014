using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Model;

/// <summary>What a training step costs beside its computation.</summary>
[Collection(Alone.Name)]
public sealed class TrainingStepTests
{
    private const string Name = "single-softplus";

    [Theory]
    [InlineData(false), InlineData(true)]
    public void No_step_after_the_first_allocates_native_memory(bool recomputes)
    {
        using var model = Open(Name);
        using var workspace = new Workspace();
        var allocated = new List<long>();
        for (var step = 0; step < 4; step++)
        {
            Step(model, workspace, recomputes, (ulong)step);
            allocated.Add(NativeBuffer.BytesAllocated);
        }
        allocated.Skip(1)
            .ShouldAllBe(bytes => bytes == allocated[0], $"bytes after each step: {string.Join(", ", allocated)}");
    }

    [Fact]
    public void The_drop_path_rate_of_the_configuration_acts_in_training_and_not_in_inference()
    {
        var config = ZoeDepthConfig.FromPretrained(Folder(Name));
        var beit = (BeitConfig)config.BackboneConfig with { DropPathRate = 0 };
        using var plain = With(beit);
        using var dropping = With(beit with { DropPathRate = 0.9 });
        using var wet = With(beit with { HiddenDropoutProb = 0.3, AttentionProbsDropoutProb = 0.3 });
        using var inference = Pass.Inference();
        var expected = Depth(plain, inference);
        Depth(dropping, inference).ShouldBe(expected);
        Depth(wet, inference).ShouldBe(expected);
        using (var none = Pass.Training(random: PassRandom.None)) Depth(dropping, none).ShouldBe(Depth(plain, none));
        foreach (var model in new[] { dropping, wet })
        {
            var one = Trained(model, 1);
            Trained(model, 1).ShouldBe(one);
            Enumerable.Range(2, 8).Select(step => Trained(model, (ulong)step))
                .ShouldContain(depth => !depth.SequenceEqual(one));
        }
        using var bare = Pass.Training();
        Should.Throw<InvalidOperationException>(() =>
            Depth(dropping, bare)).Message.ShouldContain("give Pass.Training a PassRandom");

        ZoeDepthForDepthEstimation With(BeitConfig backbone) =>
            ZoeDepthForDepthEstimation.FromPretrained(Folder(Name), config with { BackboneConfig = backbone });

        static float[] Trained(ZoeDepthForDepthEstimation model, ulong step)
        {
            using var pass = Pass.Training(random: new PassRandom(1, step));
            return Depth(model, pass);
        }
    }

    [Fact]
    public void Paths_are_dropped_the_more_often_the_deeper_they_lie()
    {
        var config = new BeitConfig { NumHiddenLayers = 5, DropPathRate = 0.2 };
        Enumerable.Range(0, 5).Select(config.DropPathOf).ShouldBe([0, 0.05, 0.1, 0.15, 0.2], 1e-12);
        new BeitConfig { NumHiddenLayers = 1, DropPathRate = 0.2 }.DropPathOf(0).ShouldBe(0);
    }

    private static void Step(ZoeDepthForDepthEstimation model, Workspace workspace, bool recomputes, ulong step)
    {
        foreach (var parameter in model.Parameters) parameter.ClearGradient();
        // One thread: another one takes its scratch when it is first handed a piece, and on a busy machine that may be
        // in any step.
        using (var pass = Pass.Training(workspace, Work.Alone, recomputes, new PassRandom(1, step)))
        {
            var loss = Operations.Mean(model.Forward(Pixels(pass)).PredictedDepth);
            pass.Tape!.Backward(loss);
        }
        foreach (var parameter in model.Parameters)
        {
            if (!parameter.HasGradient) continue;
            using var w = parameter.Write();
            for (var i = 0; i < w.Values.Length; i++) w.Values[i] -= 1e-4f * parameter.Gradient[i];
        }
    }

    private static float[] Depth(ZoeDepthForDepthEstimation model, Pass pass) =>
        model.Forward(Pixels(pass)).PredictedDepth.Values.ToArray();

    private static Tensor Pixels(Pass pass)
    {
        var stored = GoldenTensors.Open(Path.Combine(Folder(Name), "case.safetensors"))["pixel_values"].ChannelsLast();
        return pass.New(new Shape(stored.Shape), stored.Floats());
    }

    private static ZoeDepthForDepthEstimation Open(string name) =>
        ZoeDepthForDepthEstimation.FromPretrained(Folder(name));

    private static string Folder(string name) => Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", name);
}
