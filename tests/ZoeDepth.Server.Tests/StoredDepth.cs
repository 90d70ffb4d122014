using System.IO.Compression;

namespace ZoeDepth.Server.Tests;

/// <summary>
/// Depth as the page's samples have it: of each pixel's millimetres what they differ by from left + above - diagonal (0
/// beyond the edges), turned to 2d where that is not negative and to -2d - 1 where it is; 24 bits each, the lowest
/// bytes of all pixels first and the highest ones last.
/// </summary>
internal static class StoredDepth
{
    private const int Planes = 3;

    /// <summary>Millimetres to bytes.</summary>
    public static byte[] Written(ReadOnlySpan<float> metres, int columns)
    {
        var millimetres = new int[metres.Length];
        for (var i = 0; i < metres.Length; i++)
            millimetres[i] = (int)Math.Round(1000.0 * metres[i], MidpointRounding.AwayFromZero);
        var bytes = new byte[Planes * metres.Length];
        for (var i = 0; i < metres.Length; i++)
        {
            var difference = millimetres[i] - Foreseen(millimetres, i, columns);
            var turned = (difference << 1) ^ (difference >> 31);
            for (var plane = 0; plane < Planes; plane++)
                bytes[(plane * metres.Length) + i] = (byte)(turned >> (8 * plane));
        }
        return bytes;
    }

    /// <summary>Bytes to metres.</summary>
    public static float[] Read(ReadOnlySpan<byte> bytes, int columns)
    {
        var millimetres = new int[bytes.Length / Planes];
        for (var i = 0; i < millimetres.Length; i++)
        {
            var turned = 0;
            for (var plane = 0; plane < Planes; plane++)
                turned |= bytes[(plane * millimetres.Length) + i] << (8 * plane);
            millimetres[i] = Foreseen(millimetres, i, columns) + ((turned >> 1) ^ -(turned & 1));
        }
        return [.. millimetres.Select(length => length / 1000f)];
    }

    /// <summary>Bytes in brotli, as small as it makes them.</summary>
    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(bytes);
        return packed.ToArray();
    }

    private static int Foreseen(int[] millimetres, int i, int columns)
    {
        var (isFirstRow, isFirstColumn) = (i < columns, i % columns == 0);
        return (isFirstColumn ? 0 : millimetres[i - 1]) + (isFirstRow ? 0 : millimetres[i - columns])
            - (isFirstRow || isFirstColumn ? 0 : millimetres[i - columns - 1]);
    }
}
