using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// The steps 0, 1, 2 … and the coefficients L(k) as vectors read them, padded to whole vectors with bins that weigh
/// nothing.
/// </summary>
internal sealed unsafe class LogBinomialTable : IDisposable
{
    private readonly ScratchBlock _buffer;

    public LogBinomialTable(int bins, int width, Work work)
    {
        Bins = bins;
        Padded = (bins + width - 1) / width * width;
        _buffer = work.Scratch(2L * Padded);
        var coefficients = new Span<float>(Coefficients, Padded);
        coefficients.Fill(float.NegativeInfinity);
        LogBinomialKernel.Coefficients(bins).CopyTo(coefficients);
        for (var k = 0; k < Padded; k++) Steps[k] = Math.Min(k, bins - 1);
    }

    /// <summary>Bins.</summary>
    public int Bins { get; }

    /// <summary>Bins rounded up to whole vectors.</summary>
    public int Padded { get; }

    /// <summary>k</summary>
    public float* Steps => _buffer.Pointer;

    /// <summary>L(k), minus infinity beyond the last bin.</summary>
    public float* Coefficients => _buffer.Pointer + Padded;

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}
