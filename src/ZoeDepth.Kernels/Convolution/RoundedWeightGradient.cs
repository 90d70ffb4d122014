using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// Gradients of kernels of any size and stride from operands rounded to bfloat16: tap by tap the product of gradients
/// and seen pixels, both as words of two neighbouring pixels (<see cref="PixelPairs"/>). 3×3 kernels take their 9
/// multiplications here, which the instruction does in the time of 5 of floats, without the transforms of
/// <see cref="WinogradWeightGradient"/>.
/// </summary>
internal static unsafe class RoundedWeightGradient
{
    /// <summary>Whether a tap has enough channels for a panel of 32.</summary>
    public static bool Suits(in ConvolutionShape shape) => shape.Channels >= GemmTile.NR / 2;

    /// <summary>
    /// dw[out, in, row, column] = Σ over output pixels of dy[pixel, out] · x[seen pixel, in], or dw += it.
    /// </summary>
    /// <inheritdoc cref="ConvolutionKernel.WeightGradient"/>
    public static void Run(Work work, in ConvolutionShape shape, float* x, float* dy, long dyStride, int channelsOut,
        float* dw, bool accumulate, bool rectified)
    {
        if (channelsOut == 0) return;
        if (shape.OutputPixels == 0)
        {
            if (!accumulate) new Span<float>(dw, channelsOut * shape.Depth).Clear();
            return;
        }
        // Pixels that see themselves are one long row.
        var seen = ConvolutionKernel.IsPointwise(shape)
            ? ConvolutionShape.Of(1, 1, shape.InputPixels, shape.Channels, 1, 1, 1, 0) with
                { PixelStride = shape.Pixel }
            : shape;
        var kernel = new Kernel
        {
            Work = work, Pixels = new(seen, x, rectified ? 0 : float.NegativeInfinity), Dy = dy, DyStride = dyStride,
            ChannelsOut = channelsOut, Dw = dw, Accumulate = accumulate,
            IsAssembled = AssembledTiles.Serve(PanelFormat.BFloat16),
        };
        using var memory = work.Scratch(kernel.LeftFloats + kernel.SumsFloats);
        kernel.Left = memory.Pointer;
        kernel.Sums = kernel.Left + kernel.LeftFloats;
        Dispatch.Run(ref kernel);
    }

    private struct Kernel : IKernel
    {
        /// <summary>Words of gradients that are packed at once: 384 KB stay in a second cache of a megabyte.</summary>
        private const int ChunkWords = 96 * 1024;

        public Work Work;
        public PixelPairs Pixels;
        public float* Dy, Dw;

        /// <summary>Words of the gradients, <c>[block of a chunk, tile, word, 12]</c>.</summary>
        public float* Left;

        /// <summary><c>[group of 32 channels, out, tap, 32]</c>, where several chunks are added.</summary>
        public float* Sums;
        public long DyStride;
        public int ChannelsOut;
        public bool Accumulate, IsAssembled;

        public readonly long LeftFloats => ChunkBlocks * LeftBlock;

        public readonly long SumsFloats => ChunkBlocks == Pixels.Blocks ? 0 : Groups * GroupSums;

        private readonly long LeftBlock => (long)Tiles * LeftTile;

        // The last word of a tile is written as whole vectors.
        private readonly int LeftTile => (Pixels.MostWords * OuterWordTile.Rows) + Cache.Line;

        private readonly int ChunkBlocks => (int)Math.Clamp(ChunkWords / LeftBlock, 1, Pixels.Blocks);

        private readonly int Tiles => (ChannelsOut + OuterWordTile.Rows - 1) / OuterWordTile.Rows;

        private readonly int Groups => (Pixels.Shape.Channels + GemmTile.NR - 1) / GemmTile.NR;

        private readonly long GroupSums => (long)ChannelsOut * Pixels.Shape.Taps * GemmTile.NR;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var k = this;
            int tiles = Tiles, chunk = ChunkBlocks;
            // Few groups of channels are cut along the outputs, too; each part packs the pixels anew.
            var bands = Math.Min(tiles, (Work.Threads + Groups - 1) / Groups);
            for (var start = 0; start < Pixels.Blocks; start += chunk)
            {
                var (first, end) = (start, Math.Min(start + chunk, Pixels.Blocks));
                var parts = Math.Min(tiles, (Work.Threads + end - first - 1) / (end - first));
                Work.For((end - first) * parts, piece =>
                {
                    var (block, part) = Math.DivRem(piece, parts);
                    k.PackLeft<S, V>(first + block, k.Left + (block * k.LeftBlock), tiles * part / parts,
                        tiles * (part + 1) / parts);
                });
                Work.For(k.Groups * bands, piece =>
                {
                    var (group, band) = Math.DivRem(piece, bands);
                    k.Group<S, V>(group, first, end, tiles * band / bands, tiles * (band + 1) / bands);
                });
            }
        }

        private readonly int FirstRow(int tile) => (int)((long)ChannelsOut * tile / Tiles);

        /// <summary>The gradients of a block of output pixels, for the outputs of some tiles.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void PackLeft<S, V>(int block, float* left, int tile0, int tileEnd)
            where S : struct, ISimd<V> where V : struct
        {
            int row0 = FirstRow(tile0), rows = FirstRow(tileEnd) - row0, tiles = tileEnd - tile0, tileWords = LeftTile;
            // A word of depth for all rows, behind where each tile begins in it; tiles are copied as whole vectors.
            var near = Scratch.Floats(tiles + rows + (2 * Cache.Line));
            var starts = (int*)near;
            for (var tile = 0; tile < tiles; tile++) starts[tile] = FirstRow(tile0 + tile) - row0;
            var word = near + tiles;
            left += (long)tile0 * tileWords;
            for (var segment = Pixels.First(block); segment < Pixels.First(block + 1); segment++)
            {
                var from = Dy + (Pixels.OutputPixel(segment) * DyStride) + row0;
                var count = Pixels.Width(segment);
                for (var i = 0; i < count; i += 2, from += 2 * DyStride, left += OuterWordTile.Rows)
                {
                    for (var j = 0; j < rows; j += S.Width)
                    {
                        var some = Math.Min(S.Width, rows - j);
                        var lower = S.RoundToBFloat16(Lanes.Load<S, V>(from + j, some));
                        var upper = i + 1 < count
                            ? S.RoundToBFloat16(Lanes.Load<S, V>(from + DyStride + j, some)) : S.Zero;
                        S.Store(word + j, S.Pair(lower, upper));
                    }
                    var to = left;
                    for (var tile = 0; tile < tiles; tile++, to += tileWords)
                        for (var j = 0; j < OuterWordTile.Rows; j += S.Width)
                            S.Store(to + j, S.Load(word + starts[tile] + j));
                }
            }
        }

        /// <summary>
        /// Adds a chunk of blocks to the gradients of up to 32 input channels, for some tiles of outputs.
        /// </summary>
        private readonly void Group<S, V>(int group, int firstBlock, int endBlock, int tile0, int tileEnd)
            where S : struct, ISimd<V> where V : struct
        {
            int channel = group * GemmTile.NR, channels = Math.Min(GemmTile.NR, Pixels.Shape.Channels - channel);
            int taps = Pixels.Shape.Taps, row0 = FirstRow(tile0), rows = FirstRow(tileEnd) - row0,
                sumsStride = taps * GemmTile.NR;
            // The panel also turns the kernels of one output.
            long panelFloats = (long)Math.Max(Pixels.MostWords, taps) * GemmTile.NR, lineFloats = Pixels.LineFloats;
            var isWhole = SumsFloats == 0;
            var near = Scratch.Floats(panelFloats + lineFloats + (isWhole ? (long)rows * sumsStride : 0));
            float* panel = near, lines = panel + panelFloats;
            var sums = isWhole ? lines + lineFloats : Sums + (group * GroupSums) + ((long)row0 * sumsStride);
            for (var block = firstBlock; block < endBlock; block++)
            {
                Pixels.Round<S, V>(block, channel, channels, lines);
                for (var tap = 0; tap < taps; tap++)
                {
                    var seen = Pixels.Seen(block, tap, lines, panel, out var words);
                    for (var tile = tile0; tile < tileEnd; tile++)
                    {
                        int row = FirstRow(tile), height = FirstRow(tile + 1) - row;
                        float* a = Left + ((block - firstBlock) * LeftBlock) + ((long)tile * LeftTile),
                            c = sums + ((long)(row - row0) * sumsStride) + (tap * GemmTile.NR);
                        if (IsAssembled)
                            AssembledTiles.RunOuter(PanelFormat.BFloat16, height, words, a, seen, c, sumsStride,
                                block > 0);
                        else OuterWordTile.Run<S, V>(height, words, a, seen, c, sumsStride, block > 0);
                    }
                }
            }
            if (endBlock < Pixels.Blocks) return;
            for (var row = 0; row < rows; row++)
                Finish<S, V>(sums + ((long)row * sumsStride), channels,
                    Dw + ((((long)(row0 + row) * Pixels.Shape.Channels) + channel) * taps), panel);
        }

        /// <summary>The kernels of one output: from <c>[row, column, in]</c> to <c>[in, row, column]</c>.</summary>
        private readonly void Finish<S, V>(float* from, int channels, float* to, float* near)
            where S : struct, ISimd<V> where V : struct
        {
            int taps = Pixels.Shape.Taps, count = channels * taps, i = 0;
            Transposition.Copy(from, GemmTile.NR, Accumulate ? near : to, taps, taps, channels);
            if (!Accumulate) return;
            for (; i + S.Width <= count; i += S.Width) S.Store(to + i, S.Add(S.Load(to + i), S.Load(near + i)));
            for (; i < count; i++) to[i] += near[i];
        }
    }
}
