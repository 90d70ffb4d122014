using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// What <c>ldtilecfg</c> reads before AMX multiplies: 64 bytes that give each of eight tile registers its rows and the
/// bytes of a row (Intel's manual, volume 1, chapter 18). One for each height of a tile and each number of words that
/// are left after whole sixteens.
/// </summary>
internal static unsafe class AmxTileConfiguration
{
    /// <summary>Bytes of one.</summary>
    public const int Size = 64;

    /// <summary>Words of a row that a tile register holds: 64 bytes.</summary>
    public const int Words = 16;

    /// <summary>Bytes of all that belong to one height: one for 0 … 15 words that are left.</summary>
    public const int OfHeight = Words * Size;

    private const int RowBytes = 64, FirstColumn = 16, FirstRow = 48;

    /// <summary>The sums, left and right 16 columns of a panel; then rows and panel, of 16 words and of the rest.
    /// </summary>
    public const int Left = 0, Right = 1, Rows = 2, PanelLeft = 3, PanelRight = 4, RestRows = 5, RestLeft = 6,
        RestRight = 7;

    /// <summary>All of them, height after height from 1, in memory that stays until the process ends.</summary>
    public static nint All(int heights)
    {
        var table = (byte*)NativeMemory.AllocZeroed((nuint)(heights * OfHeight));
        for (var height = 1; height <= heights; height++)
            for (var left = 0; left < Words; left++)
                Fill(new Span<byte>(table + ((height - 1) * OfHeight) + (left * Size), Size), height, left);
        return (nint)table;
    }

    private static void Fill(Span<byte> configuration, int height, int left)
    {
        configuration[0] = 1;
        Shape(configuration, Left, height, RowBytes);
        Shape(configuration, Right, height, RowBytes);
        Shape(configuration, Rows, height, RowBytes);
        Shape(configuration, PanelLeft, Words, RowBytes);
        Shape(configuration, PanelRight, Words, RowBytes);
        // A register without rows is one that nothing may use.
        if (left == 0) return;
        Shape(configuration, RestRows, height, left * sizeof(float));
        Shape(configuration, RestLeft, left, RowBytes);
        Shape(configuration, RestRight, left, RowBytes);
    }

    private static void Shape(Span<byte> configuration, int register, int rows, int bytes)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(configuration[(FirstColumn + (2 * register))..], (ushort)bytes);
        configuration[FirstRow + register] = (byte)rows;
    }
}
