using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// 3×3 convolutions with stride 1 in 4 multiplications per output and channel instead of 9: every 2×2 outputs are
/// computed from 4×4 inputs by 16 products of matrices [piece, channel]·[channel, output], between two transforms that
/// only add (<see cref="WinogradTransform"/>). Sums are a ninth as long as those of the direct form, which makes up for
/// most of the additions: the error is 0.8 to 1.7 times that of the direct form for 32 to 1024 channels, and a test
/// holds it below 2.
/// </summary>
internal static unsafe class Winograd
{
    /// <summary>
    /// Pieces in a block, four tiles of 12: with 256 channels 16 × 48 × 272 floats are 816 KB and their products for a
    /// panel 96 KB, together just within a second cache of a megabyte. The weights, 4 MB for 256 to 256 channels, pass
    /// by from the third; asking for them ahead gained nothing.
    /// </summary>
    private const int BlockPieces = 48;

    /// <summary>Whether a convolution is computed this way.</summary>
    public static bool Suits(in ConvolutionShape shape) =>
        shape is { KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1 };

    /// <summary>y = epilogue(convolution of x), or y += it.</summary>
    public static void Run(
        Work work, in ConvolutionShape shape, float* x, PackedMatrix weights, in GemmEpilogue epilogue, in GemmC target,
        bool rectified)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.K != 16 * shape.Channels)
            throw new ArgumentException(
                $"convolution: the weights are packed for {weights.K} elements, the image has 16 x {shape.Channels}; " +
                "pack them for this shape");
        epilogue.Check(target);
        if (shape.OutputPixels == 0 || weights.N == 0) return;
        var kernel = new Blocks
        {
            Work = work, Shape = shape, X = x, Weights = weights, Epilogue = epilogue, C = target,
            Floor = rectified ? 0 : float.NegativeInfinity,
        };
        ProductDispatch.Run(ref kernel);
        GC.KeepAlive(weights);
    }

    private struct Blocks : IProductKernel
    {
        public Work Work;
        public ConvolutionShape Shape;
        public float* X;
        public PackedMatrix Weights;
        public GemmEpilogue Epilogue;
        public GemmC C;
        public float Floor;

        private readonly int Across => (Shape.OutputWidth + 1) / 2;

        private readonly int Down => (Shape.OutputHeight + 1) / 2;

        public readonly PanelFormat Format => Weights.Format;

        public static bool TakesWideRows => true;

        public readonly void Run<S, V, F>()
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            var job = this;
            var pieces = Shape.Images * Down * Across;
            var blocks = (pieces + BlockPieces - 1) / BlockPieces;
            // Few blocks are cut finer, down to one tile, so that every thread has as many as the next.
            var even = (blocks + Work.Threads - 1) / Work.Threads * Work.Threads;
            if (blocks < 4 * Work.Threads) blocks = Math.Max(blocks, Math.Min(even, (pieces + 11) / 12));
            // The last maps of a small picture are one tile and the largest weights: those are shared instead, and
            // every thread transforms the few inputs for itself.
            var panels = Weights.PanelCount;
            var shares = blocks >= Work.Threads ? 1 : Math.Min(panels, (Work.Threads + blocks - 1) / blocks);
            Work.For(blocks * shares, part =>
            {
                var (block, share) = Math.DivRem(part, shares);
                int start = (int)((long)pieces * block / blocks), end = (int)((long)pieces * (block + 1) / blocks);
                job.Block<S, V, F>(start, end - start, panels * share / shares, panels * (share + 1) / shares);
            });
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Block<S, V, F>(int piece0, int count, int panel0, int panelEnd)
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            int rowStride = GemmTile.RowStride * F.FloatsPerRowWord;
            long inputPlane = (long)count * rowStride, outputPlane = (long)count * GemmTile.NR;
            // Channels at a time; where they become words, the transform of one piece waits in the first cache.
            var (most, plane) = (GemmTile.KC * F.PerWord, (long)Weights.Words / 16 * GemmTile.NR);
            var waiting = F.PerWord == 1 ? 0L : 16 * most;
            var scratch = Scratch.Floats((16 * (inputPlane + outputPlane)) + most + waiting);
            float* v = scratch, m = v + (16 * inputPlane), nothing = m + (16 * outputPlane), piece = nothing + most;
            new Span<float>(nothing, most).Clear();
            var tallest = GemmTile.MR<S, V>();
            var tiles = (count + tallest - 1) / tallest;
            for (var channel = 0; channel < Shape.Channels; channel += most)
            {
                var channels = Math.Min(most, Shape.Channels - channel);
                var words = (channels + F.PerWord - 1) / F.PerWord;
                bool adds = channel > 0 || C.Adds, last = channel + channels == Shape.Channels;
                Enter<S, V, F>(piece0, count, channel, channels, nothing, piece, v, inputPlane);
                for (var panel = panel0; panel < panelEnd; panel++)
                {
                    var b = Weights.Panel(panel) + ((long)channel / F.PerWord * GemmTile.NR);
                    for (var i = 0; i < 16; i++)
                    {
                        float* a = v + (i * inputPlane), c = m + (i * outputPlane);
                        for (var tile = 0; tile < tiles; tile++)
                        {
                            int start = count * tile / tiles, height = (count * (tile + 1) / tiles) - start;
                            float* rows = a + (start * rowStride), sums = c + (start * GemmTile.NR);
                            F.Tile<S, V>(height, words, rows, b, GemmTile.NR, sums, GemmTile.NR, GemmTile.NR,
                                accumulate: false, b);
                        }
                        b += plane;
                    }
                    Leave<S, V>(piece0, count, panel * GemmTile.NR, m, outputPlane, adds, last);
                }
            }
        }

        /// <summary>Transforms the inputs of a block.</summary>
        private readonly void Enter<S, V, F>(int piece0, int count, int channel, int channels, float* nothing,
            float* piece, float* v, long plane)
            where S : struct, ISimd<V> where V : struct where F : struct, IOperands
        {
            var seen = stackalloc float*[16];
            for (var i = 0; i < count; i++)
            {
                var (row, across) = Math.DivRem(piece0 + i, Across);
                var (image, down) = Math.DivRem(row, Down);
                for (var j = 0; j < 16; j++)
                {
                    int y = (2 * down) - Shape.PaddingY + (j / 4), x = (2 * across) - Shape.PaddingX + (j % 4);
                    seen[j] = (uint)y < (uint)Shape.Height && (uint)x < (uint)Shape.Width
                        ? X + ((((((long)image * Shape.Height) + y) * Shape.Width) + x) * Shape.Pixel) + channel
                        : nothing;
                }
                var to = v + (i * GemmTile.RowStride * F.FloatsPerRowWord);
                if (F.PerWord == 1)
                {
                    WinogradTransform.Input<S, V>(seen, 0, channels, Floor, to, plane);
                    continue;
                }
                long apart = GemmTile.KC * F.PerWord;
                WinogradTransform.Input<S, V>(seen, 0, channels, Floor, piece, apart);
                for (var j = 0; j < 16; j++) F.Row<S, V>(piece + (j * apart), channels, to + (j * plane));
            }
        }

        /// <summary>
        /// Transforms the products of a block back and finishes them, segment by segment of neighbouring pixels.
        /// </summary>
        private readonly void Leave<S, V>(int piece0, int count, int column, float* m, long plane, bool adds, bool last)
            where S : struct, ISimd<V> where V : struct
        {
            var columns = Math.Min(GemmTile.NR, Weights.N - column);
            var pixels = stackalloc float*[4];
            for (var i = 0; i < count;)
            {
                var (row, across) = Math.DivRem(piece0 + i, Across);
                var (image, down) = Math.DivRem(row, Down);
                var run = Math.Min(count - i, Across - across);
                int y = 2 * down, x = 2 * across;
                // Output pixels as rows of the product.
                var upper = (((image * Shape.OutputHeight) + y) * Shape.OutputWidth) + x;
                var lower = upper + Shape.OutputWidth;
                var hasLower = y + 1 < Shape.OutputHeight;
                float* to = C.First + (upper * C.Stride) + column, toLower = to + (Shape.OutputWidth * C.Stride);
                for (var j = 0; j < run; j++)
                {
                    var hasRight = x + (2 * j) + 1 < Shape.OutputWidth;
                    pixels[0] = to + (2 * j * C.Stride);
                    pixels[1] = hasRight ? pixels[0] + C.Stride : null;
                    pixels[2] = hasLower ? toLower + (2 * j * C.Stride) : null;
                    pixels[3] = hasLower && hasRight ? pixels[2] + C.Stride : null;
                    WinogradTransform.Output<S, V>(m + ((i + j) * GemmTile.NR), plane, pixels, columns, adds);
                }
                if (last && !Epilogue.IsEmpty)
                {
                    var width = Math.Min(2 * run, Shape.OutputWidth - x);
                    EpilogueLoop.Run<S, V>(Epilogue, to, C.Stride, upper, width, column, columns);
                    if (hasLower) EpilogueLoop.Run<S, V>(Epilogue, toLower, C.Stride, lower, width, column, columns);
                }
                i += run;
            }
        }
    }
}
