using BenchmarkDotNet.Attributes;
using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Benchmarks.Operations;

/// <summary>The linear layers of an encoder block: 769 tokens, with the tails they have in the model.</summary>
public class LinearBenchmark : OperationBenchmark
{
    private Tensor _x = null!;
    private Parameter _weight = null!, _bias = null!, _lambda = null!;
    private Tensor _residual = null!;

    /// <summary>"1024->4096 gelu"</summary>
    [Params("1024->1024", "1024->4096 gelu", "4096->1024 scale and add")]
    public string Layer { get; set; } = "";

    /// <inheritdoc/>
    protected override void Prepare()
    {
        var extents = Layer.Split(' ')[0].Split("->");
        var (inputs, outputs) = (int.Parse(extents[0]), int.Parse(extents[1]));
        (_x, _weight, _bias, _lambda) =
            (Input(1, 769, inputs), Weight(outputs, inputs), Weight(outputs), Weight(outputs));
        _residual = Input(1, 769, outputs);
    }

    /// <inheritdoc/>
    protected override Tensor Operate() => Linear(_x, _weight, _bias,
        Layer.Contains("gelu") ? Epilogue.Of(Activation.Gelu) : Layer.Contains("add")
        ? Epilogue.ScaleAndAdd(_lambda, _residual) : default);
}

/// <summary>Attention of 16 heads over 769 tokens, the position bias read from its table.</summary>
public class AttentionBenchmark : OperationBenchmark
{
    private Tensor _query = null!, _key = null!, _value = null!, _table = null!;

    /// <inheritdoc/>
    protected override void Prepare() =>
        (_query, _key, _value, _table) =
            (Input(1, 769, 1024), Input(1, 769, 1024), Input(1, 769, 1024), Input((47 * 63) + 3, 16));

    /// <inheritdoc/>
    protected override Tensor Operate() =>
        Attention(_query, _key, _value, 16, 0.125f, Tensors.AttentionBias.RelativePosition(_table, 24, 32));
}

/// <summary>Layer norm of 769 tokens of 1024.</summary>
public class LayerNormBenchmark : OperationBenchmark
{
    private Tensor _x = null!;
    private Parameter _gamma = null!, _beta = null!;

    /// <inheritdoc/>
    protected override void Prepare() => (_x, _gamma, _beta) = (Input(1, 769, 1024), Weight(1024), Weight(1024));

    /// <inheritdoc/>
    protected override Tensor Operate() => LayerNorm(_x, _gamma, _beta, 1e-12f);
}
