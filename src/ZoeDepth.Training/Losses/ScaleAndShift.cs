using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// The scale s and shift t of each image for which Σ m·(s·prediction + t − target)² is least, in closed form; 0 and 0
/// where the determinant of the normal equations is not positive. Gradients flow through both.
/// Reference: isl-org/ZoeDepth trainers/loss.py compute_scale_and_shift (MiDaS, arXiv 1907.01341, equation 4)
/// </summary>
public static class ScaleAndShift
{
    /// <summary>Scale and shift of each image.</summary>
    /// <param name="prediction"><c>[image, row, column]</c></param>
    /// <param name="target"><c>[image, row, column]</c></param>
    /// <param name="mask">row-major over the target, which pixels are valid</param>
    /// <returns>each <c>[image]</c></returns>
    public static (Tensor Scale, Tensor Shift) Of(Tensor prediction, Tensor target, bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(mask);
        var pass = prediction.Pass;
        using var frame = pass.Frame();
        var (p, t) = (PerImage.Flat(prediction), PerImage.Flat(target));
        var m = PerImage.Weights(pass, mask, p.Shape[0]);
        var masked = Multiply(p, m);
        var (a00, a01, a11) = (Sum(Multiply(masked, p), 1), Sum(masked, 1), Sum(m, 1));
        var (b0, b1) = (Sum(Multiply(masked, t), 1), Sum(Multiply(m, t), 1));
        var determinant = Subtract(Multiply(a00, a11), Square(a01));

        // Where it is not positive both numerators become 0 and the determinant 1.
        var holds = Array.ConvertAll(determinant.Values.ToArray(), value => value > 0 ? 1f : 0);
        var (on, off) = (pass.New(determinant.Shape, holds),
            pass.New(determinant.Shape, Array.ConvertAll(holds, x => 1 - x)));
        var divisor = Add(Multiply(determinant, on), off);
        var scale = Divide(Multiply(Subtract(Multiply(a11, b0), Multiply(a01, b1)), on), divisor);
        var shift = Divide(Multiply(Subtract(Multiply(a00, b1), Multiply(a01, b0)), on), divisor);
        return (frame.Keep(scale), frame.Keep(shift));
    }

    /// <summary>s·prediction + t, <c>[image, pixel]</c>.</summary>
    internal static Tensor Aligned(Tensor prediction, Tensor scale, Tensor shift)
    {
        var p = PerImage.Flat(prediction);
        return Add(Multiply(PerImage.Spread(scale, p.Shape[1]), p), PerImage.Spread(shift, p.Shape[1]));
    }
}

/// <summary>
/// The mean distance of the valid pixels after the prediction of each image is aligned by <see cref="ScaleAndShift"/>;
/// nothing is trimmed.
/// Reference: isl-org/ZoeDepth trainers/loss.py ScaleAndShiftInvariantLoss
/// </summary>
public static class ScaleAndShiftInvariantLoss
{
    /// <summary>The loss.</summary>
    /// <param name="prediction">
    /// <c>[image, row, column]</c>; resized to the target when its width differs (bilinear, aligned corners)
    /// </param>
    /// <param name="target"><c>[image, row, column]</c></param>
    /// <param name="mask">row-major over the target, which pixels are valid</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">the sizes do not fit</exception>
    public static Tensor Of(Tensor prediction, Tensor target, bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(prediction);
        using var frame = prediction.Pass.Frame();
        var sized = DepthMaps.ToSizeOf(prediction, target);
        var (scale, shift) = ScaleAndShift.Of(sized, target, mask);
        var distance = Abs(Subtract(ScaleAndShift.Aligned(sized, scale, shift), PerImage.Flat(target)));
        return frame.Keep(Mean(MaskedSelect(distance, mask)));
    }
}
