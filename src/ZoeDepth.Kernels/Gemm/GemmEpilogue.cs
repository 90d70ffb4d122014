using ZoeDepth.Kernels.Functions;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The epilogue of a product: y = residual + scale · activation(product + bias), done while the tile is still in the
/// first cache. A null pointer leaves its step out.
/// </summary>
internal readonly unsafe struct GemmEpilogue
{
    /// <summary>No step at all.</summary>
    public static GemmEpilogue None => default;

    /// <summary>One number per output, added first.</summary>
    public float* Bias { get; init; }

    /// <summary>The function applied to product + bias.</summary>
    public ActivationKind Activation { get; init; }

    /// <summary>One factor per output, applied after the activation: LayerScale.</summary>
    public float* Scale { get; init; }

    /// <summary>
    /// Rows <c>[row, n]</c> added last. They must not share memory with the result, which holds partial sums before it
    /// is finished.
    /// </summary>
    public float* Residual { get; init; }

    /// <summary>Floats from one row of <see cref="Residual"/> to the next.</summary>
    public long ResidualStride { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    internal bool IsEmpty => Bias == null && Activation == ActivationKind.None && Scale == null && Residual == null;

    /// <summary>Throws if a product on its way to <paramref name="target"/> cannot be finished this way.</summary>
    /// <exception cref="ArgumentException">the target is added to, or it is the residual itself</exception>
    internal void Check(in GemmC target)
    {
        if (target.Adds && !IsEmpty)
            throw new ArgumentException(
                "product: a result that is added to takes no bias, activation, scale or residual");
        if (Residual != null && Residual == target.First)
            throw new ArgumentException(
                "product: the residual is the result itself, which holds partial sums before it is finished; give " +
                "the result its own memory");
    }
}
