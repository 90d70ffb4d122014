using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// Gradients of 3×3 kernels with stride 1 in 4 multiplications for 9, the backward pass through <see cref="Winograd"/>:
/// with d a 4×4 piece of the input and e the gradient of its 2×2 outputs, dg = Gᵀ·[Σ (Bᵀ·d·B) ⊙ (A·e·Aᵀ)]·G. The sum
/// runs over pieces: 16 products of matrices [output, piece]·[piece, channel]. Both sides are laid down with the piece
/// outermost, so nothing is turned or packed.
/// </summary>
internal static unsafe class WinogradWeightGradient
{
    /// <summary>
    /// dw[out, in, row, column] = Σ over output pixels of dy[pixel, out] · x[seen pixel, in], or dw += it.
    /// </summary>
    public static void Run(
        Work work, in ConvolutionShape shape, float* x, float* dy, long dyStride, int channelsOut, float* dw,
        bool accumulate, bool rectified)
    {
        int inputs = OuterProduct.Padded(shape.Channels), outputs = OuterProduct.Padded(channelsOut);
        var pieces = shape.Images * ((shape.OutputHeight + 1) / 2) * ((shape.OutputWidth + 1) / 2);
        var block = Math.Min(OuterProduct.Block, Math.Max(1, pieces));
        var sides = 16L * block * (inputs + outputs);
        var floats = (16L * channelsOut * inputs) + Math.Max(inputs, outputs);
        using var buffer = work.Scratch(sides + floats);
        // The sums and the row of zeros behind them; what lies between channels and their padding is multiplied, too.
        new Span<float>(buffer.Pointer + sides, checked((int)floats)).Clear();
        if (inputs != shape.Channels || outputs != channelsOut)
            new Span<float>(buffer.Pointer, checked((int)sides)).Clear();
        var kernel = new Kernel
        {
            Work = work, Shape = shape, X = x, Dy = dy, DyStride = dyStride, ChannelsOut = channelsOut, Dw = dw,
                Accumulate = accumulate,
            Floor = rectified ? 0 : float.NegativeInfinity, Pieces = pieces, Block = block, Inputs = inputs,
            Outputs = outputs,
            Seen = buffer.Pointer,
        };
        Dispatch.Run(ref kernel);
    }

    private struct Kernel : IKernel
    {
        public Work Work;
        public ConvolutionShape Shape;
        public float* X, Dy, Dw, Seen;
        public long DyStride;
        public int ChannelsOut, Pieces, Block, Inputs, Outputs;
        public bool Accumulate;
        public float Floor;

        private readonly int Across => (Shape.OutputWidth + 1) / 2;

        private readonly int Down => (Shape.OutputHeight + 1) / 2;

        /// <summary>
        /// Transformed gradients, <c>[16, piece, out]</c>, behind the transformed inputs, <c>[16, piece, in]</c>.
        /// </summary>
        private readonly float* Gradients => Seen + (16L * Block * Inputs);

        /// <summary><c>[16, out, in]</c></summary>
        private readonly float* Sums => Gradients + (16L * Block * Outputs);

        private readonly float* Nothing => Sums + (16L * ChannelsOut * Inputs);

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            const int PiecesAtOnce = 16;
            // Enough pieces of work for any number of threads, each with a few tiles, so that the inputs are read from
            // a near cache.
            var bands = Math.Clamp(ChannelsOut / 16, 1, 4);
            for (var start = 0; start < Pieces; start += Block)
            {
                var (first, count) = (start, Math.Min(Block, Pieces - start));
                Work.For((count + PiecesAtOnce - 1) / PiecesAtOnce, i =>
                    k.Transform<S, V>(first, i * PiecesAtOnce, Math.Min(count, (i + 1) * PiecesAtOnce)));
                Work.For(16 * bands, i => k.Multiply<S, V>(i / bands, k.ChannelsOut * (i % bands) / bands,
                    k.ChannelsOut * ((i % bands) + 1) / bands, count));
            }
            Work.For(ChannelsOut, o => k.Finish<S, V>(o));
        }

        /// <summary>Both sides of some pieces of a block.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Transform<S, V>(int first, int start, int end) where S : struct, ISimd<V> where V : struct
        {
            float** seen = stackalloc float*[16], behind = stackalloc float*[4];
            for (var i = start; i < end; i++)
            {
                var (row, across) = Math.DivRem(first + i, Across);
                var (image, down) = Math.DivRem(row, Down);
                for (var j = 0; j < 16; j++)
                {
                    int y = (2 * down) - Shape.PaddingY + (j / 4), x = (2 * across) - Shape.PaddingX + (j % 4);
                    seen[j] = (uint)y < (uint)Shape.Height && (uint)x < (uint)Shape.Width
                        ? X + ((((((long)image * Shape.Height) + y) * Shape.Width) + x) * Shape.Pixel)
                        : Nothing;
                }
                for (var j = 0; j < 4; j++)
                {
                    int y = (2 * down) + (j / 2), x = (2 * across) + (j % 2);
                    behind[j] = y < Shape.OutputHeight && x < Shape.OutputWidth
                        ? Dy + ((((((long)image * Shape.OutputHeight) + y) * Shape.OutputWidth) + x) * DyStride)
                        : Nothing;
                }
                WinogradTransform.Input<S, V>(seen, 0, Shape.Channels, Floor, Seen + ((long)i * Inputs),
                    (long)Block * Inputs);
                WinogradTransform.Gradient<S, V>(behind, ChannelsOut, Gradients + ((long)i * Outputs),
                    (long)Block * Outputs);
            }
        }

        /// <summary>Some rows of one of the 16 products.</summary>
        private readonly void Multiply<S, V>(int i, int row, int end, int count)
            where S : struct, ISimd<V> where V : struct =>
            OuterProduct.Add<S, V>(count, Gradients + ((long)i * Block * Outputs) + row, end - row, Outputs,
                Seen + ((long)i * Block * Inputs), Inputs, Inputs,
                Sums + ((((long)i * ChannelsOut) + row) * Inputs), Inputs);

        /// <summary>The kernels of one output.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Finish<S, V>(int output) where S : struct, ISimd<V> where V : struct
        {
            var taps = stackalloc float[9 * Cache.Line];
            long plane = (long)ChannelsOut * Inputs;
            var dw = Dw + ((long)output * Shape.Channels * 9);
            for (var channel = 0; channel < Shape.Channels; channel += S.Width)
            {
                WinogradTransform.WeightGradient<S, V>(Sums + ((long)output * Inputs) + channel, plane, taps);
                var count = Math.Min(S.Width, Shape.Channels - channel);
                for (var c = 0; c < count; c++, dw += 9)
                    for (var tap = 0; tap < 9; tap++)
                    {
                        var value = taps[(tap * S.Width) + c];
                        dw[tap] = Accumulate ? dw[tap] + value : value;
                    }
            }
        }
    }
}
