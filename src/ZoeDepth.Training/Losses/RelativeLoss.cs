using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>How prediction and target of relative depth are brought together.</summary>
public enum RelativeAlignment
{
    /// <summary>Both less their median, divided by their mean absolute deviation (equation 5).</summary>
    Robust,

    /// <summary>The prediction by the scale and shift of least squares (equation 4).</summary>
    LeastSquares,
}

/// <summary>What of the residuals is made small.</summary>
public enum RelativeDataTerm
{
    /// <summary>Squares.</summary>
    SquaredError,

    /// <summary>Absolute values.</summary>
    AbsoluteError,

    /// <summary>Absolute values without the largest fifth (equation 7).</summary>
    TrimmedError,
}

/// <summary>A relative loss and what it is made of.</summary>
/// <param name="Loss">data + α · gradients, <c>[]</c></param>
/// <param name="Data">the data term, <c>[]</c></param>
/// <param name="Gradients">gradient matching, <c>[]</c></param>
/// <param name="Prediction">aligned, <c>[image, row, column]</c></param>
/// <param name="Target">aligned, <c>[image, row, column]</c></param>
public sealed record RelativeLossParts(Tensor Loss, Tensor Data, Tensor Gradients, Tensor Prediction, Tensor Target);

/// <summary>
/// The loss of relative pre-training, in disparity: alignment, a data term, and gradient matching over several scales
/// (MiDaS, arXiv 1907.01341, equations 4 to 11).
/// </summary>
public sealed record RelativeLoss
{
    private const float LeastDeviation = 1e-6f;

    /// <summary>How prediction and target are brought together.</summary>
    public RelativeAlignment Alignment { get; init; } = RelativeAlignment.Robust;

    /// <summary>What is made small.</summary>
    public RelativeDataTerm DataTerm { get; init; } = RelativeDataTerm.TrimmedError;

    /// <summary>Share of the residuals that trimming leaves out.</summary>
    public double Trim { get; init; } = 0.2;

    /// <summary>Scales of the gradients.</summary>
    public int Scales { get; init; } = 4;

    /// <summary>α: factor of the gradients.</summary>
    public double Alpha { get; init; } = 0.5;

    /// <summary>
    /// Divide gradients by the pixels of each image and take the mean, instead of dividing by those of the batch.
    /// </summary>
    public bool PerImageGradients { get; init; }

    /// <summary>The loss.</summary>
    /// <param name="prediction">disparity in any unit, <c>[image, row, column]</c></param>
    /// <param name="target">disparity in any unit, same shape</param>
    /// <param name="mask">row-major, which pixels are valid; some in each image</param>
    public RelativeLossParts Of(Tensor prediction, Tensor target, bool[] mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        var pass = prediction.Pass;
        using var frame = pass.Frame();
        var (images, shape) = (prediction.Shape[0], prediction.Shape.ToArray());
        var weights = PerImage.Weights(pass, mask, images);
        Tensor a, b;
        if (Alignment == RelativeAlignment.Robust)
        {
            (a, b) = (Centred(prediction, weights), Centred(target, weights));
        }
        else
        {
            var (scale, shift) = ScaleAndShift.Of(prediction, target, mask);
            (a, b) = (ScaleAndShift.Aligned(prediction, scale, shift), PerImage.Flat(target));
        }
        var residual = Subtract(a, b);
        var data = Data(residual, mask);
        var gradients = GradientMatching(residual.Reshape(shape), weights.Reshape(shape), Scales, PerImageGradients);
        var loss = Add(data, Affine(gradients, (float)Alpha, 0));
        return new(frame.Keep(loss), frame.Keep(data), frame.Keep(gradients), frame.Keep(a.Reshape(shape)),
            frame.Keep(b.Reshape(shape)));
    }

    private Tensor Data(Tensor residual, bool[] mask)
    {
        var valid = MaskedSelect(residual, mask);
        var count = checked((int)valid.Shape.Count);
        var by = 0.5f / count;
        if (DataTerm == RelativeDataTerm.SquaredError) return Affine(Sum(Square(valid)), by, 0);
        var sizes = Abs(valid);
        if (DataTerm == RelativeDataTerm.AbsoluteError) return Affine(Sum(sizes), by, 0);
        var order = Enumerable.Range(0, count).ToArray();
        Array.Sort(sizes.Values.ToArray(), order);
        var kept = new bool[count];
        foreach (var i in order.AsSpan(0, (int)(count * (1 - Trim)))) kept[i] = true;
        return Affine(Sum(MaskedSelect(sizes, kept)), by, 0);
    }

    /// <summary>
    /// Each image less its median, in units of its mean absolute deviation. Pixels that are not valid enter the median
    /// as zeros.
    /// </summary>
    private static Tensor Centred(Tensor maps, Tensor weights)
    {
        var d = PerImage.Flat(maps);
        var (images, pixels) = (d.Shape[0], d.Shape[1]);
        var masked = Multiply(d, weights);
        int[] middle = [.. Enumerable.Range(0, images)
            .Select(image => (image * pixels) + LowerMedian(masked.Values.Slice(image * pixels, pixels)))];
        var medians = IndexSelect(masked.Reshape(images * pixels, 1), middle).Reshape(images);
        var centred = Subtract(d, PerImage.Spread(medians, pixels));
        var deviations = Divide(Sum(Multiply(Abs(centred), weights), 1), Sum(weights, 1));
        var bounded = Clip(deviations, LeastDeviation, float.MaxValue);
        return Divide(centred, PerImage.Spread(bounded, pixels));
    }

    private static int LowerMedian(ReadOnlySpan<float> values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values.ToArray(), order);
        return order[(values.Length - 1) / 2];
    }
}
