using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>The constants of one AdamW step, which are the same for a whole parameter.</summary>
/// <param name="Keep">1 − rate · weight decay: what the weights are multiplied by first</param>
/// <param name="NewMean">1 − β₁, rounded once: how much of the mean is this gradient</param>
/// <param name="Beta2">how much of the mean of squares stays</param>
/// <param name="NewSquare">1 − β₂, rounded once</param>
/// <param name="StepSize">rate / (1 − β₁ᵗ)</param>
/// <param name="RootOfCorrection">√(1 − β₂ᵗ)</param>
/// <param name="Epsilon">added to the root of the mean of squares</param>
internal readonly record struct AdamWStep(
    float Keep, float NewMean, float Beta2, float NewSquare, float StepSize, float RootOfCorrection, float Epsilon);

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) in the order of PyTorch's: p ← keep·p; m ← m + (1 − β₁)(g − m); v ←
/// β₂·v + (1 − β₂)·g²; p ← p − stepSize · m / (√v / √(1 − β₂ᵗ) + ε). One read and one write of each number.
/// </summary>
internal static unsafe class AdamWUpdate
{
    // Seven streams of memory a number: below this a thread costs more than it saves.
    private const long Grain = 16384;

    /// <summary>Updates weights and moments in place.</summary>
    /// <param name="step">the constants of this step</param>
    /// <param name="p">weights</param>
    /// <param name="g">gradient</param>
    /// <param name="m">mean of gradients</param>
    /// <param name="v">mean of squared gradients</param>
    /// <param name="count">how many of each</param>
    /// <param name="work">the threads</param>
    public static void Run(AdamWStep step, float* p, float* g, float* m, float* v, long count, Work work)
    {
        var kernel = new Kernel(step, p, g, m, v, count, work);
        Dispatch.Run(ref kernel);
    }

    private readonly struct Kernel(AdamWStep step, float* p, float* g, float* m, float* v, long count, Work work)
        : IKernel
    {
        private readonly float* _p = p, _m = m, _v = v, _g = g;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            work.Ranges(count, Grain, (start, end) => self.Range<S, V>(start, end));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Range<S, V>(long start, long end) where S : struct, ISimd<V> where V : struct
        {
            float* p = _p, g = _g, m = _m, v = _v;
            var (keep, beta2, epsilon) = (S.Broadcast(step.Keep), S.Broadcast(step.Beta2), S.Broadcast(step.Epsilon));
            var (new1, new2) = (S.Broadcast(step.NewMean), S.Broadcast(step.NewSquare));
            var (stepSize, root) = (S.Broadcast(step.StepSize), S.Broadcast(step.RootOfCorrection));
            for (var i = start; i < end; i += S.Width)
            {
                var rest = (int)Math.Min(S.Width, end - i);
                var gradient = Lanes.Load<S, V>(g + i, rest);
                var mean = Lanes.Load<S, V>(m + i, rest);
                mean = S.MultiplyAdd(S.Subtract(gradient, mean), new1, mean);
                var square = S.Multiply(Lanes.Load<S, V>(v + i, rest), beta2);
                square = S.MultiplyAdd(S.Multiply(gradient, new2), gradient, square);
                var size = S.Add(S.Divide(S.Sqrt(square), root), epsilon);
                var weight = S.Multiply(Lanes.Load<S, V>(p + i, rest), keep);
                weight = S.Subtract(weight, S.Multiply(stepSize, S.Divide(mean, size)));
                Lanes.Store<S, V>(m + i, mean, rest);
                Lanes.Store<S, V>(v + i, square, rest);
                Lanes.Store<S, V>(p + i, weight, rest);
            }
        }
    }
}
