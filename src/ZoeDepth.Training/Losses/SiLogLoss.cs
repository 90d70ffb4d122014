using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// The scale-invariant logarithmic loss ZoeDepth is trained with: g = ln(prediction + 10⁻⁷) − ln(target + 10⁻⁷), loss =
/// 10·√(Var(g) + β·mean(g)²), over the valid pixels of the whole batch, the variance unbiased.
/// Reference: isl-org/ZoeDepth trainers/loss.py SILogLoss (after Eigen, Puhrsch and Fergus 2014)
/// </summary>
/// <remarks>
/// As in the reference a perfect prediction has loss 0 and NaN gradients, one valid pixel gives NaN, and none is
/// refused.
/// </remarks>
/// <param name="beta">how much of the common error counts; 0 forgives any scale, 1 forgives none</param>
public sealed class SiLogLoss(float beta = 0.15f)
{
    private const float Alpha = 1e-7f;

    /// <summary>The loss over pixels that count or do not.</summary>
    /// <param name="prediction">
    /// metres, <c>[image, row, column]</c>; resized to the target when its width differs (bilinear, aligned corners)
    /// </param>
    /// <param name="target">metres, <c>[image, row, column]</c>, in the pass of the prediction</param>
    /// <param name="mask">row-major over the target, which pixels count; all when left out</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">no pixel counts, or the sizes do not fit</exception>
    public Tensor Of(Tensor prediction, Tensor target, bool[]? mask = null)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        using var frame = prediction.Pass.Frame();
        var sized = DepthMaps.ToSizeOf(prediction, target);
        if (mask is not null)
        {
            if (!mask.Contains(true))
                throw new ArgumentException("[SILog] the mask is empty: there is no pixel to learn from", nameof(mask));
            (sized, target) = (MaskedSelect(sized, mask), MaskedSelect(target, mask));
        }
        var g = Subtract(Log(Affine(sized, 1, Alpha)), Log(Affine(target, 1, Alpha)));
        if (g.Shape.Count < 2) return frame.Keep(Affine(Sum(g), float.NaN, float.NaN));
        return frame.Keep(Affine(Sqrt(Add(Variance(g), Affine(Square(Mean(g)), beta, 0))), 10, 0));
    }

    /// <summary>
    /// The same over pixels that count more or less, from g itself: the mean is Σ w·g / W and the variance Σ w·(g −
    /// mean)² / (W − 1), W = Σ w, which for weights of 0 and 1 is the loss above.
    /// </summary>
    /// <param name="g">ln prediction − ln target, <c>[image, row, column]</c>, finite everywhere</param>
    /// <param name="weights">0 or above, same shape</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">the weights sum to 1 or less</exception>
    public Tensor Weighted(Tensor g, Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(weights);
        var total = 0.0;
        foreach (var weight in weights.Values) total += weight;
        if (!(total > 1))
            throw new ArgumentException($"[SILog] the weights sum to {total}: there is nothing to learn from",
                nameof(weights));
        using var frame = g.Pass.Frame();
        var weighted = Multiply(g, weights);
        var squareOfMean = Square(Affine(Sum(weighted), (float)(1 / total), 0));
        // Var = (Σ w·g² − W·mean²) / (W − 1)
        var variance = Affine(Sum(Multiply(weighted, g)), (float)(1 / (total - 1)), 0);
        return frame.Keep(Affine(Sqrt(Add(variance, Affine(squareOfMean, (float)(beta - (total / (total - 1))), 0))),
            10, 0));
    }
}
