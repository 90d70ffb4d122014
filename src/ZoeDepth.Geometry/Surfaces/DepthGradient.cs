using System.Numerics;

namespace ZoeDepth.Geometry;

/// <summary>
/// Where depth is steep, as <c>depth_edges_mask</c> of the research code finds it: central differences inside,
/// one-sided ones at the border (<c>numpy.gradient</c>), in the precision of the depth.
/// </summary>
internal static class DepthGradient
{
    /// <summary>Whether the gradient's magnitude is above a threshold, for each pixel.</summary>
    /// <param name="depth"><c>[row, column]</c></param>
    /// <param name="width">columns, at least 2</param>
    /// <param name="height">rows, at least 2</param>
    /// <param name="threshold">metres from one pixel to the next</param>
    /// <exception cref="ArgumentException">a picture one pixel high or wide has no gradient</exception>
    public static bool[] Above<T>(T[] depth, int width, int height, double threshold)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (width < 2 || height < 2)
            throw new ArgumentException($"a gradient needs at least 2 rows and 2 columns; {width}x{height} came");
        var (mask, limit) = (new bool[depth.Length], T.CreateChecked(threshold));
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var i = (row * width) + column;
                var across = Difference(depth, i, 1, column, width);
                var down = Difference(depth, i, width, row, height);
                mask[i] = T.Sqrt((across * across) + (down * down)) > limit;
            }
        return mask;
    }

    private static T Difference<T>(T[] depth, int at, int step, int place, int count)
        where T : struct, IFloatingPointIeee754<T> => place == 0
        ? depth[at + step] - depth[at] : place == count - 1
        ? depth[at] - depth[at - step] : (depth[at + step] - depth[at - step]) / T.CreateChecked(2);
}
