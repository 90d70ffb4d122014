using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>How ordinal classes cut depth.</summary>
public enum OrdinalDiscretization
{
    /// <summary>Evenly in the logarithm from 1 to β ("SID").</summary>
    SpacingIncreasing,

    /// <summary>Evenly from 1 to β ("UD").</summary>
    Uniform,
}

/// <summary>
/// DORN's loss: of each of <paramref name="classes"/> thresholds, whether depth lies beyond. The label counts the
/// thresholds that do, trunc(classes · ln d / ln β) or trunc(classes · (d − 1) / (β − 1)); the loss is the mean over
/// pixels with depth of −Σ score · [beyond] − Σ score′ · [not beyond].
/// Reference: isl-org/ZoeDepth trainers/loss.py OrdinalRegressionLoss (Fu et al., arXiv 1806.02446)
/// </summary>
/// <param name="classes">thresholds</param>
/// <param name="beta">depth of the last, metres</param>
/// <param name="discretization">how they are spaced</param>
public sealed class OrdinalRegressionLoss(int classes, double beta, OrdinalDiscretization discretization)
{
    /// <summary>The loss.</summary>
    /// <param name="scores"><c>[image, row, column, 2 · classes]</c>: beyond, then not beyond</param>
    /// <param name="target">metres, <c>[image, row, column]</c>; 0 where there is none</param>
    /// <returns>one number, <c>[]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public Tensor Of(Tensor scores, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(target);
        if (scores.Shape.Rank != 4 || scores.Shape.Last != 2 * classes || scores.Shape.Rows != target.Shape.Count)
            throw new ArgumentException(
                $"[ordinal regression] the scores {scores.Shape} do not fit the target {target.Shape}: expected " +
                $"[image, row, column, {2 * classes}]");
        using var frame = scores.Pass.Frame();
        var labels = new float[scores.Shape.Count];
        var count = 0;
        for (var pixel = 0; pixel < target.Values.Length; pixel++)
        {
            var depth = target.Values[pixel];
            if (!(depth > 0)) continue;
            count++;
            var beyond = (long)(discretization == OrdinalDiscretization.SpacingIncreasing
                ? classes * MathF.Log(depth) / (float)Math.Log(beta)
                : classes * (depth - 1f) / (float)(beta - 1));
            for (var k = 0; k < classes; k++) labels[(pixel * 2 * classes) + (k <= beyond ? k : classes + k)] = -1;
        }
        return frame.Keep(Affine(Sum(Multiply(scores, scores.Pass.New(scores.Shape, labels))), 1f / count, 0));
    }
}
