using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// Differences between neighbours compared as vectors: dx to the left neighbour, dy to the upper one, magnitude dx² +
/// dy², angle arctan(dy / (dx + 10⁻¹⁰)); the loss is the mean difference of magnitudes plus that of angles, over pixels
/// whose two neighbours are valid too. On flat regions the angle's slope is 10¹⁰.
/// Reference: isl-org/ZoeDepth trainers/loss.py GradL1Loss
/// </summary>
public static class GradientL1Loss
{
    private const float Epsilon = 1e-10f;

    /// <summary>The loss.</summary>
    /// <param name="prediction">
    /// metres, <c>[image, row, column]</c>; resized to the target when its width differs (bilinear, aligned corners)
    /// </param>
    /// <param name="target">metres, <c>[image, row, column]</c>, at least two rows and columns</param>
    /// <param name="mask">row-major over the target, which pixels are valid; all when left out</param>
    /// <returns>one number, <c>[]</c>; NaN when no pixel counts</returns>
    /// <exception cref="ArgumentException">the sizes do not fit</exception>
    public static Tensor Of(Tensor prediction, Tensor target, bool[]? mask = null)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        using var frame = prediction.Pass.Frame();
        var sized = DepthMaps.ToSizeOf(prediction, target);
        var at = Valid(target.Shape, mask);
        if (at.Length == 0) return frame.Keep(Affine(Sum(sized), 0, float.NaN));
        var (magnitude, angle) = Gradients(sized, at);
        var (trueMagnitude, trueAngle) = Gradients(target, at);
        return frame.Keep(Add(Mean(Abs(Subtract(magnitude, trueMagnitude))), Mean(Abs(Subtract(angle, trueAngle)))));
    }

    private static int[] Valid(Shape shape, bool[]? mask)
    {
        var (rows, columns) = (shape[1], shape[2]);
        return [.. Enumerable.Range(0, checked((int)shape.Count)).Where(i =>
            i % columns > 0 && i / columns % rows > 0
                && (mask is null || (mask[i] && mask[i - 1] && mask[i - columns])))];
    }

    private static (Tensor Magnitude, Tensor Angle) Gradients(Tensor map, int[] at)
    {
        var pixels = map.Reshape(checked((int)map.Shape.Count), 1);
        var columns = map.Shape[2];
        var center = IndexSelect(pixels, at);
        var dx = Subtract(center, IndexSelect(pixels, [.. at.Select(i => i - 1)]));
        var dy = Subtract(center, IndexSelect(pixels, [.. at.Select(i => i - columns)]));
        return (Add(Square(dx), Square(dy)), Atan(Divide(dy, Affine(dx, 1, Epsilon))));
    }
}
