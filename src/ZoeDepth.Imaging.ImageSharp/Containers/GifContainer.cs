using System.Buffers.Binary;

namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>GIF 87a and 89a: a logical screen, extensions, and pictures on it, of which the first is read.</summary>
internal sealed class GifContainer : IContainer
{
    private const int HeaderBytes = 13;
    private const byte Extension = 0x21, Picture = 0x2C;

    /// <inheritdoc/>
    public string FormatName => "GIF";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8);

    /// <inheritdoc/>
    public StoredImage Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes) throw EndedEarly.Of(FormatName, HeaderBytes, file.Length);
        var width = BinaryPrimitives.ReadUInt16LittleEndian(file[6..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        return new StoredImage(width, height, PixelFormat.Rgb8, ImageMetadata.None);
    }

    /// <inheritdoc/>
    public void CheckWhole(ReadOnlySpan<byte> file, StoredImage stored, CancellationToken cancellation)
    {
        var at = HeaderBytes + ColorTable(file[10]);
        while (ByteAt(file, at) == Extension) at = AfterSubBlocks(file, at + 2, cancellation);
        if (ByteAt(file, at) != Picture)
        {
            throw new CorruptImageException(
                $"the GIF file holds no picture: at byte {at} stands {file[at]:X2} where an image descriptor (2C) " +
                "was expected");
        }
        if (file.Length < at + 10) throw EndedEarly.Of(FormatName, at + 10, file.Length);
        var (left, top) = (Number(file, at + 1), Number(file, at + 3));
        var (width, height) = (Number(file, at + 5), Number(file, at + 7));
        if (width == 0 || height == 0 || left + width > stored.Width || top + height > stored.Height)
        {
            throw new CorruptImageException(
                $"the first picture of the GIF file, {width}x{height} at column {left} and row {top}, does not lie " +
                $"on its screen of {stored.Width}x{stored.Height}; copy or download it again");
        }
        // After the colours stands the size of the first code.
        AfterSubBlocks(file, at + 10 + ColorTable(file[at + 9]) + 1, cancellation);
    }

    /// <summary>Bytes of the table of colours that a packed field announces.</summary>
    private static int ColorTable(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);

    private static int Number(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private int AfterSubBlocks(ReadOnlySpan<byte> file, int at, CancellationToken cancellation)
    {
        while (ByteAt(file, at) is var length && length != 0)
        {
            cancellation.ThrowIfCancellationRequested();
            at += 1 + length;
        }
        return at + 1;
    }

    private byte ByteAt(ReadOnlySpan<byte> file, int at) =>
        at < file.Length ? file[at] : throw EndedEarly.Of(FormatName, at + 1L, file.Length);
}
