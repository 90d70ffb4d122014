using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Half a panel of floats, <see cref="Columns"/> wide, copied to lie close while all rows pass by.
/// </summary>
/// <remarks>
/// Tiles of 8-wide vectors are 16 columns wide, and a first cache of 32 KB is what a panel of <see cref="GemmTile.KC"/>
/// words takes: walked as it lies, two strips and the rows of the tile push one another out, and every multiply-add
/// waits for the second cache. A strip by itself takes 16 KB, but every other cache line of 32 KB fills half of the
/// sets and none of the others; copied, it leaves half of each set to the rows. On Zen 3 the encoder's products go from
/// 59 to 76 % of the multiply-add limit to 74 to 82 %. 512-bit tiles take the whole width of a panel at once;
/// Winograd's blocks and attention's have too few rows for a copy, and gained nothing.
/// </remarks>
internal static unsafe class PanelStrip
{
    /// <summary>Columns of a strip: two vectors of 8.</summary>
    public const int Columns = 16;

    /// <summary>Room for the longest strip.</summary>
    public const int Floats = GemmTile.KC * Columns;

    /// <summary>
    /// Whether a copy pays: it costs as much as half a tile, and short strips stay in the first cache where they lie.
    /// </summary>
    /// <param name="tiles">how many tiles of rows pass by</param>
    /// <param name="words">words of depth</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Pays<S, V, F>(int tiles, int words)
        where S : struct, ISimd<V> where V : struct where F : struct, IOperands =>
        S.Width is 4 or 8 && F.TakesStrips && tiles >= 4 && words > GemmTile.KC / 2;

    /// <summary>Copies a strip, which begins at a column of a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<S, V>(float* panel, int words, float* to) where S : struct, ISimd<V> where V : struct
    {
        for (var k = 0; k < words; k++, panel += GemmTile.NR, to += Columns)
            for (var j = 0; j < Columns; j += S.Width) S.Store(to + j, S.Load(panel + j));
    }
}
