using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// Depth as a class: round(ln d / ln(max + 1 − min) · (bins − 1)), and cross entropy over the classes. Depths below 1 m
/// have no class, as in the reference.
/// Reference: isl-org/ZoeDepth trainers/loss.py DiscreteNLLLoss
/// </summary>
/// <param name="minDepth">metres</param>
/// <param name="maxDepth">metres</param>
/// <param name="bins">classes</param>
public sealed class DiscreteNllLoss(double minDepth = 1e-3, double maxDepth = 10, int bins = 64)
{
    /// <summary>The loss.</summary>
    /// <param name="scores"><c>[image, row, column, bins]</c></param>
    /// <param name="target">metres, 1 or more where it counts, <c>[image, row, column]</c></param>
    /// <param name="mask">row-major over the target, which pixels count; all when left out</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">a depth has no class: below 1 m, or beyond the range</exception>
    public Tensor Of(Tensor scores, Tensor target, bool[]? mask = null)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(target);
        var classes = new int[target.Values.Length];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = mask is null || mask[i] ? ClassOf(target.Values[i]) : -(bins + 1);
        return CrossEntropy(scores, classes, ignoreIndex: -(bins + 1));
    }

    /// <summary>The class of a depth, metres; negative below 1 m.</summary>
    public int ClassOf(float depth) =>
        (int)MathF.Round(MathF.Log(depth) / (float)Math.Log(maxDepth + (1 - minDepth)) * (bins - 1),
            MidpointRounding.ToEven);
}
