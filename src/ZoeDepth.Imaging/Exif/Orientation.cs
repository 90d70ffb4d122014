using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// The eight EXIF orientations: where the picture's top left corner lies when its stored rows are shown as they are. 1
/// upright, 2 mirrored, 3 turned by 180 degrees, 4 flipped, 5 transposed, 6 to be turned clockwise, 7 transposed along
/// the other diagonal, 8 to be turned counterclockwise.
/// </summary>
internal static class Orientation
{
    /// <summary>Whether columns and rows change places.</summary>
    public static bool SwapsAxes(int orientation) => orientation is >= 5 and <= 8;

    /// <summary>The picture turned upright. Its metadata names the orientation that was applied.</summary>
    /// <param name="image">the picture as stored, any pixel format</param>
    /// <param name="orientation">1..8; other values count as 1</param>
    /// <returns><paramref name="image"/> itself when there is nothing to do, else a new picture</returns>
    public static RasterImage Apply(RasterImage image, int orientation)
    {
        if (orientation is < 2 or > 8) return image;
        var upright = new byte[image.Data.Length];
        var bytes = RasterImage.BytesPerPixel(image.Format);
        Place(image.Data, 0, image.Height, image.Width, image.Height, bytes, orientation, upright);
        var (width, height) = SwapsAxes(orientation) ? (image.Height, image.Width) : (image.Width, image.Height);
        return new RasterImage(width, height, image.Format, upright, image.Metadata with { Orientation = orientation });
    }

    /// <summary>
    /// Writes some stored rows to their upright places, so that a decoder need never hold the picture twice.
    /// </summary>
    /// <param name="rows">stored rows without padding, <c>[row, column, byte]</c></param>
    /// <param name="firstRow">which stored row comes first in <paramref name="rows"/></param>
    /// <param name="rowCount">how many there are</param>
    /// <param name="width">stored columns</param>
    /// <param name="height">stored rows of the whole picture</param>
    /// <param name="bytesPerPixel">1, 2, 3, 4 or 12</param>
    /// <param name="orientation">1..8</param>
    /// <param name="upright">the whole upright picture</param>
    public static void Place(
        ReadOnlySpan<byte> rows, int firstRow, int rowCount, int width, int height, int bytesPerPixel, int orientation,
        Span<byte> upright)
    {
        // Where pixel (0, 0) goes, and how far one step to the right or down moves in the upright picture.
        nint w = width, h = height;
        var (origin, right, down) = orientation switch
        {
            2 => (w - 1, (nint)(-1), w),
            3 => ((h * w) - 1, -1, -w),
            4 => ((h - 1) * w, 1, -w),
            5 => (0, h, 1),
            6 => (h - 1, h, -1),
            7 => ((h * w) - 1, -h, -1),
            8 => ((w - 1) * h, -h, 1),
            _ => (0, 1, w),
        };
        switch (bytesPerPixel)
        {
            case 1: Move<byte>(rows, upright); break;
            case 2: Move<short>(rows, upright); break;
            case 3: Move<Three>(rows, upright); break;
            case 4: Move<int>(rows, upright); break;
            case 12: Move<Twelve>(rows, upright); break;
            default:
                throw new ArgumentOutOfRangeException(nameof(bytesPerPixel), bytesPerPixel,
                    "a pixel takes 1, 2, 3, 4 or 12 bytes");
        }

        // Column by column: with the axes swapped the inner loop then writes neighbours. Strips are low, so the reads
        // stay in cache either way.
        void Move<TPixel>(ReadOnlySpan<byte> fromBytes, Span<byte> toBytes) where TPixel : unmanaged
        {
            var from = MemoryMarshal.Cast<byte, TPixel>(fromBytes);
            var to = MemoryMarshal.Cast<byte, TPixel>(toBytes);
            for (var top = 0; top < rowCount; top += 16)
            {
                var bottom = Math.Min(rowCount, top + 16);
                for (var x = 0; x < width; x++)
                {
                    var place = origin + (x * right) + ((firstRow + top) * down);
                    for (var y = top; y < bottom; y++, place += down) to[(int)place] = from[(y * width) + x];
                }
            }
        }
    }

    [InlineArray(3)]
    private struct Three
    {
        private byte _first;
    }

    [InlineArray(12)]
    private struct Twelve
    {
        private byte _first;
    }
}
