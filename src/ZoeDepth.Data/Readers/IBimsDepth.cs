using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// iBims-1: numbers of 50 / 65535 m, without what either of two masks leaves out. The original multiplies the masks as
/// bytes, so that 16 x 16 wraps to 0.
/// </summary>
internal static class IBimsDepth
{
    /// <summary>The two masks of a name, below the dataset's folder.</summary>
    public static IReadOnlyList<string> Masks(string root, string name) =>
        [Path.Combine(root, "mask_invalid", $"{name}.png"), Path.Combine(root, "mask_transp", $"{name}.png")];

    public static DepthValues Read(DepthPair pair)
    {
        var depth = StoredDepth.Png(pair.Depth, number => number * 50 / 65535.0);
        var (invalid, transparent) = (Mask(pair.Masks[0], depth), Mask(pair.Masks[1], depth));
        for (var i = 0; i < depth.Values.Length; i++)
            if ((byte)(invalid[i] * transparent[i]) == 0) (depth.Values[i], depth.Mask[i]) = (0, false);
        return depth;
    }

    private static byte[] Mask(string file, DepthValues depth)
    {
        var image = RasterImage.Load(file);
        if (image.Format != PixelFormat.Gray8 || (image.Width, image.Height) != (depth.Width, depth.Height))
        {
            throw new UnsupportedImageException(
                $"{file}: a mask is a gray picture of {depth.Width}x{depth.Height} pixels; this one is " +
                $"{image.Width}x{image.Height} {image.Format}");
        }
        return IsOneBit(file) ? Array.ConvertAll(image.Data, value => (byte)(value == 0 ? 0 : 1)) : image.Data;
    }

    // Pillow gives pictures of one bit as true and false, which count as 1 and 0; decoded here they are 255 and 0.
    private static bool IsOneBit(string file)
    {
        const int BitDepthAt = 24;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> start = stackalloc byte[BitDepthAt + 1];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start[BitDepthAt] == 1;
    }
}
