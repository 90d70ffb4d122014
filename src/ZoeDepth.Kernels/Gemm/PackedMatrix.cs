using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The right side of a product, laid out as the tiles read it: panels of 32 outputs, in each panel one word of depth
/// after the other (<see cref="PanelFormat"/>), missing outputs 0. One layout serves every instruction set: AVX-512
/// reads a row of a panel in two vectors, AVX2 in four, and so on.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>
    /// What is written, and in which order, in words: panels that were kept in a file are read again only by a program
    /// that packs the same. To be changed with whatever changes a bit of them.
    /// </summary>
    public const string Layout = "panels of 32 outputs, Winograd's F(2x2, 3x3), 1";

    private readonly ScratchBlock _panels;
    private readonly int _firstWord, _wholeWords, _parts;
    private readonly bool _isSegment, _isScratch;

    /// <summary>Packs a matrix: reads it once, writes it once, on all threads.</summary>
    /// <exception cref="OutOfMemoryException">there is not so much memory</exception>
    public PackedMatrix(Work work, MatrixSource source, PanelFormat format = PanelFormat.Float32)
        : this(source.N.Count, source.K.Count, format) => Fill(work, source);

    /// <summary>Packs a matrix into the memory of an earlier one if it fits, into new memory otherwise.</summary>
    /// <param name="work">threads</param>
    /// <param name="source">what is packed</param>
    /// <param name="earlier">panels nobody reads any more, or null; what is returned where their extents agree</param>
    /// <param name="format">what the numbers become</param>
    /// <param name="temporary">whether the panels are scratch of the work, for one product</param>
    public static PackedMatrix Of(Work work, MatrixSource source, PackedMatrix? earlier,
        PanelFormat format = PanelFormat.Float32, bool temporary = false)
    {
        if (temporary) return Temporary(work, source, format);
        var packed = Room(source.N.Count, source.K.Count, earlier, format);
        packed.Fill(work, source);
        return packed;
    }

    /// <summary>Room for panels that somebody else fills.</summary>
    /// <param name="n">outputs</param>
    /// <param name="k">the extent that is summed over</param>
    /// <param name="format">how the numbers are written</param>
    /// <param name="scratch">whose scratch it is; null: memory of its own</param>
    /// <param name="parts">equal parts of k that begin with a word each</param>
    internal PackedMatrix(int n, int k, PanelFormat format, Work? scratch = null, int parts = 1)
        : this(new PanelExtents(n, k, format, parts), scratch) { }

    /// <inheritdoc cref="PackedMatrix(int, int, PanelFormat, Work?, int)"/>
    internal PackedMatrix(PanelExtents extents, Work? scratch = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(extents.N);
        ArgumentOutOfRangeException.ThrowIfNegative(extents.K);
        (N, K, Format, _parts) = (extents.N, extents.K, extents.Format, extents.Parts);
        (_wholeWords, _isScratch) = (Words, scratch is not null);
        _panels = scratch?.Scratch(extents.Floats) ?? new ScratchBlock(null, extents.Floats);
    }

    private PackedMatrix(PackedMatrix whole, int firstK, int k)
    {
        (_panels, _wholeWords, _isSegment) = (whole._panels, whole._wholeWords, true);
        (N, K, Format, _parts) = (whole.N, k, whole.Format, 1);
        _firstWord = whole._firstWord + (firstK / PerWord);
    }

    /// <summary>
    /// Packs a matrix for one product: the panels are scratch of the work and go back to it when they are disposed.
    /// </summary>
    public static PackedMatrix Temporary(Work work, MatrixSource source, PanelFormat format = PanelFormat.Float32)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new PackedMatrix(source.N.Count, source.K.Count, format, work)
            .FilledBy(packed => packed.Fill(work, source));
    }

    /// <summary>Outputs.</summary>
    public int N { get; }

    /// <summary>The extent that is summed over.</summary>
    public int K { get; }

    /// <summary>How the numbers are written.</summary>
    public PanelFormat Format { get; }

    /// <summary>Bytes held.</summary>
    public long Bytes => Extents.Floats * sizeof(float);

    /// <summary>What is in them.</summary>
    internal PanelExtents Extents => new(N, K, Format, _parts);

    /// <summary>Words of depth.</summary>
    internal int Words => Extents.Words;

    private int PerWord => Format.PerWord();

    /// <summary>Panels of 32 outputs.</summary>
    internal int PanelCount => Extents.Panels;

    /// <summary>The first word of a panel <c>[word, 32]</c>.</summary>
    internal float* Panel(int panel) =>
        _panels.Pointer + ((((long)panel * _wholeWords) + _firstWord) * GemmTile.NR);

    /// <summary>What belongs to the outputs of a panel of 8-bit operands: behind all panels.</summary>
    internal float* BesidePanel(int panel) => Format == PanelFormat.Int8
        ? Panel(PanelCount) + ((long)panel * Int8Quantization.FloatsBesidePanel) : null;

    /// <summary>
    /// The same outputs over a part of the extent that is summed over, in the same memory, which stays the whole's. It
    /// begins with a word.
    /// </summary>
    public PackedMatrix Segment(int firstK, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstK);
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstK % PerWord, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)firstK + k, K);
        if (Format == PanelFormat.Int8)
            throw new NotSupportedException("8-bit panels have scales for the whole of their depth, not for a part");
        return new(this, firstK, k);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isSegment) _panels.Dispose();
    }

    internal static PackedMatrix Room(int n, int k, PackedMatrix? earlier, PanelFormat format, int parts = 1) =>
        earlier is not null && earlier.Extents == new PanelExtents(n, k, format, parts)
            ? earlier : new(n, k, format, null, parts);

    /// <summary>
    /// These panels once somebody has filled them; where that fails or is cancelled, scratch goes back to its work.
    /// </summary>
    internal PackedMatrix FilledBy(Action<PackedMatrix> fill)
    {
        try
        {
            fill(this);
            return this;
        }
        catch when (_isScratch)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Packs a matrix into these panels: all of them, or one of their segments.</summary>
    internal void Fill(Work work, MatrixSource source)
    {
        ArgumentNullException.ThrowIfNull(work);
        var packing = new Packing { Work = work, Source = source, Packed = this };
        ProductDispatch.Run(ref packing);
    }

    private struct Packing : IProductKernel
    {
        public Work Work;
        public MatrixSource Source;
        public PackedMatrix Packed;

        public readonly PanelFormat Format => Packed.Format;

        // A panel of 1024 inputs is 128 KB: enough for one piece.
        public readonly void Run<S, V, F>()
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            var (source, packed) = (Source, Packed);
            Work.For(Packed.PanelCount,
                panel => PanelPacking.Pack<S, V, F>(source, panel * GemmTile.NR, packed.Panel(panel),
                    packed.BesidePanel(panel)));
        }
    }
}
