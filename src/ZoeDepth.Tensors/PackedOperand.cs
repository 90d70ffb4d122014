using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

/// <summary>
/// A parameter's panels for one product: those kept with it, or scratch that goes back when this is disposed.
/// </summary>
internal readonly ref struct PackedOperand(PackedMatrix matrix, bool isKept)
{
    /// <summary>The panels.</summary>
    public PackedMatrix Matrix => matrix;

    /// <inheritdoc cref="IDisposable.Dispose"/>
    public void Dispose()
    {
        if (!isKept) matrix.Dispose();
    }
}
