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
    /// Pieces in a block. With 64 channels on either side one of the 16 products reads 2 × 48 KB, which the second
    /// cache holds, and sums stay in registers for 192 steps. The number does not depend on the threads: neither do the
    /// sums.
    /// </summary>
    private const int BlockPieces = 192;

    /// <summary>Rows of both sides are padded to so many floats, two vectors of AVX-512.</summary>
    private const int Pad = 2 * Cache.Line;

    /// <summary>
    /// dw[out, in, row, column] = Σ over output pixels of dy[pixel, out] · x[seen pixel, in], or dw += it.
    /// </summary>
    public static void Run(
        Work work, in ConvolutionShape shape, float* x, float* dy, long dyStride, int channelsOut, float* dw,
        bool accumulate, bool rectified)
    {
        int inputs = Padded(shape.Channels), outputs = Padded(channelsOut);
        var pieces = shape.Images * ((shape.OutputHeight + 1) / 2) * ((shape.OutputWidth + 1) / 2);
        var block = Math.Min(BlockPieces, Math.Max(1, pieces));
        var floats = (16L * block * (inputs + outputs)) + (16L * channelsOut * inputs) + Math.Max(inputs, outputs);
        using var buffer = work.Scratch(floats);
        // What lies between channels and their padding is multiplied, too, and the row of zeros is read.
        new Span<float>(buffer.Pointer, checked((int)floats)).Clear();
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

    private static int Padded(int channels) => (channels + Pad - 1) / Pad * Pad;

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
            var tallest = GemmTile.MR<S, V>();
            var tiles = (ChannelsOut + tallest - 1) / tallest;
            // Enough pieces of work for any number of threads, each with a few tiles, so that the inputs are read from
            // a near cache.
            var bands = Math.Min(tiles, 4);
            for (var start = 0; start < Pieces; start += Block)
            {
                var (first, count) = (start, Math.Min(Block, Pieces - start));
                Work.For((count + PiecesAtOnce - 1) / PiecesAtOnce, i =>
                    k.Transform<S, V>(first, i * PiecesAtOnce, Math.Min(count, (i + 1) * PiecesAtOnce)));
                Work.For(16 * bands, i => k.Multiply<S, V>(i / bands, tiles * (i % bands) / bands,
                    tiles * ((i % bands) + 1) / bands, tiles, count));
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
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Multiply<S, V>(int i, int firstTile, int lastTile, int tiles, int count)
            where S : struct, ISimd<V> where V : struct
        {
            float* a = Gradients + ((long)i * Block * Outputs), b = Seen + ((long)i * Block * Inputs),
                c = Sums + ((long)i * ChannelsOut * Inputs);
            for (var column = 0; column < Shape.Channels; column += 2 * S.Width)
                for (var tile = firstTile; tile < lastTile; tile++)
                {
                    int row = ChannelsOut * tile / tiles, height = (ChannelsOut * (tile + 1) / tiles) - row;
                    OuterTile.Run<S, V>(height, count, a + row, Outputs, b + column, Inputs,
                        c + ((long)row * Inputs) + column, Inputs);
                }
        }

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
