using System.Buffers.Binary;

namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>
/// WebP: a RIFF file whose picture is one chunk <c>VP8 </c> or <c>VP8L</c>, in the extended form after a chunk
/// <c>VP8X</c> and among chunks of metadata.
/// </summary>
internal sealed class WebPContainer : IContainer
{
    private const int FirstChunk = 12;
    private const byte IsAnimated = 2;

    /// <inheritdoc/>
    public string FormatName => "WebP";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= FirstChunk && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8);

    /// <inheritdoc/>
    public StoredImage Read(ReadOnlySpan<byte> file)
    {
        (int Width, int Height)? canvas = null, picture = null;
        ReadOnlySpan<byte> exif = [], xmp = [];
        for (long at = FirstChunk; at + 8 <= file.Length;)
        {
            var name = file.Slice((int)at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            var body = file[((int)at + 8)..];
            if (length < body.Length) body = body[..(int)length];
            if (name.SequenceEqual("VP8X"u8)) canvas = Canvas(body);
            else if (name.SequenceEqual("VP8 "u8)) picture ??= Lossy(body);
            else if (name.SequenceEqual("VP8L"u8)) picture ??= Lossless(body);
            else if (name.SequenceEqual("EXIF"u8) && exif.IsEmpty) exif = body;
            else if (name.SequenceEqual("XMP "u8) && xmp.IsEmpty) xmp = body;
            at += 8 + length + (length & 1);
        }
        if (picture is not { } size)
        {
            var needed = NeededBytes(file);
            if (needed > file.Length) throw EndedEarly.Of(FormatName, needed, file.Length);
            throw new CorruptImageException(
                "the WebP file holds no picture (a chunk VP8 or VP8L); copy or download it again");
        }
        if (canvas is { } declared && declared != size)
        {
            throw new CorruptImageException(
                $"the WebP file declares {declared.Width}x{declared.Height} pixels, but its picture has " +
                $"{size.Width}x{size.Height}; copy or download it again");
        }
        return new StoredImage(size.Width, size.Height, PixelFormat.Rgb8, FileMetadata.Of(exif, xmp));
    }

    /// <inheritdoc/>
    public void CheckWhole(ReadOnlySpan<byte> file, StoredImage stored, CancellationToken cancellation)
    {
        var needed = NeededBytes(file);
        if (needed > file.Length) throw EndedEarly.Of(FormatName, needed, file.Length);
        for (long at = FirstChunk; at + 8 <= needed;)
        {
            cancellation.ThrowIfCancellationRequested();
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (at + 8 + length > file.Length) throw EndedEarly.Of(FormatName, at + 8 + length, file.Length);
            at += 8 + length + (length & 1);
        }
    }

    private static long NeededBytes(ReadOnlySpan<byte> file) => 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);

    /// <summary>Flags, three bytes of nothing, then columns and rows, less one, in three bytes each.</summary>
    private (int, int) Canvas(ReadOnlySpan<byte> body)
    {
        Need(body, 10);
        if ((body[0] & IsAnimated) != 0)
            throw new UnsupportedImageException(
                "an animated WebP is not read here; save one of its pictures as PNG or JPEG");
        return (1 + Three(body[4..]), 1 + Three(body[7..]));

        static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
    }

    /// <summary>
    /// The header of a VP8 key frame (RFC 6386, 9.1): a tag, a start code, columns and rows in 14 bits each.
    /// </summary>
    private (int, int) Lossy(ReadOnlySpan<byte> body)
    {
        Need(body, 10);
        if (body[3] != 0x9D || body[4] != 0x01 || body[5] != 0x2A)
            throw new CorruptImageException(
                "the WebP file's VP8 chunk begins with no key frame; copy or download it again");
        var width = BinaryPrimitives.ReadUInt16LittleEndian(body[6..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(body[8..]);
        return (width & 0x3FFF, height & 0x3FFF);
    }

    /// <summary>One byte 2F, then columns and rows, less one, in 14 bits each.</summary>
    private (int, int) Lossless(ReadOnlySpan<byte> body)
    {
        Need(body, 5);
        if (body[0] != 0x2F)
            throw new CorruptImageException(
                "the WebP file's VP8L chunk begins with no signature; copy or download it again");
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
        return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    private void Need(ReadOnlySpan<byte> body, int bytes)
    {
        if (body.Length < bytes)
            throw new TruncatedImageException(
                $"the {FormatName} file ends in the header of its picture; copy or download it again");
    }
}
