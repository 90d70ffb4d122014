using System.Buffers.Binary;

namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>
/// Truevision TGA: a header of 18 bytes without a signature, a name, a table of colours, pixels, plain or in run
/// lengths. A file is taken for one when its header is possible in every field.
/// </summary>
internal sealed class TgaContainer : IContainer
{
    private const int HeaderBytes = 18;

    /// <inheritdoc/>
    public string FormatName => "TGA";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeaderBytes) return false;
        var (hasColors, kind, depth, descriptor) = (start[1], start[2], start[16], start[17]);
        var colors = start[3..8];
        var hasNoColors = hasColors == 0 && colors.IndexOfAnyExcept((byte)0) < 0;
        if (Number(start, 12) == 0 || Number(start, 14) == 0 || (descriptor & 0xC0) != 0) return false;
        return kind switch
        {
            1 or 9 => hasColors == 1 && depth is 8 or 16 && colors[4] is 15 or 16 or 24 or 32 && Number(colors, 2) > 0,
            2 or 10 => depth is 15 or 16 or 24 or 32 && hasNoColors,
            3 or 11 => depth is 8 or 16 && hasNoColors,
            _ => false,
        };
    }

    /// <inheritdoc/>
    public StoredImage Read(ReadOnlySpan<byte> file)
    {
        var format = file[2] is 3 or 11 ? PixelFormat.Gray8 : PixelFormat.Rgb8;
        return new StoredImage(Number(file, 12), Number(file, 14), format, ImageMetadata.None);
    }

    /// <inheritdoc/>
    public void CheckWhole(ReadOnlySpan<byte> file, StoredImage stored, CancellationToken cancellation)
    {
        var first = HeaderBytes + file[0] + (file[1] == 0 ? 0 : Number(file, 5) * ((file[7] + 7) / 8));
        var pixels = (long)stored.Width * stored.Height;
        var size = (file[16] + 7) / 8;
        var end = first + (pixels * size);
        if (file[2] >= 9) end = AfterRunLengths(file, first, pixels, size, cancellation);
        if (end > file.Length) throw EndedEarly.Of(FormatName, end, file.Length);
    }

    /// <summary>Where the packets of so many pixels end: each counts pixels, and holds one of them or all.</summary>
    private long AfterRunLengths(ReadOnlySpan<byte> file, long at, long pixels, int size,
        CancellationToken cancellation)
    {
        while (pixels > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (at >= file.Length) throw EndedEarly.Of(FormatName, at + 1 + size, file.Length);
            var packet = file[(int)at];
            var count = (packet & 0x7F) + 1;
            at += 1 + (packet >= 0x80 ? size : (long)count * size);
            pixels -= count;
        }
        return at;
    }

    private static int Number(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);
}
