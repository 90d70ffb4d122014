using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Kernels.Depth;

/// <summary>What <see cref="LogBinomialDepthKernel"/> reads.</summary>
internal sealed unsafe class LogBinomialInputs
{
    /// <summary>Pictures.</summary>
    public required int Images { get; init; }

    /// <summary>Where rows of the full size come from in the coarser maps.</summary>
    public required ResampledAxis SourceRows { get; init; }

    /// <summary>Where columns of the full size come from in the coarser maps.</summary>
    public required ResampledAxis SourceColumns { get; init; }

    /// <summary>Features at full size, <c>[image, row, column, main channel]</c>.</summary>
    public required float* Main { get; init; }

    /// <summary>Channels of <see cref="Main"/>.</summary>
    public required int MainChannels { get; init; }

    /// <summary>
    /// What the bin embedding adds to the hidden features, still coarse, <c>[image, coarse row, coarse column,
    /// hidden]</c>.
    /// </summary>
    public required float* Embedding { get; init; }

    /// <summary>Bin centers, still coarse, metres, <c>[image, coarse row, coarse column, bin]</c>.</summary>
    public required float* Centers { get; init; }

    /// <summary>Bins of a pixel.</summary>
    public required int Bins { get; init; }

    /// <summary>From the features to the hidden features.</summary>
    public required PackedMatrix MainWeights { get; init; }

    /// <summary>Added to the hidden features, or null.</summary>
    public required float* HiddenBias { get; init; }

    /// <summary>From the hidden features to the four that make p and the temperature.</summary>
    public required PackedMatrix OutputWeights { get; init; }

    /// <summary>Added to the four, or null.</summary>
    public required float* OutputBias { get; init; }

    /// <summary>The least temperature.</summary>
    public required float MinTemperature { get; init; }

    /// <summary>The largest temperature.</summary>
    public required float MaxTemperature { get; init; }

    internal int Rows => SourceRows.Length;

    internal int Columns => SourceColumns.Length;

    internal int Hidden => MainWeights.N;
}
