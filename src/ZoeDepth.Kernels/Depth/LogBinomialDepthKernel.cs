using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// The end of the network in one sweep: features and bin embedding to hidden features, those to p and a temperature, p
/// and temperature to weights over the bins, weights and bin centers to a depth. It works row by row, so nothing as
/// wide as the hidden layer or the bins is ever written at full size: at 384 × 512 that would be 63 MB and twice 50 MB,
/// and a row of all three is 0.43 MB.
/// </summary>
internal static unsafe class LogBinomialDepthKernel
{
    /// <summary>Fills y, <c>[image, row, column]</c>, metres.</summary>
    /// <param name="inputs">what goes in</param>
    /// <param name="y">the depths</param>
    /// <param name="work">the threads</param>
    public static void Forward(LogBinomialInputs inputs, float* y, Work work)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var kernel = new Kernel { Inputs = inputs, Y = y, Work = work, Level = InstructionSet.Level };
        Dispatch.Run(ref kernel);
    }

    private struct Kernel : IKernel
    {
        public LogBinomialInputs Inputs;
        public float* Y;
        public Work Work;
        public SimdLevel Level;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var kernel = this;
            using var table = new LogBinomialTable(Inputs.Bins, S.Width, Work);
            // At least 8 rows to a band: each band stretches its first rows again.
            var band = Math.Max(8, Inputs.Rows / (Work.Threads * 4));
            var bands = (Inputs.Rows + band - 1) / band;
            Work.For(checked(Inputs.Images * bands), i =>
            {
                // The products below choose their instruction set on the thread that runs this band.
                using var forced = InstructionSet.Force(kernel.Level);
                var first = i % bands * band;
                kernel.Band<S, V>(table, i / bands, first, Math.Min(first + band, kernel.Inputs.Rows));
            });
        }

        private readonly void Band<S, V>(LogBinomialTable table, int image, int first, int end)
            where S : struct, ISimd<V> where V : struct
        {
            var inputs = Inputs;
            var (width, wide, taps) = ((long)inputs.Columns, (long)inputs.Columns * inputs.Hidden,
                inputs.SourceRows.Taps);
            var columns = inputs.SourceColumns;
            long hiddenFloats = StretchedRows.Floats(inputs.Hidden, columns, taps),
                centerFloats = StretchedRows.Floats(inputs.Bins, columns, taps);
            using var memory = Work.Scratch(wide + (8 * width) + table.Padded + hiddenFloats + centerFloats);
            float* z = memory.Pointer, u = z + wide, logP = u + (4 * width), logQ = logP + width, p = logQ + width,
                t = p + width;
            float* e = t + width, hiddenRows = e + table.Padded, centerRows = hiddenRows + hiddenFloats;
            var held = stackalloc int[8] { -1, -1, -1, -1, -1, -1, -1, -1 };
            fixed (int* rowAt = inputs.SourceRows.Indices, columnAt = columns.Indices)
            fixed (float* rowWeight = inputs.SourceRows.Weights, columnWeight = columns.Weights)
            {
                var pixels = (long)image * inputs.SourceRows.Source * columns.Source;
                float* embedding = inputs.Embedding + (pixels * inputs.Hidden),
                    bins = inputs.Centers + (pixels * inputs.Bins);
                var hidden = new StretchedRows(embedding, inputs.Hidden, columns, columnAt, columnWeight, taps,
                    hiddenRows, held);
                var centers = new StretchedRows(bins, inputs.Bins, columns, columnAt, columnWeight, taps, centerRows,
                    held + 4);
                for (var row = first; row < end; row++)
                {
                    var at = rowAt + ((long)row * taps);
                    int above = at[0], below = at[taps - 1];
                    float wa = rowWeight[(long)row * taps], wb = taps == 1 ? 0 : rowWeight[((long)row * taps) + 1];
                    var pixel = (((long)image * inputs.Rows) + row) * width;
                    var main = inputs.Main + (pixel * inputs.MainChannels);
                    GemmDriver.Run(Work.Alone,
                        GemmA.Plain(main, inputs.Columns, inputs.MainChannels, inputs.MainChannels), inputs.MainWeights,
                        new GemmEpilogue { Bias = inputs.HiddenBias }, z, inputs.Hidden);
                    AddRowsAndGelu<S, V>(z, hidden.Row<S, V>(above), wa, hidden.Row<S, V>(below), wb, wide);
                    GemmDriver.Run(Work.Alone, GemmA.Plain(z, inputs.Columns, inputs.Hidden, inputs.Hidden),
                        inputs.OutputWeights,
                        new GemmEpilogue { Bias = inputs.OutputBias, Activation = ActivationKind.Softplus }, u, 4);
                    for (var i = 0; i < width; i++)
                    {
                        p[i] = PairRatio.Of(u + (4 * i));
                        t[i] = ((inputs.MaxTemperature - inputs.MinTemperature) * PairRatio.Of(u + (4 * i) + 2))
                            + inputs.MinTemperature;
                    }
                    LogBinomialKernel.Logarithms<S, V>(p, inputs.Columns, logP, logQ);
                    Depths<S, V>(table, logP, logQ, t, centers.Row<S, V>(above), wa, centers.Row<S, V>(below), wb, e,
                        inputs.Columns, Y + pixel);
                }
            }
        }

        /// <summary>z = gelu(z + wa·a + wb·b)</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddRowsAndGelu<S, V>(float* z, float* a, float wa, float* b, float wb, long count)
            where S : struct, ISimd<V> where V : struct
        {
            V va = S.Broadcast(wa), vb = S.Broadcast(wb);
            for (var i = 0L; i < count; i += S.Width)
            {
                var rest = (int)Math.Min(S.Width, count - i);
                var embedding = S.MultiplyAdd(vb, Lanes.Load<S, V>(b + i, rest),
                    S.Multiply(va, Lanes.Load<S, V>(a + i, rest)));
                Lanes.Store<S, V>(z + i, VectorMath.Gelu<S, V>(S.Add(Lanes.Load<S, V>(z + i, rest), embedding)), rest);
            }
        }

        /// <summary>y = Σ e·(wa·a + wb·b) / Σ e for each pixel of a row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Depths<S, V>(LogBinomialTable table, float* logP, float* logQ, float* t, float* a, float wa,
            float* b, float wb, float* e, int pixels, float* y)
            where S : struct, ISimd<V> where V : struct
        {
            V va = S.Broadcast(wa), vb = S.Broadcast(wb);
            var bins = table.Bins;
            for (var i = 0; i < pixels; i++, a += bins, b += bins)
            {
                var weight = LogBinomialKernel.Weigh<S, V>(table, logP[i], logQ[i], t[i], e);
                var sum = S.Zero;
                for (var k = 0; k < bins; k += S.Width)
                {
                    var rest = Math.Min(S.Width, bins - k);
                    var center = S.MultiplyAdd(vb, Lanes.Load<S, V>(b + k, rest),
                        S.Multiply(va, Lanes.Load<S, V>(a + k, rest)));
                    sum = S.MultiplyAdd(S.Load(e + k), center, sum);
                }
                y[i] = S.Sum(sum) / weight;
            }
        }
    }
}
