using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>The length of the gradient of many parameters taken as one vector.</summary>
internal static unsafe class GradientNorm
{
    private const float Epsilon = 1e-6f;

    /// <summary>
    /// Shortens the gradients so that their common norm is at most <paramref name="maxNorm"/>: every gradient is
    /// multiplied by min(1, maxNorm / (norm + 1e-6)), as PyTorch's <c>clip_grad_norm_</c> does. Parameters without a
    /// gradient take no part.
    /// </summary>
    /// <param name="parameters">the parameters, each once</param>
    /// <param name="maxNorm">0.1 in the original training; positive</param>
    /// <param name="work">the threads; all processors when left out</param>
    /// <returns>the norm before</returns>
    /// <exception cref="ArgumentOutOfRangeException">the bound is not positive</exception>
    public static float Clip(IReadOnlyList<Parameter> parameters, float maxNorm, Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(maxNorm > 0))
            throw new ArgumentOutOfRangeException(nameof(maxNorm),
                $"the largest allowed norm is {maxNorm}; expected a positive number");
        work ??= Work.Default;
        var squares = 0.0;
        foreach (var parameter in parameters)
            if (parameter.HasGradient)
                squares += Reduce.Total(new SquareAround(0), parameter.GradientPointer, parameter.Shape.Count, work);
        var norm = (float)Math.Sqrt(squares);
        // A norm that is not a number reaches every gradient, as in the reference; 1 changes none.
        var by = MathF.Min(1, maxNorm / (norm + Epsilon));
        if (by == 1) return norm;
        var factor = new AffineOf(by, 0);
        foreach (var parameter in parameters)
            if (parameter.HasGradient)
                Elementwise.Run(factor, parameter.GradientPointer, parameter.GradientPointer, parameter.Shape.Count,
                    work);
        return norm;
    }
}
