using System.Numerics.Tensors;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions;

/// <summary>Depth and pictures as the tensors of .NET (<c>System.Numerics.Tensors</c>).</summary>
public static class TensorBridge
{
    private const int Dimensions = 3;

    /// <summary>
    /// The metres of a map as <c>[row, column]</c>, over its own memory: nothing is copied.
    /// <code>
    /// var nearest = Tensor.Min(depth.AsTensorSpan());
    /// </code>
    /// </summary>
    public static ReadOnlyTensorSpan<float> AsTensorSpan(this DepthMap depth)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return new(depth.Values, [depth.Height, depth.Width]);
    }

    /// <summary>The metres of a map as <c>[row, column]</c>, in memory of their own.</summary>
    public static Tensor<float> ToTensor(this DepthMap depth)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return Tensor.Create(depth.Values.AsSpan().ToArray(), [depth.Height, depth.Width]);
    }

    /// <summary>
    /// The samples of an 8-bit picture as <c>[row, column, channel]</c>, 0..255, over its own memory.
    /// </summary>
    /// <exception cref="ArgumentException">its samples have more than one byte</exception>
    public static ReadOnlyTensorSpan<byte> AsTensorSpan(this RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Format is not (PixelFormat.Gray8 or PixelFormat.Rgb8 or PixelFormat.Rgba8))
            throw new ArgumentException(
                $"the picture is {image.Format}; expected 8 bits a sample: convert it by ToRgb8", nameof(image));
        return new(image.Data, [image.Height, image.Width, RasterImage.BytesPerPixel(image.Format)]);
    }

    /// <summary>A picture of samples <c>[row, column, channel]</c>, 0..255; they are copied.</summary>
    /// <param name="samples">one channel (gray) or three (red, green, blue)</param>
    /// <exception cref="ArgumentException">another shape</exception>
    public static RasterImage ToRasterImage(this ReadOnlyTensorSpan<byte> samples)
    {
        if (samples.Rank != Dimensions || samples.Lengths[2] is not (1 or 3) || samples.FlattenedLength == 0
            || samples.Lengths[0] > int.MaxValue || samples.Lengths[1] > int.MaxValue)
            throw new ArgumentException(
                $"the shape is [{string.Join(", ", samples.Lengths.ToArray())}]; expected [row, column, channel] " +
                "with one channel (gray) or three (red, green, blue)", nameof(samples));
        var data = new byte[samples.FlattenedLength];
        samples.FlattenTo(data);
        return new((int)samples.Lengths[1], (int)samples.Lengths[0],
            samples.Lengths[2] == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb8, data);
    }
}
