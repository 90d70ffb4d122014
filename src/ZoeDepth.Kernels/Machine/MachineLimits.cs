using System.Diagnostics;
using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Machine;

/// <summary>
/// What this machine can do at most, measured now: clocks and neighbours change from minute to minute. The two lines of
/// a roofline (Williams, Waterman and Patterson, 2009).
/// </summary>
internal static unsafe class MachineLimits
{
    // A few milliseconds each: a thread that has slept needs one to be on a processor of its own.
    private const int Repeats = 8, MultiplyAddRounds = 2_000_000, Chains = 12;

    // More than a last cache holds, in floats.
    private const long ReadFloats = 32L << 20;

    /// <summary>
    /// 10⁹ floating-point operations in a second, a multiply-add counted as two: independent multiply-adds in registers
    /// on all threads of the work, by the instruction set in force.
    /// </summary>
    public static double MultiplyAdds(Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var kernel = new MultiplyAddKernel { Work = work };
        Dispatch.Run(ref kernel);
        return kernel.Operations / kernel.Seconds / 1e9;
    }

    /// <summary>10⁹ bytes in a second that all threads of the work read from memory.</summary>
    /// <exception cref="OutOfMemoryException">there are not 128 MB</exception>
    public static double Reading(Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var buffer = new NativeBuffer(ReadFloats);
        new Span<float>(buffer.Pointer, (int)ReadFloats).Fill(1);
        var kernel = new ReadKernel { Work = work, From = buffer.Pointer };
        Dispatch.Run(ref kernel);
        return kernel.Bytes / kernel.Seconds / 1e9;
    }

    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    private struct MultiplyAddKernel : IKernel
    {
        public Work Work;
        public double Seconds, Operations;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var threads = Work.Threads;
            var work = Work;
            Operations = 2.0 * threads * MultiplyAddRounds * Chains * S.Width;
            Seconds = Best(() => work.For(threads, _ => Multiplied<S, V>()));
        }

        // The sum is returned, or the compiler might leave the chains out.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static float Multiplied<S, V>() where S : struct, ISimd<V> where V : struct
        {
            // 12 chains of latency 4 at 2 per cycle: 8 are enough.
            V x = S.Broadcast(0.5f), y = S.Broadcast(1f);
            V a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
            for (var round = 0; round < MultiplyAddRounds; round++)
            {
                a = S.MultiplyAdd(a, x, y); b = S.MultiplyAdd(b, x, y); c = S.MultiplyAdd(c, x, y);
                    d = S.MultiplyAdd(d, x, y);
                e = S.MultiplyAdd(e, x, y); f = S.MultiplyAdd(f, x, y); g = S.MultiplyAdd(g, x, y);
                    h = S.MultiplyAdd(h, x, y);
                i = S.MultiplyAdd(i, x, y); j = S.MultiplyAdd(j, x, y); k = S.MultiplyAdd(k, x, y);
                    l = S.MultiplyAdd(l, x, y);
            }
            return S.Sum(S.Add(S.Add(S.Add(a, b), S.Add(c, d)),
                S.Add(S.Add(S.Add(e, f), S.Add(g, h)), S.Add(S.Add(i, j), S.Add(k, l)))));
        }
    }

    private struct ReadKernel : IKernel
    {
        public Work Work;
        public float* From;
        public double Seconds, Bytes;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var (work, from) = (Work, (nint)From);
            var share = ReadFloats / work.Threads / 64 * 64;
            Bytes = (double)share * work.Threads * sizeof(float);
            Seconds = Best(() => work.For(work.Threads, part => Summed<S, V>((float*)from + (part * share), share)));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static float Summed<S, V>(float* from, long count) where S : struct, ISimd<V> where V : struct
        {
            V a = S.Zero, b = S.Zero, c = S.Zero, d = S.Zero;
            for (long i = 0; i + (4 * S.Width) <= count; i += 4 * S.Width, from += 4 * S.Width)
            {
                a = S.Add(a, S.Load(from));
                b = S.Add(b, S.Load(from + S.Width));
                c = S.Add(c, S.Load(from + (2 * S.Width)));
                d = S.Add(d, S.Load(from + (3 * S.Width)));
            }
            return S.Sum(S.Add(S.Add(a, b), S.Add(c, d)));
        }
    }
}
