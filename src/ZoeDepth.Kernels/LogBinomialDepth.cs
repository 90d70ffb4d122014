using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>
/// The end of the network in one sweep: features and bin embedding to hidden numbers, those to p and a temperature, p and temperature to weights over the
/// bins, weights and bin centres to a depth. It works row by row, so nothing as wide as the hidden layer or the bins is ever written at full size: at
/// 384 × 512 that would be 63 MB and twice 50 MB, and a row of all three is 0.5 MB.
/// </summary>
public static unsafe class LogBinomialDepth
{
    /// <summary>Fills y, <c>[image, row, column]</c>, metres.</summary>
    /// <param name="head">what goes in</param>
    /// <param name="y">the depths</param>
    /// <param name="work">the threads</param>
    public static void Forward(LogBinomialHead head, float* y, Work work)
    {
        ArgumentNullException.ThrowIfNull(head);
        var kernel = new Kernel { Head = head, Y = y, Work = work, Level = Simd.Level };
        Simd.Run(ref kernel);
    }

    private struct Kernel : IKernel
    {
        public LogBinomialHead Head;
        public float* Y;
        public Work Work;
        public SimdLevel Level;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var kernel = this;
            using var table = new LogBinomialTable(Head.Bins, S.Width);
            // At least 8 rows to a band: each band stretches its first rows again.
            var band = Math.Max(8, Head.Rows / (Work.Threads * 4));
            var bands = (Head.Rows + band - 1) / band;
            Work.For(checked(Head.Images * bands), i =>
            {
                // The products below choose their instruction set on the thread that runs this band.
                using var forced = Simd.Force(kernel.Level);
                var first = i % bands * band;
                kernel.Band<S, V>(table, i / bands, first, Math.Min(first + band, kernel.Head.Rows));
            });
        }

        private readonly void Band<S, V>(LogBinomialTable table, int image, int first, int end) where S : struct, ISimd<V> where V : struct
        {
            var h = Head;
            var (width, wide, taps) = ((long)h.Columns, (long)h.Columns * h.Hidden, h.SourceRows.Taps);
            long hiddenFloats = StretchedRows.Floats(h.Hidden, h.SourceColumns, taps), centerFloats = StretchedRows.Floats(h.Bins, h.SourceColumns, taps);
            using var memory = new NativeBuffer(wide + (8 * width) + table.Padded + hiddenFloats + centerFloats);
            float* z = memory.Pointer, u = z + wide, logP = u + (4 * width), logQ = logP + width, p = logQ + width, t = p + width;
            float* e = t + width, hiddenRows = e + table.Padded, centerRows = hiddenRows + hiddenFloats;
            var held = stackalloc int[8] { -1, -1, -1, -1, -1, -1, -1, -1 };
            fixed (int* rowAt = h.SourceRows.Indices, columnAt = h.SourceColumns.Indices)
            fixed (float* rowWeight = h.SourceRows.Weights, columnWeight = h.SourceColumns.Weights)
            {
                var pixels = (long)image * h.SourceRows.Source * h.SourceColumns.Source;
                var hidden = new StretchedRows(h.Embedding + (pixels * h.Hidden), h.Hidden, h.SourceColumns, columnAt, columnWeight, taps, hiddenRows, held);
                var centers = new StretchedRows(h.Centers + (pixels * h.Bins), h.Bins, h.SourceColumns, columnAt, columnWeight, taps, centerRows, held + 4);
                for (var row = first; row < end; row++)
                {
                    var at = rowAt + ((long)row * taps);
                    int above = at[0], below = at[taps - 1];
                    float wa = rowWeight[(long)row * taps], wb = taps == 1 ? 0 : rowWeight[((long)row * taps) + 1];
                    var pixel = (((long)image * h.Rows) + row) * width;
                    Gemm.Run(Work.Alone, Kernels.Rows.Plain(h.Main + (pixel * h.MainChannels), h.Columns, h.MainChannels, h.MainChannels), h.MainWeights,
                        new Epilogue { Bias = h.HiddenBias }, z, h.Hidden);
                    AddRowsAndGelu<S, V>(z, hidden.Row<S, V>(above), wa, hidden.Row<S, V>(below), wb, wide);
                    Gemm.Run(Work.Alone, Kernels.Rows.Plain(z, h.Columns, h.Hidden, h.Hidden), h.OutputWeights,
                        new Epilogue { Bias = h.OutputBias, Activation = Activation.Softplus }, u, 4);
                    for (var i = 0; i < width; i++)
                    {
                        p[i] = Shares.Of(u + (4 * i));
                        t[i] = ((h.MaxTemperature - h.MinTemperature) * Shares.Of(u + (4 * i) + 2)) + h.MinTemperature;
                    }
                    LogBinomial.Logarithms<S, V>(p, h.Columns, logP, logQ);
                    Depths<S, V>(table, logP, logQ, t, centers.Row<S, V>(above), wa, centers.Row<S, V>(below), wb, e, h.Columns, Y + pixel);
                }
            }
        }

        /// <summary>z = gelu(z + wa·a + wb·b)</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddRowsAndGelu<S, V>(float* z, float* a, float wa, float* b, float wb, long count) where S : struct, ISimd<V> where V : struct
        {
            V va = S.Broadcast(wa), vb = S.Broadcast(wb);
            for (var i = 0L; i < count; i += S.Width)
            {
                var rest = (int)Math.Min(S.Width, count - i);
                var embedding = S.MultiplyAdd(vb, Lanes.Load<S, V>(b + i, rest), S.Multiply(va, Lanes.Load<S, V>(a + i, rest)));
                Lanes.Store<S, V>(z + i, VectorMath.Gelu<S, V>(S.Add(Lanes.Load<S, V>(z + i, rest), embedding)), rest);
            }
        }

        /// <summary>y = Σ e·(wa·a + wb·b) / Σ e for each pixel of a row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Depths<S, V>(LogBinomialTable table, float* logP, float* logQ, float* t, float* a, float wa, float* b, float wb, float* e, int pixels, float* y)
            where S : struct, ISimd<V> where V : struct
        {
            V va = S.Broadcast(wa), vb = S.Broadcast(wb);
            var bins = table.Bins;
            for (var i = 0; i < pixels; i++, a += bins, b += bins)
            {
                var weight = LogBinomial.Weigh<S, V>(table, logP[i], logQ[i], t[i], e);
                var sum = S.Zero;
                for (var k = 0; k < bins; k += S.Width)
                {
                    var rest = Math.Min(S.Width, bins - k);
                    var center = S.MultiplyAdd(vb, Lanes.Load<S, V>(b + k, rest), S.Multiply(va, Lanes.Load<S, V>(a + k, rest)));
                    sum = S.MultiplyAdd(S.Load(e + k), center, sum);
                }
                y[i] = S.Sum(sum) / weight;
            }
        }
    }
}
