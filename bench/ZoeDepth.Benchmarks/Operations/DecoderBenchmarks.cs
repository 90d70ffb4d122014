using BenchmarkDotNet.Attributes;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Benchmarks.Operations;

/// <summary>The 3x3 convolutions of the decoder.</summary>
public class Conv2dBenchmark : OperationBenchmark
{
    private Tensor _x = null!;
    private Parameter _weight = null!;

    /// <summary>"256->256 96x128"</summary>
    [Params("256->256 48x64", "256->256 96x128", "256->128 192x256", "128->32 384x512")]
    public string Layer { get; set; } = "";

    /// <inheritdoc/>
    protected override void Prepare()
    {
        var numbers = Layer.Split(["->", " ", "x"], StringSplitOptions.None).Select(int.Parse).ToArray();
        (_x, _weight) = (Input(1, numbers[2], numbers[3], numbers[0]), Weight(numbers[1], numbers[0], 3, 3));
    }

    /// <inheritdoc/>
    protected override Tensor Operate() => Conv2d(_x, _weight, null, stride: 1, padding: 1);
}

/// <summary>The enlargement before the relative head's last 3x3: 100 MB are written.</summary>
public class ResizeBenchmark : OperationBenchmark
{
    private Tensor _x = null!;

    /// <inheritdoc/>
    protected override void Prepare() => _x = Input(1, 192, 256, 128);

    /// <inheritdoc/>
    protected override Tensor Operate() => Resize(_x, 384, 512, Interpolation.Bilinear, Corners.Aligned);
}

/// <summary>The last operation: 64 log-binomial weights and the depth at 196,608 pixels.</summary>
public class LogBinomialDepthBenchmark : OperationBenchmark
{
    private Tensor _features = null!, _embedding = null!, _centers = null!;
    private Parameter _weight0 = null!, _bias0 = null!, _weight2 = null!, _bias2 = null!;

    /// <inheritdoc/>
    protected override void Prepare()
    {
        (_features, _embedding, _centers) = (Input(1, 384, 512, 33), Input(1, 192, 256, 128), Input(1, 192, 256, 64));
        (_weight0, _bias0, _weight2, _bias2) = (Weight(80, 161, 1, 1), Weight(80), Weight(4, 80, 1, 1), Weight(4));
    }

    /// <inheritdoc/>
    protected override Tensor Operate() =>
        LogBinomialDepth(_features, _embedding, _centers, _weight0, _bias0, _weight2, _bias2, 0.0212f, 50);
}
