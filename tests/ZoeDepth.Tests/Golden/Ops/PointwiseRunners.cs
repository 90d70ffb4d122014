using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Tests.Golden.Ops;

/// <summary>How the reference's pointwise operations, reductions and rearrangements are run here.</summary>
internal static class PointwiseRunners
{
    [Runs("gelu")]
    private static void Gelu(GoldenOperation o) => o.Output("y", Operations.Gelu(o.Input("x")));

    [Runs("relu")]
    private static void Relu(GoldenOperation o) => o.Output("y", Operations.Relu(o.Input("x")));

    [Runs("softplus")]
    private static void Softplus(GoldenOperation o)
    {
        (o.Number("beta"), o.Number("threshold")).ShouldBe((1, 20));
        o.Output("y", Operations.Softplus(o.Input("x")));
    }

    [Runs("sigmoid")]
    private static void Sigmoid(GoldenOperation o) => o.Output("y", Operations.Sigmoid(o.Input("x")));

    [Runs("log")]
    private static void Log(GoldenOperation o) => o.Output("y", Operations.Log(o.Input("x")));

    [Runs("exp")]
    private static void Exp(GoldenOperation o) => o.Output("y", Operations.Exp(o.Input("x")));

    [Runs("sqrt")]
    private static void Sqrt(GoldenOperation o) => o.Output("y", Operations.Sqrt(o.Input("x")));

    [Runs("abs")]
    private static void Abs(GoldenOperation o) => o.Output("y", Operations.Abs(o.Input("x")));

    [Runs("atan")]
    private static void Atan(GoldenOperation o) => o.Output("y", Operations.Atan(o.Input("x")));

    [Runs("pow")]
    private static void Power(GoldenOperation o) => o.Output("y", Operations.Power(o.Input("x"), o.Whole("exponent")));

    [Runs("clip")]
    private static void Clip(GoldenOperation o) =>
        o.Output("y", Operations.Clip(o.Input("x"), (float)o.Number("min"), (float)o.Number("max")));

    [Runs("add")]
    private static void Add(GoldenOperation o) => Pair(o, Operations.Add);

    [Runs("sub")]
    private static void Subtract(GoldenOperation o) => Pair(o, Operations.Subtract);

    [Runs("mul")]
    private static void Multiply(GoldenOperation o) => Pair(o, Operations.Multiply);

    [Runs("div")]
    private static void Divide(GoldenOperation o) => Pair(o, Operations.Divide);

    [Runs("mean")]
    private static void Mean(GoldenOperation o) =>
        o.Output("y", Operations.Mean(o.Input("x"), Axis(o), o.Flag("keepdim")));

    [Runs("sum")]
    private static void Sum(GoldenOperation o) =>
        o.Output("y", Operations.Sum(o.Input("x"), Axis(o), o.Flag("keepdim")));

    [Runs("var")]
    private static void Variance(GoldenOperation o)
    {
        o.Whole("correction").ShouldBe(1);
        o.Output("y", Operations.Variance(o.Input("x")));
    }

    [Runs("cumsum")]
    private static void CumulativeSum(GoldenOperation o)
    {
        var axes = AlongLast(o, "x");
        o.Output("y", Operations.CumulativeSum(o.Input("x", axes)), axes);
    }

    [Runs("sort")]
    private static void Sort(GoldenOperation o)
    {
        var axes = AlongLast(o, "x");
        var x = o.Input("x", axes);
        o.Output("y", Operations.Sort(x), axes);
        o.Output("index", o.Pass.New(x.Shape, Array.ConvertAll(ArgSort(x), i => (float)i)), axes);
    }

    [Runs("concat")]
    private static void Concat(GoldenOperation o)
    {
        var names = o.InputNames.ToArray();
        var axes = AlongLast(o, names[0]);
        o.Output("y", Operations.Concat([.. names.Select(name => o.Input(name, axes))]), axes);
    }

    [Runs("interpolate")]
    private static void Resize(GoldenOperation o)
    {
        o.Flag("antialias").ShouldBeFalse();
        var size = o.Wholes("size");
        o.Output("y", Operations.Resize(o.Input("x", Axes.ChannelsLast), size[0], size[1],
            Enum.Parse<Interpolation>(o.Text("mode"), ignoreCase: true),
            o.Flag("align_corners") ? Corners.Aligned : Corners.HalfPixel), Axes.ChannelsLast);
    }

    [Runs("reflect_pad")]
    private static void ReflectPad(GoldenOperation o) => o.Output("y",
        Operations.ReflectPad(o.Input("x", Axes.ChannelsLast), o.Whole("left"), o.Whole("right"), o.Whole("top"),
            o.Whole("bottom")), Axes.ChannelsLast);

    [Runs("cross_entropy")]
    private static void CrossEntropy(GoldenOperation o)
    {
        o.Text("reduction").ShouldBe("mean");
        o.Output("y", Operations.CrossEntropy(o.Input("logits", Axes.ChannelsFromOne), o.Indices("target"),
            o.HasSetting("ignore_index") ? o.Whole("ignore_index") : null));
    }

    [Runs("clip_grad_norm")]
    private static void ClipGradientNorm(GoldenOperation o)
    {
        var names = o.InputNames.ToArray();
        var parameters =
            names.Select(name => new Parameter(name, new Shape(o.Stored(name).Shape),
                new MemoryValues(new float[o.Stored(name).Count]))).ToList();
        foreach (var parameter in parameters) o.Stored(parameter.Name).Floats().CopyTo(parameter.Gradient);
        for (var i = 0; i < o.Whole("missing_gradients"); i++)
            parameters.Add(new Parameter("missing", new Shape(4), new MemoryValues(new float[4])));
        o.Output("total_norm", [GradientNorm.Clip(parameters, (float)o.Number("max_norm"), o.Pass.Work)]);
        for (var i = 0; i < names.Length; i++) o.Output($"clipped{i}", parameters[i].Gradient.ToArray());
        parameters.Skip(names.Length).ShouldAllBe(parameter => !parameter.HasGradient);
        foreach (var parameter in parameters) parameter.Dispose();
    }

    /// <summary>The reference broadcasts one number to a channel of NCHW: the channels are last here.</summary>
    private static void Pair(GoldenOperation o, Func<Tensor, Tensor, Tensor> operation)
    {
        var b = o.Input("b");
        o.Output("y", operation(o.Input("a", Axes.ChannelsLast), b.Reshape(checked((int)b.Shape.Count))),
            Axes.ChannelsLast);
    }

    private static Index Axis(GoldenOperation o) => o.Whole("dim") is >= 0 and var axis ? axis : ^-o.Whole("dim");

    /// <summary>The layout that brings the axis named by <c>dim</c> to the end, where these operations work.</summary>
    private static Axes AlongLast(GoldenOperation o, string input)
    {
        var (axis, rank) = (o.Whole("dim"), o.Stored(input).Shape.Length);
        if (axis < 0) axis += rank;
        if (axis == rank - 1) return Axes.AsStored;
        axis.ShouldBe(1, "a reference axis that is neither the channels nor the last");
        return Axes.ChannelsFromOne;
    }
}
