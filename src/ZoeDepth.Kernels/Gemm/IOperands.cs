using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The operands of a product in one <see cref="PanelFormat"/>, as a type: how numbers become words, and the tile that
/// multiplies words. Block loops take it as a type parameter and are written once.
/// </summary>
internal unsafe interface IOperands
{
    /// <summary>How they are written.</summary>
    static abstract PanelFormat Format { get; }

    /// <summary>Numbers in a word of four bytes.</summary>
    static abstract int PerWord { get; }

    /// <summary>
    /// Whether rows and panels are multiples of scales: <see cref="Int8Quantization"/> then writes them and finishes
    /// the sums, in place of <see cref="Row"/> and <see cref="Panel"/>.
    /// </summary>
    static virtual bool IsQuantized => false;

    /// <summary>Whether <see cref="Tile"/> takes panels in strips (<see cref="PanelStrip"/>), too.</summary>
    static virtual bool TakesStrips => false;

    /// <summary>
    /// Floats that a row of the left side has for each word of depth: <see cref="Row"/> writes as many, and rows lie as
    /// many times <see cref="GemmTile.RowStride"/> apart.
    /// </summary>
    static virtual int FloatsPerRowWord => 1;

    /// <summary>
    /// Words of a panel that all tiles of a block multiply before any goes on, where vectors are as wide as a cache
    /// line: a whole segment fills a first cache of 32 KB, and rows and panel push one another out. Less than a segment
    /// only where sums end there anyway. (On a Zen 4 half of one takes 0.93 of the time, a quarter 0.96; bfloat16, with
    /// its longer sums, gains nothing. A Zen 5 has 48 KB, and whole segments take 0.98 of the time there.)
    /// </summary>
    static virtual int WordsNear => GemmTile.KC;

    /// <summary>
    /// Whether <see cref="Tile"/> asks the caches for what comes next, a line with every
    /// <see cref="AssembledTiles.WordsToALine"/> words.
    /// </summary>
    static virtual bool AskAhead => false;

    /// <summary>Writes numbers as words, one after the other; what an odd word lacks is 0.</summary>
    /// <param name="from">numbers; may be <paramref name="to"/></param>
    /// <param name="count">how many</param>
    /// <param name="to">words, room for a multiple of the widest vector</param>
    static abstract void Row<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct;

    /// <summary>Writes a panel of numbers <c>[k, 32]</c> as words <c>[⌈k / PerWord⌉, 32]</c>.</summary>
    static abstract void Panel<S, V>(float* from, int k, float* to) where S : struct, ISimd<V> where V : struct;

    /// <summary>
    /// <c>c[row, column] = Σ a[row, k] · b[k, column]</c>, plus what c held if <paramref name="accumulate"/>; otherwise
    /// c is not read.
    /// </summary>
    /// <param name="height">rows, 1 to <see cref="GemmTile.MR"/></param>
    /// <param name="words">how many words of depth, at most <see cref="GemmTile.KC"/></param>
    /// <param name="a">rows as <see cref="Row"/> writes them</param>
    /// <param name="b">a panel of words, or a strip of one</param>
    /// <param name="bStride">
    /// floats from one word of depth to the next: <see cref="GemmTile.NR"/>, or <see cref="PanelStrip.Columns"/> of a
    /// strip
    /// </param>
    /// <param name="c">sums; written up to the next multiple of two vectors</param>
    /// <param name="cStride">floats from one row of c to the next</param>
    /// <param name="columns">how many columns are wanted, at most <see cref="GemmTile.NR"/></param>
    /// <param name="accumulate">whether c is added to</param>
    /// <param name="next">what will be multiplied later, for tiles that <see cref="AskAhead"/></param>
    static abstract void Tile<S, V>(int height, int words, float* a, float* b, long bStride, float* c, long cStride,
        int columns, bool accumulate, float* next)
        where S : struct, ISimd<V> where V : struct;
}

/// <summary>Floats.</summary>
internal readonly unsafe struct Float32Operands : IOperands
{
    /// <summary>
    /// Sums of so many products are added to one another: one sum over all the depth loses a bit more with every
    /// doubling, and the sums of a full-size network were half of its error. Shorter ones gain nothing any more.
    /// </summary>
    public const int LongestSum = 64;

    /// <inheritdoc/>
    public static PanelFormat Format => PanelFormat.Float32;

    /// <inheritdoc/>
    public static int WordsNear => Cache.IsRoomy ? GemmTile.KC : 2 * LongestSum;

    /// <inheritdoc/>
    public static bool TakesStrips => true;

    /// <inheritdoc/>
    public static int PerWord => 1;

    /// <inheritdoc/>
    public static void Row<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct
    {
        if (from != to) new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
    }

    /// <inheritdoc/>
    public static void Panel<S, V>(float* from, int k, float* to) where S : struct, ISimd<V> where V : struct =>
        Row<S, V>(from, checked(k * GemmTile.NR), to);

    /// <inheritdoc/>
    public static void Tile<S, V>(int height, int words, float* a, float* b, long bStride, float* c, long cStride,
        int columns, bool accumulate, float* next)
        where S : struct, ISimd<V> where V : struct
    {
        for (var strip = 0; strip < columns; strip += 2 * S.Width)
        {
            // Without depth the sums are 0, and that is written, too.
            var k = 0;
            do
            {
                GemmTile.Run<S, V, FloatProducts>(height, Math.Min(LongestSum, words - k), a + k,
                    b + strip + (k * bStride), bStride, c + strip, cStride, accumulate || k > 0);
                k += LongestSum;
            }
            while (k < words);
        }
    }
}

/// <summary>Pairs of bfloat16, multiplied by fused multiply-adds of floats: every machine.</summary>
/// <typeparam name="L">
/// how rows lie: as words, or, for blocks of rows that meet many panels, as floats that need not be taken apart
/// </typeparam>
internal readonly unsafe struct BFloat16Operands<L> : IOperands where L : struct, ILeftRows
{
    /// <inheritdoc/>
    public static PanelFormat Format => PanelFormat.BFloat16;

    /// <inheritdoc/>
    public static int PerWord => 2;

    /// <inheritdoc/>
    public static int FloatsPerRowWord => L.PerWord;

    /// <inheritdoc/>
    public static bool TakesStrips => true;

    /// <inheritdoc/>
    public static void Row<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct =>
        L.Write<S, V>(from, count, to);

    /// <inheritdoc/>
    public static void Panel<S, V>(float* from, int k, float* to) where S : struct, ISimd<V> where V : struct =>
        BFloat16Rounding.Panel<S, V>(from, k, to);

    /// <inheritdoc/>
    public static void Tile<S, V>(int height, int words, float* a, float* b, long bStride, float* c, long cStride,
        int columns, bool accumulate, float* next)
        where S : struct, ISimd<V> where V : struct
    {
        for (var strip = 0; strip < columns; strip += 2 * S.Width)
            BFloat16Tile.Run<S, V, L>(height, words, a, b + strip, bStride, c + strip, cStride, accumulate);
    }
}

/// <summary>Fours of 8-bit integers, multiplied by what each instruction set has for them: every machine.</summary>
internal readonly unsafe struct Int8Operands : IOperands
{
    /// <inheritdoc/>
    public static PanelFormat Format => PanelFormat.Int8;

    /// <inheritdoc/>
    public static int PerWord => 4;

    /// <inheritdoc/>
    public static bool IsQuantized => true;

    /// <inheritdoc/>
    public static bool TakesStrips => true;

    /// <inheritdoc/>
    public static void Row<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct =>
        throw Unscaled();

    /// <inheritdoc/>
    public static void Panel<S, V>(float* from, int k, float* to) where S : struct, ISimd<V> where V : struct =>
        throw Unscaled();

    /// <inheritdoc/>
    public static void Tile<S, V>(int height, int words, float* a, float* b, long bStride, float* c, long cStride,
        int columns, bool accumulate, float* next)
        where S : struct, ISimd<V> where V : struct
    {
        for (var strip = 0; strip < columns; strip += 2 * S.Width)
            GemmTile.Run<S, V, ByteProducts>(height, words, a, b + strip, bStride, c + strip, cStride, accumulate);
    }

    private static NotSupportedException Unscaled() => new("this product has no scales for 8-bit operands");
}

/// <summary>The operands of a format, multiplied by tiles that were assembled for this machine.</summary>
internal readonly unsafe struct Assembled<F> : IOperands where F : struct, IOperands
{
    /// <inheritdoc/>
    public static PanelFormat Format => F.Format;

    /// <inheritdoc/>
    public static int PerWord => F.PerWord;

    /// <inheritdoc/>
    public static bool IsQuantized => F.IsQuantized;

    /// <inheritdoc/>
    public static int WordsNear => F.WordsNear;

    /// <inheritdoc/>
    public static bool AskAhead => AssembledTiles.AskAhead(F.Format);

    /// <inheritdoc/>
    public static void Row<S, V>(float* from, int count, float* to) where S : struct, ISimd<V> where V : struct =>
        F.Row<S, V>(from, count, to);

    /// <inheritdoc/>
    public static void Panel<S, V>(float* from, int k, float* to) where S : struct, ISimd<V> where V : struct =>
        F.Panel<S, V>(from, k, to);

    /// <inheritdoc/>
    public static void Tile<S, V>(int height, int words, float* a, float* b, long bStride, float* c, long cStride,
        int columns, bool accumulate, float* next)
        where S : struct, ISimd<V> where V : struct =>
        AssembledTiles.Run(F.Format, height, words, a, b, c, cStride, accumulate, next);
}
