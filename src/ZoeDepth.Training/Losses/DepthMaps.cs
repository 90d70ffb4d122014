using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>Maps <c>[image, row, column]</c> that meet in a loss.</summary>
internal static class DepthMaps
{
    /// <summary>
    /// The prediction at the size of the target, as the original losses do: only where the width differs, bilinear,
    /// corners aligned.
    /// </summary>
    /// <exception cref="ArgumentException">only the heights differ, or the counts of images do</exception>
    public static Tensor ToSizeOf(Tensor prediction, Tensor target)
    {
        var (p, t) = (prediction.Shape, target.Shape);
        if (p.Rank != 3 || t.Rank != 3 || p[0] != t[0])
            throw new ArgumentException(
                $"[loss] the prediction {p} does not fit the target {t}: both must be [image, row, column]",
                nameof(prediction));
        if (p[2] != t[2]) return Resized(prediction, t[1], t[2]);
        if (p[1] == t[1]) return prediction;
        throw new ArgumentException(
            $"[loss] the prediction {p} is as wide as the target {t} and of another height; the original compares " +
            "the widths alone and then fails too", nameof(prediction));
    }

    /// <summary>The map at another size, bilinear, corners aligned.</summary>
    public static Tensor Resized(Tensor map, int rows, int columns) =>
        Resize(map.Reshape(map.Shape[0], map.Shape[1], map.Shape[2], 1), rows, columns, Interpolation.Bilinear,
            Corners.Aligned)
            .Reshape(map.Shape[0], rows, columns);
}
