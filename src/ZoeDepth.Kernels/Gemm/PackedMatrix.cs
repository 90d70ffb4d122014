using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The right side of a product, laid out as the tiles read it: panels of 32 outputs, in each panel one k after the
/// other, missing outputs 0. One layout serves every instruction set: AVX-512 reads a row of a panel in two vectors,
/// AVX2 in four, and so on.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly ScratchBlock _panels;
    private readonly int _firstK, _wholeK;
    private readonly bool _isSegment;

    /// <summary>Packs a matrix: reads it once, writes it once, on all threads.</summary>
    /// <exception cref="OutOfMemoryException">there is not so much memory</exception>
    public PackedMatrix(Work work, MatrixSource source) : this(source.N.Count, source.K.Count) => Fill(work, source);

    /// <summary>Packs a matrix into the memory of an earlier one if it fits, into new memory otherwise.</summary>
    /// <param name="work">threads</param>
    /// <param name="source">what is packed</param>
    /// <param name="earlier">panels nobody reads any more, or null; what is returned where their extents agree</param>
    public static PackedMatrix Of(Work work, MatrixSource source, PackedMatrix? earlier)
    {
        var packed = Room(source.N.Count, source.K.Count, earlier);
        packed.Fill(work, source);
        return packed;
    }

    internal PackedMatrix(int n, int k, Work? scratch = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        (N, K, _wholeK) = (n, k, k);
        _panels = scratch?.Scratch(Floats) ?? new ScratchBlock(null, Floats);
    }

    private PackedMatrix(PackedMatrix whole, int firstK, int k)
    {
        (_panels, _wholeK, _isSegment) = (whole._panels, whole._wholeK, true);
        (N, K, _firstK) = (whole.N, k, whole._firstK + firstK);
    }

    /// <summary>
    /// Packs a matrix for one product: the panels are scratch of the work and go back to it when they are disposed.
    /// </summary>
    public static PackedMatrix Temporary(Work work, MatrixSource source)
    {
        ArgumentNullException.ThrowIfNull(work);
        var packed = new PackedMatrix(source.N.Count, source.K.Count, work);
        packed.Fill(work, source);
        return packed;
    }

    /// <summary>Outputs.</summary>
    public int N { get; }

    /// <summary>The extent that is summed over.</summary>
    public int K { get; }

    /// <summary>Bytes held.</summary>
    public long Bytes => Floats * sizeof(float);

    private long Floats => (long)PanelCount * GemmTile.NR * K;

    /// <summary>Panels of 32 outputs.</summary>
    internal int PanelCount => (N + GemmTile.NR - 1) / GemmTile.NR;

    /// <summary>The first float of a panel <c>[k, 32]</c>.</summary>
    internal float* Panel(int panel) =>
        _panels.Pointer + ((((long)panel * _wholeK) + _firstK) * GemmTile.NR);

    /// <summary>
    /// The same outputs over a part of the extent that is summed over, in the same memory, which stays the whole's.
    /// </summary>
    public PackedMatrix Segment(int firstK, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstK);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)firstK + k, K);
        return new(this, firstK, k);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isSegment) _panels.Dispose();
    }

    internal static PackedMatrix Room(int n, int k, PackedMatrix? earlier) =>
        earlier is not null && (earlier.N, earlier.K) == (n, k) ? earlier : new(n, k);

    /// <summary>Packs a matrix into these panels: all of them, or one of their segments.</summary>
    internal void Fill(Work work, MatrixSource source)
    {
        ArgumentNullException.ThrowIfNull(work);
        // A panel of 1024 inputs is 128 KB: enough for one piece.
        work.For(PanelCount, panel => PanelPacking.Pack(source, panel * GemmTile.NR, Panel(panel)));
    }
}
