using ZoeDepth.Tensors;

namespace ZoeDepth.Training.Tests.Golden;

/// <summary>Losses and their gradients against the reference's classes.</summary>
[Trait("Family", "training")]
public sealed class LossGoldenTests
{
    public static TheoryData<string> SiLog => TrainingCase.Names("silog");

    public static TheoryData<string> GradL1 => TrainingCase.Names("grad_l1");

    public static TheoryData<string> ScaleAndShiftInvariant => TrainingCase.Names("scale_shift_invariant");

    public static TheoryData<string> Relative => TrainingCase.Names("relative_loss");

    public static TheoryData<string> Ordinal => TrainingCase.Names("ordinal_regression");

    public static TheoryData<string> Discrete => TrainingCase.Names("discrete_nll");

    [GoldenTheory, MemberData(nameof(SiLog))]
    public void Scale_invariant_logarithmic_loss(string name) => Run(name, (c, prediction) =>
        new SiLogLoss((float)c.Number("beta")).Of(prediction, c.Map(prediction.Pass, "target"), c.Mask("mask")));

    [GoldenTheory, MemberData(nameof(GradL1))]
    public void Gradients_as_vectors(string name) =>
        Run(name, (c, prediction) => GradientL1Loss.Of(prediction, c.Map(prediction.Pass, "target"), c.Mask("mask")));

    [GoldenTheory, MemberData(nameof(ScaleAndShiftInvariant))]
    public void Scale_and_shift_invariant(string name) => Run(name, (c, prediction) =>
    {
        var (target, mask) = (c.Map(prediction.Pass, "target"), c.Mask("mask")!);
        var (scale, shift) = ScaleAndShift.Of(prediction, target, mask);
        c.Check("scale", scale.Values);
        c.Check("shift", shift.Values);
        return ScaleAndShiftInvariantLoss.Of(prediction, target, mask);
    });

    [GoldenTheory, MemberData(nameof(Relative))]
    public void Relative_depth(string name) => Run(name, (c, prediction) =>
    {
        var loss = new RelativeLoss
        {
            Alignment = c.Text("alignment") == "robust" ? RelativeAlignment.Robust : RelativeAlignment.LeastSquares,
            DataTerm = c.Text("data_term") switch
            {
                "ssimse" => RelativeDataTerm.SquaredError,
                "ssimae" => RelativeDataTerm.AbsoluteError,
                _ => RelativeDataTerm.TrimmedError,
            },
            Trim = c.Number("trim"),
            Scales = (int)c.Number("scales"),
            Alpha = c.Number("alpha"),
            PerImageGradients = c.Text("reduction") == "image",
        };
        var parts = loss.Of(prediction, c.Map(prediction.Pass, "target"), c.Mask("mask")!);
        c.Check("data", parts.Data.Values);
        c.Check("gradient_matching", parts.Gradients.Values);
        c.Check("aligned_prediction", parts.Prediction.Values);
        c.Check("aligned_target", parts.Target.Values);
        return parts.Loss;
    });

    [GoldenTheory, MemberData(nameof(Ordinal))]
    public void Ordinal_regression(string name) =>
        RunScores(name, (c, scores) => new OrdinalRegressionLoss((int)c.Number("ord_num"), c.Number("beta"),
        c.Text("discretization") == "SID" ? OrdinalDiscretization.SpacingIncreasing : OrdinalDiscretization.Uniform)
        .Of(scores, c.Map(scores.Pass, "target")));

    [GoldenTheory, MemberData(nameof(Discrete))]
    public void Discrete_classes(string name) => RunScores(name, (c, scores) =>
    {
        var loss = new DiscreteNllLoss(c.Number("min_depth"), c.Number("max_depth"), (int)c.Number("depth_bins"));
        var target = c.Map(scores.Pass, "target");
        c.Check("class", Array.ConvertAll(target.Values.ToArray(), depth => (float)loss.ClassOf(depth)));
        return loss.Of(scores, target, c.Mask("mask"));
    });

    [Fact]
    public void Nothing_to_learn_from_is_refused_as_the_reference_refuses_it()
    {
        using var pass = Pass.Training();
        var (prediction, target) = (pass.New(new Shape(1, 2, 3), [1, 2, 3, 4, 5, 6]),
            pass.New(new Shape(1, 2, 3), [2, 2, 3, 4, 5, 7]));
        Should.Throw<ArgumentException>(() => new SiLogLoss()
            .Of(prediction, target, new bool[6])).Message.ShouldContain("empty");
        Should.Throw<ArgumentException>(() => new SiLogLoss()
            .Of(prediction, pass.New(new Shape(1, 3, 3), new float[9]))).Message.ShouldContain("height");
        var scores = pass.New(new Shape(1, 1, 1, 64), new float[64]);
        Should.Throw<ArgumentException>(() => new DiscreteNllLoss().Of(scores, pass.New(new Shape(1, 1, 1), [0.4f])));
    }

    [Fact]
    public void Weights_of_0_and_1_make_the_weighted_loss_the_masked_one()
    {
        using var pass = Pass.Training();
        var random = new Random(1);
        float[] Draw() => [.. Enumerable.Range(0, 60).Select(_ => 0.3f + random.NextSingle())];
        var (p, t, mask) = (Draw(), Draw(), Enumerable.Range(0, 60).Select(i => i % 3 > 0).ToArray());
        var shape = new Shape(2, 5, 6);
        Tensor Leaf() => pass.New(shape, p).RequiresGradient();
        var (a, b) = (Leaf(), Leaf());
        var masked = new SiLogLoss().Of(a, pass.New(shape, t), mask);
        pass.Tape!.Backward(masked);
        var log = Operations.Log(Operations.Affine(b, 1, 1e-7f));
        var g = Operations.Subtract(log, pass.New(shape, Array.ConvertAll(t, x => MathF.Log(x + 1e-7f))));
        var weighted = new SiLogLoss().Weighted(g, pass.New(shape, Array.ConvertAll(mask, m => m ? 1f : 0)));
        pass.Tape.Backward(weighted);
        Close.Within(weighted.Values, [masked.Values[0]], 1e-5, 0, "loss");
        Close.Within(b.Gradient, Array.ConvertAll(a.Gradient.ToArray(), x => (double)x), 1e-4, 1e-6, "gradient");
    }

    private static void Run(string name, Func<TrainingCase, Tensor, Tensor> loss)
    {
        var c = new TrainingCase(name);
        using var pass = Pass.Training();
        Check(c, pass, c.Map(pass, "pred"), loss, gradient => gradient.ToArray());
    }

    /// <summary>
    /// Scores are <c>[image, class, row, column]</c> there and <c>[image, row, column, class]</c> here.
    /// </summary>
    private static void RunScores(string name, Func<TrainingCase, Tensor, Tensor> loss)
    {
        var c = new TrainingCase(name);
        using var pass = Pass.Training();
        var golden = c.Input("pred");
        var last = golden.ChannelsLast();
        Check(c, pass, pass.New(new Shape(last.Shape), last.Floats()), loss, gradient =>
        {
            var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(gradient).ToArray();
            return new GoldenTensor("gradient", "F32", last.Shape, bytes).Permute(0, 3, 1, 2).Floats();
        });
    }

    private delegate float[] Arranged(ReadOnlySpan<float> gradient);

    private static void Check(TrainingCase c, Pass pass, Tensor prediction, Func<TrainingCase, Tensor, Tensor> loss,
        Arranged arranged)
    {
        prediction.RequiresGradient();
        var value = loss(c, prediction);
        c.Check("loss", value.Values);
        pass.Tape!.Backward(value);
        c.Check("grad.pred", arranged(prediction.Gradient));
    }
}
