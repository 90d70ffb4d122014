using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>
/// Elements dropped at random: place i is kept with probability 1 − p and then multiplied by 1/(1 − p). Whether it is
/// kept follows from the stream and i, so the backward pass draws it again instead of reading a mask.
/// </summary>
internal static unsafe class DropoutKernel
{
    // Factors are drawn for so many places, then applied: 1 KB stays in the first cache.
    private const int Block = 256;

    private const long Grain = 4096;

    /// <summary>y[i] = x[i] · factor(i); y may be x.</summary>
    /// <param name="x">what is dropped from</param>
    /// <param name="y">result</param>
    /// <param name="count">elements</param>
    /// <param name="stream">decides who is kept</param>
    /// <param name="probability">the share that is dropped, 0..1</param>
    /// <param name="work">threads</param>
    public static void Forward(float* x, float* y, long count, RandomStream stream, double probability, Work work) =>
        Run(x, null, y, count, stream, probability, work);

    /// <summary>dx[i] += dy[i] · factor(i)</summary>
    /// <inheritdoc cref="Forward"/>
    public static void Backward(float* dy, float* dx, long count, RandomStream stream, double probability, Work work) =>
        Run(dy, dx, dx, count, stream, probability, work);

    /// <summary>0 where the place is dropped, 1/(1 − p) where it is kept.</summary>
    public static float Factor(RandomStream stream, long place, double probability) =>
        stream.At(place) >= Threshold(probability) ? Scale(probability) : 0;

    private static void Run(
        float* x, float* plus, float* y, long count, RandomStream stream, double probability, Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var kernel = new Kernel(x, plus, y, count, stream, Threshold(probability), Scale(probability), work);
        Dispatch.Run(ref kernel);
    }

    /// <summary>Bits below this are dropped.</summary>
    private static uint Threshold(double probability) => (uint)Math.Round(probability * 4294967296.0);

    private static float Scale(double probability) => probability < 1 ? (float)(1 / (1 - probability)) : 0;

    private readonly struct Kernel(
        float* x, float* plus, float* y, long count, RandomStream stream, uint threshold, float scale, Work work)
        : IKernel
    {
        private readonly float* _x = x, _plus = plus, _y = y;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            work.Ranges((count + Block - 1) / Block, Grain / Block, (start, end) =>
            {
                for (var block = start; block < end; block++) self.Apply<S, V>(block * Block);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Apply<S, V>(long start) where S : struct, ISimd<V> where V : struct
        {
            var factors = stackalloc float[Block];
            for (var i = 0; i < Block; i += 2)
            {
                var word = stream.Word((start + i) >> 1);
                factors[i] = (uint)word >= threshold ? scale : 0;
                factors[i + 1] = (uint)(word >> 32) >= threshold ? scale : 0;
            }
            float* px = _x + start, py = _y + start, p = _plus + start;
            var length = (int)Math.Min(Block, count - start);
            for (var i = 0; i < length; i += S.Width)
            {
                var valid = Math.Min(S.Width, length - i);
                var dropped = S.Multiply(Lanes.Load<S, V>(px + i, valid), S.Load(factors + i));
                var sum = _plus == null ? dropped : S.Add(Lanes.Load<S, V>(p + i, valid), dropped);
                Lanes.Store<S, V>(py + i, sum, valid);
            }
        }
    }
}
