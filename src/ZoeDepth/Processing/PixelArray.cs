using System.Numerics;
using System.Runtime.InteropServices;
using ZoeDepth.Imaging;

namespace ZoeDepth;

/// <summary>
/// The samples of one picture on their way into <see cref="ZoeDepthImageProcessor"/>: bytes, 16-bit samples or floats,
/// in any number of channels. A <see cref="RasterImage"/> converts by itself. Values are expected in 0..255 unless the
/// settings say otherwise.
/// </summary>
public sealed class PixelArray
{
    private readonly ReadOnlyMemory<byte> _samples;
    private readonly SampleKind _kind;
    private readonly int _columnStep, _rowStep, _channelStep, _first;

    /// <summary>Bytes at any steps, three channels each; a step of 0 repeats gray.</summary>
    private PixelArray(PixelFrame frame)
    {
        if (frame.Height < 1 || frame.Width < 1)
            throw new ArgumentException(
                "the frame has no pixels: it was never given any; make one with new PixelFrame", nameof(frame));
        (Height, Width, Channels, _samples, _kind) = (frame.Height, frame.Width, 3, frame.Pixels, SampleKind.Byte);
        (_rowStep, _columnStep) = (frame.Stride, PixelFrame.BytesPerPixel(frame.Format));
        (_first, _channelStep) = frame.Format switch
        {
            FrameFormat.Gray8 => (0, 0),
            FrameFormat.Bgr24 or FrameFormat.Bgra32 => (2, -1),
            _ => (0, 1),
        };
    }

    private PixelArray(byte[] samples, SampleKind kind, ReadOnlySpan<int> shape, ChannelLayout layout)
    {
        if (shape.Length != 3)
            throw new ArgumentException(
                "a picture array has three axes, row, column and channel, but " +
                $"[{string.Join(", ", shape.ToArray())}] came; give a gray picture a channel axis of 1", nameof(shape));
        foreach (var extent in shape)
            if (extent < 1)
                throw new ArgumentException(
                    $"a picture array has no empty axis, but [{string.Join(", ", shape.ToArray())}] came",
                    nameof(shape));
        var channelsFirst = Resolve(shape, layout) == ChannelLayout.ChannelsFirst;
        (Height, Width, Channels) = channelsFirst ? (shape[1], shape[2], shape[0]) : (shape[0], shape[1], shape[2]);
        var expected = checked((long)Height * Width * Channels * SizeOf(kind));
        if (samples.LongLength != expected)
            throw new ArgumentException(
                $"a picture array of [{string.Join(", ", shape.ToArray())}] holds {expected / SizeOf(kind)} " +
                $"samples, but {samples.LongLength / SizeOf(kind)} came", nameof(samples));
        (_rowStep, _columnStep, _channelStep) = channelsFirst
            ? (Width, 1, Height * Width) : (Width * Channels, Channels, 1);
        _samples = samples;
        _kind = kind;
    }

    /// <summary>What one sample is.</summary>
    internal enum SampleKind { Byte, UInt16, Single }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Channels of a pixel.</summary>
    public int Channels { get; }

    /// <summary>Rows and columns.</summary>
    public ImageSize Size => new(Height, Width);

    /// <summary>Whether the samples are bytes.</summary>
    internal bool IsByte => _kind == SampleKind.Byte;

    /// <summary>Whether the samples are whole numbers.</summary>
    internal bool IsInteger => _kind != SampleKind.Single;

    /// <summary>What one sample is, for messages.</summary>
    internal string KindName => _kind switch
        { SampleKind.Byte => "8-bit", SampleKind.UInt16 => "16-bit", _ => "float" };

    /// <summary>A decoded picture, as it is: neither converted to RGB nor scaled.</summary>
    public static PixelArray FromImage(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var kind = image.Format switch
        {
            PixelFormat.Gray16 => SampleKind.UInt16,
            PixelFormat.Float32 or PixelFormat.Rgb32F => SampleKind.Single,
            _ => SampleKind.Byte,
        };
        var channels = RasterImage.BytesPerPixel(image.Format) / SizeOf(kind);
        return new PixelArray(image.Data, kind, [image.Height, image.Width, channels], ChannelLayout.ChannelsLast);
    }

    /// <summary>
    /// A frame as RGB, 0..255: gray is repeated, opacity dropped, as <see cref="RasterImage.ToRgb8"/> does. Nothing is
    /// copied.
    /// </summary>
    public static PixelArray FromFrame(PixelFrame frame) => new(frame);

    /// <summary>Bytes; the array is kept, not copied.</summary>
    /// <param name="samples">0..255, row-major in the given shape</param>
    /// <param name="shape">three extents in the order <paramref name="layout"/> says</param>
    /// <param name="layout">where the channels are</param>
    /// <exception cref="ArgumentException">
    /// not three axes, an empty axis, a count that does not fit, or a layout that cannot be inferred
    /// </exception>
    public static PixelArray FromBytes(byte[] samples, ReadOnlySpan<int> shape, ChannelLayout layout)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new PixelArray(samples, SampleKind.Byte, shape, layout);
    }

    /// <summary>16-bit samples, copied.</summary>
    /// <inheritdoc cref="FromBytes"/>
    public static PixelArray FromUInt16(ReadOnlySpan<ushort> samples, ReadOnlySpan<int> shape, ChannelLayout layout) =>
        new(MemoryMarshal.AsBytes(samples).ToArray(), SampleKind.UInt16, shape, layout);

    /// <summary>Floats, copied.</summary>
    /// <inheritdoc cref="FromBytes"/>
    public static PixelArray FromFloats(ReadOnlySpan<float> samples, ReadOnlySpan<int> shape, ChannelLayout layout) =>
        new(MemoryMarshal.AsBytes(samples).ToArray(), SampleKind.Single, shape, layout);

    /// <summary>
    /// Some samples of one row as floats <c>[column of the list, channel]</c>, each times a factor in float32 (1 leaves
    /// it alone).
    /// </summary>
    internal void Read(int row, ReadOnlySpan<int> columns, float factor, Span<float> destination)
    {
        switch (_kind)
        {
            case SampleKind.Byte: Read<byte>(row, columns, factor, destination); break;
            case SampleKind.UInt16: Read<ushort>(row, columns, factor, destination); break;
            default: Read<float>(row, columns, factor, destination); break;
        }
    }

    /// <summary>All bytes as <c>[row, column, channel]</c>; only for 8-bit samples.</summary>
    internal byte[] ToBytes()
    {
        var bytes = new byte[checked(Height * Width * Channels)];
        var samples = _samples.Span;
        for (int y = 0, to = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                for (var c = 0; c < Channels; c++)
                    bytes[to++] = samples[_first + (y * _rowStep) + (x * _columnStep) + (c * _channelStep)];
        return bytes;
    }

    private void Read<T>(int row, ReadOnlySpan<int> columns, float factor, Span<float> destination)
        where T : unmanaged, INumberBase<T>
    {
        var samples = MemoryMarshal.Cast<byte, T>(_samples.Span)[(row * _rowStep)..];
        var to = 0;
        foreach (var column in columns)
        {
            var at = _first + (column * _columnStep);
            for (var c = 0; c < Channels; c++, at += _channelStep)
                destination[to++] = float.CreateTruncating(samples[at]) * factor;
        }
    }

    private static ChannelLayout Resolve(ReadOnlySpan<int> shape, ChannelLayout layout)
    {
        if (layout != ChannelLayout.Inferred) return layout;
        if (shape[0] is 1 or 3 or 4) return ChannelLayout.ChannelsFirst;
        if (shape[2] is 1 or 3 or 4) return ChannelLayout.ChannelsLast;
        throw new ArgumentException(
            $"which axis of [{string.Join(", ", shape.ToArray())}] holds the channels cannot be inferred: neither " +
            "the first nor the last extent is 1, 3 or 4; say ChannelLayout.ChannelsLast or ChannelsFirst",
            nameof(layout));
    }

    private static int SizeOf(SampleKind kind) => kind switch { SampleKind.Byte => 1, SampleKind.UInt16 => 2, _ => 4 };
}
