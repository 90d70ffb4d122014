using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>Compares assembled tiles of bytes with sums made one by one, before anything depends on them.</summary>
internal static unsafe class ByteTileCheck
{
    private const int Heights = 12, MostWords = 39;

    /// <summary>Whether the tiles of all heights give the sums, of rests, of whole sixteens, and of both.</summary>
    /// <param name="tiles">the tiles, from height 1</param>
    public static bool Passes(nint[] tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        const int rows = Heights * GemmTile.RowStride, panel = MostWords * GemmTile.NR, sums = Heights * GemmTile.NR;
        using var memory = new NativeBuffer(rows + panel + sums);
        float* a = memory.Pointer, b = a + rows, c = b + panel;
        Span<byte> left = new(a, rows * sizeof(float)), right = new(b, panel * sizeof(float));
        // Rows are without sign, 0 … 255; panels have one.
        for (var i = 0; i < left.Length; i++) left[i] = (byte)((i * 37) + (i / 251));
        for (var i = 0; i < right.Length; i++) right[i] = (byte)((i * 91) + (i / 127));
        foreach (var words in new[] { 0, 7, 16, MostWords })
            for (var height = 1; height <= tiles.Length; height++)
                foreach (var accumulate in new[] { 0, 1 })
                    if (!Passes(tiles[height - 1], height, words, accumulate, a, b, (int*)c)) return false;
        return true;
    }

    private static bool Passes(nint tile, int height, int words, int accumulate, float* a, float* b, int* c)
    {
        for (var i = 0; i < Heights * GemmTile.NR; i++) c[i] = 1000 - i;
        var call = new TileCall
        {
            A = a, B = b, C = (float*)c, Words = words, CStride = GemmTile.NR * sizeof(float), Accumulate = accumulate,
        };
        ((delegate* unmanaged[SuppressGCTransition]<TileCall*, void>)tile)(&call);
        for (var i = 0; i < Heights * GemmTile.NR; i++)
        {
            var (row, column) = Math.DivRem(i, GemmTile.NR);
            var expected = row < height ? Sum((byte*)(a + (row * GemmTile.RowStride)), (sbyte*)(b + column), words) : 0;
            if (row >= height || accumulate != 0) expected += 1000 - i;
            if (c[i] != expected) return false;
        }
        return true;
    }

    private static int Sum(byte* row, sbyte* column, int words)
    {
        const int perWord = sizeof(float), next = GemmTile.NR * perWord;
        var sum = 0;
        for (var i = 0; i < words * perWord; i++) sum += row[i] * column[(i / perWord * next) + (i % perWord)];
        return sum;
    }
}
