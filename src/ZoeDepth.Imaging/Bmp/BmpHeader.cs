using System.Buffers.Binary;
using System.Numerics;

namespace ZoeDepth.Imaging;

/// <summary>How the pixels of a BMP are packed (biCompression).</summary>
internal enum BmpPacking
{
    Plain = 0,
    RunLength8 = 1,
    RunLength4 = 2,
    Masks = 3,
    MasksWithAlpha = 6,
}

/// <summary>One colour of a 16 or 32-bit pixel: where its bits stand.</summary>
internal readonly record struct BmpMask(uint Mask)
{
    private readonly int _shift = Mask == 0 ? 0 : BitOperations.TrailingZeroCount(Mask);

    /// <summary>
    /// The colour as 0..255: <c>value · 255 / largest</c>, truncated as Pillow does for 5 and 6 bits.
    /// </summary>
    internal byte Of(uint pixel)
    {
        var largest = Mask >> _shift;
        return largest == 0 ? (byte)0 : (byte)((ulong)((pixel & Mask) >> _shift) * 255 / largest);
    }
}

/// <summary>The headers of a BMP file, of OS/2 1.x (12 bytes) and of Windows (40 to 124 bytes).</summary>
internal sealed record BmpHeader(
    int Width, int Height, bool TopDown, int Bits, BmpPacking Packing, int PixelStart, byte[] Palette, BmpMask Red,
    BmpMask Green, BmpMask Blue)
{
    /// <summary>Bytes of a stored row: whole groups of four.</summary>
    internal long RowBytes => (((long)Width * Bits) + 31) / 32 * 4;

    /// <summary>Reads and checks the headers and the palette.</summary>
    /// <exception cref="ImageFormatException">they make no picture</exception>
    internal static BmpHeader Read(ReadOnlySpan<byte> file, DecodeOptions options)
    {
        Require(file, 18);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]);
        if (size is not (12 or 40 or 52 or 56 or 64 or 108 or 124))
            throw new CorruptImageException(
                $"the BMP header declares a length of {size}; there are 12, 40, 52, 56, 64, 108 and 124");
        Require(file, 14 + (int)size);

        var isCore = size == 12;
        long width = isCore ? U16(file, 18) : I32(file, 18);
        long height = isCore ? U16(file, 20) : I32(file, 22);
        var bits = U16(file, isCore ? 24 : 28);
        var compression = isCore ? 0 : U32(file, 30);
        if (width <= 0 || height == 0)
            throw new CorruptImageException($"the BMP header declares a picture of {width}x{height} pixels");
        if (bits is not (1 or 2 or 4 or 8 or 16 or 24 or 32))
            throw new CorruptImageException(
                $"the BMP header declares {bits} bits a pixel; there are 1, 2, 4, 8, 16, 24 and 32");
        options.CheckSize("BMP", width, Math.Abs(height), 3);
        var packing = PackingOf(compression, bits, size == 64);

        var hasMasks = packing is BmpPacking.Masks or BmpPacking.MasksWithAlpha;
        var paletteStart = 14 + (int)size + (hasMasks && size == 40 ? (packing == BmpPacking.Masks ? 12 : 16) : 0);
        Require(file, paletteStart);
        var pixelStart = U32(file, 10);
        if (pixelStart < paletteStart)
            throw new CorruptImageException(
                $"the BMP header says that pixels begin at byte {pixelStart}, within the header");
        var palette = bits > 8
            ? [] : ReadPalette(file[paletteStart..Math.Min(file.Length, (int)Math.Min(pixelStart, int.MaxValue))],
                isCore ? 3 : 4);
        var (red, green, blue) = hasMasks ? (U32(file, 54), U32(file, 58), U32(file, 62))
            : bits == 16 ? (0x7C00u, 0x3E0u, 0x1Fu) : (0xFF0000u, 0xFF00u, 0xFFu);
        return new BmpHeader(
            (int)width, (int)Math.Abs(height), height < 0, bits, packing, (int)Math.Min(pixelStart, int.MaxValue),
            palette, new(red), new(green), new(blue));
    }

    private static BmpPacking PackingOf(uint compression, int bits, bool isOs2) => (compression, bits) switch
    {
        (0, _) => BmpPacking.Plain,
        (1, 8) => BmpPacking.RunLength8,
        (2, 4) => BmpPacking.RunLength4,
        (3, 16 or 32) when !isOs2 => BmpPacking.Masks,
        (6, 16 or 32) => BmpPacking.MasksWithAlpha,
        (4 or 5, _) =>
        throw new UnsupportedImageException(
            "a BMP file around a JPEG or PNG picture is not read here; convert it to PNG or JPEG"),
        _ => throw new UnsupportedImageException(
            $"BMP compression {compression} with {bits} bits a pixel is not read here; convert it to PNG or JPEG"),
    };

    /// <summary>256 colours, red, green, blue; black beyond those the file gives.</summary>
    private static byte[] ReadPalette(ReadOnlySpan<byte> stored, int entryBytes)
    {
        var palette = new byte[768];
        for (var i = 0; i < Math.Min(256, stored.Length / entryBytes); i++)
        {
            stored.Slice(entryBytes * i, 3).CopyTo(palette.AsSpan(3 * i));
            palette.AsSpan(3 * i, 3).Reverse();
        }
        return palette;
    }

    private static void Require(ReadOnlySpan<byte> file, int bytes)
    {
        if (file.Length < bytes)
            throw new TruncatedImageException(
                $"the BMP file ends after {file.Length} bytes, within its {bytes} bytes of headers; " +
                "copy or download it again");
    }

    private static int U16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint U32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);

    private static int I32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file[at..]);
}
