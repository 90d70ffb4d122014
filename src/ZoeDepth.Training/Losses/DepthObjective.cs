using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// What a metric model makes small: SILog, the relative error, gradients of log depth, the router's cross entropy, each
/// with its factor. Pictures without labels teach nothing: a part of a batch that has no others is left out of it.
/// </summary>
internal sealed class DepthObjective(LossRecipe recipe)
{
    private const float Alpha = 1e-7f;
    private readonly SiLogLoss _siLog = new((float)recipe.Beta);

    /// <summary>The loss of what a model said.</summary>
    /// <param name="output">metres at any size, and the router's logits</param>
    /// <param name="logDepth">ln of the labels, <c>[image, row, column]</c></param>
    /// <param name="weights">how much each counts, same shape</param>
    /// <param name="domain">which head is right</param>
    /// <returns>the loss, one number <c>[]</c>, and its parts; null where hardly anything counts</returns>
    public (Tensor Loss, LossParts Parts)? Of(DepthEstimatorOutput output, Tensor logDepth, Tensor weights, int domain)
    {
        // A variance needs two numbers.
        var counted = SumOf(weights);
        if (!(counted > 1)) return null;
        var pass = logDepth.Pass;
        using var frame = pass.Frame();
        var depth = output.PredictedDepth;
        if (depth.Shape != logDepth.Shape) depth = DepthMaps.Resized(depth, logDepth.Shape[1], logDepth.Shape[2]);
        var g = Subtract(Log(Affine(depth, 1, Alpha)), logDepth);
        var siLog = _siLog.Weighted(g, weights);
        var total = Affine(siLog, (float)recipe.SiLog, 0);
        var relative = recipe.AbsRel > 0 ? AbsRel(g, weights, counted) : null;
        if (relative is not null) total = Add(total, Affine(relative, (float)recipe.AbsRel, 0));
        var gradient = recipe.Gradient > 0 ? GradientMatching(g, weights, recipe.Scales) : null;
        if (gradient is not null) total = Add(total, Affine(gradient, (float)recipe.Gradient, 0));
        var entropy = recipe.Domain > 0 && output.DomainLogits is { } logits
            ? CrossEntropy(logits, [.. Enumerable.Repeat(domain, logits.Shape[0])])
            : null;
        if (entropy is not null) total = Add(total, Affine(entropy, (float)recipe.Domain, 0));
        return (frame.Keep(total),
            new(total.Values[0], siLog.Values[0], gradient?.Values[0] ?? 0, entropy?.Values[0] ?? 0)
            {
                AbsRel = relative?.Values[0] ?? 0,
            });
    }

    /// <summary>Mean of |prediction / label − 1| = |exp g − 1|.</summary>
    private static Tensor AbsRel(Tensor g, Tensor weights, double counted) =>
        Affine(Sum(Multiply(Abs(Affine(Exp(g), 1, -1)), weights)), (float)(1 / counted), 0);

    private static double SumOf(Tensor weights)
    {
        var total = 0.0;
        foreach (var weight in weights.Values) total += weight;
        return total;
    }
}
