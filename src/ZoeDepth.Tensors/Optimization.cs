using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors;

/// <summary>What optimisers do to parameters, number by number.</summary>
internal static unsafe class Optimization
{
    /// <summary>
    /// One step of AdamW on a parameter that has a gradient; its packed forms are made anew when they are next asked
    /// for.
    /// </summary>
    /// <param name="parameter">the weights and their gradient</param>
    /// <param name="mean">mean of gradients, as many elements as the parameter</param>
    /// <param name="square">mean of squared gradients, as many</param>
    /// <param name="keep">1 − rate · decay: what of a weight is kept before the step</param>
    /// <param name="newMean">1 − β₁: the share of the new gradient in the mean of gradients</param>
    /// <param name="beta2">how much of the mean of squared gradients stays</param>
    /// <param name="newSquare">1 − β₂: the share of the new one</param>
    /// <param name="stepSize">rate / (1 − β₁ᵗ)</param>
    /// <param name="rootOfCorrection">√(1 − β₂ᵗ)</param>
    /// <param name="epsilon">added to the root of the mean of squares</param>
    /// <param name="work">the threads; all processors when left out</param>
    /// <exception cref="ArgumentException">
    /// a moment has another length than the parameter, or there is no gradient
    /// </exception>
    public static void AdamW(
        Parameter parameter, NativeBuffer mean, NativeBuffer square,
        float keep, float newMean, float beta2, float newSquare, float stepSize, float rootOfCorrection, float epsilon,
        Work? work = null)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        RequireLength(parameter, mean);
        RequireLength(parameter, square);
        if (!parameter.HasGradient)
            throw new ArgumentException($"{parameter.Name} has no gradient; a step without one is left out",
                nameof(parameter));
        using var weights = parameter.Write();
        AdamWUpdate.Run(
            new AdamWStep(keep, newMean, beta2, newSquare, stepSize, rootOfCorrection, epsilon), weights.Pointer,
            parameter.GradientPointer,
            mean.Pointer, square.Pointer, parameter.Shape.Count, work ?? Work.Default);
    }

    /// <summary>average ← average + rate · (parameter − average)</summary>
    /// <param name="average">as many elements as the parameter</param>
    /// <param name="parameter">where it moves</param>
    /// <param name="rate">0..1</param>
    /// <param name="work">the threads; all processors when left out</param>
    /// <exception cref="ArgumentException">the average has another length than the parameter</exception>
    public static void MoveTowards(NativeBuffer average, Parameter parameter, float rate, Work? work = null)
    {
        RequireLength(parameter, average);
        Elementwise.Run(new Nearer(rate), average.Pointer, parameter.Pointer, average.Pointer, parameter.Shape.Count,
            work ?? Work.Default);
    }

    private static void RequireLength(Parameter parameter, NativeBuffer numbers)
    {
        if (numbers.Length < parameter.Shape.Count)
            throw new ArgumentException(
                $"{numbers.Length} elements do not go with {parameter.Name} {parameter.Shape}: expected " +
                $"{parameter.Shape.Count}");
    }

    private readonly struct Nearer(float rate) : IFormula
    {
        public static int Arguments => 2;

        public V Of<S, V>(V a, V b, V c)
            where S : struct, ISimd<V> where V : struct => S.MultiplyAdd(S.Subtract(b, a), S.Broadcast(rate), a);
    }
}
