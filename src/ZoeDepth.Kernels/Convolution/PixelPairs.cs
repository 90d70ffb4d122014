using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// What the output pixels of a convolution see through each tap, as panels of words of two bfloat16: neighbouring
/// output pixels of a row share a word. Output pixels go by in blocks of whole rows, or parts of a long one
/// (segments). The input rows a block sees are rounded once for 32 channels and laid down as words twice, from even and
/// from odd places on, and for each rest of a place and the stride apart: then what a segment sees through any tap lies
/// there in one piece.
/// </summary>
internal readonly unsafe struct PixelPairs
{
    private readonly float* _x;
    private readonly float _floor;
    private readonly int _parts, _perBlock, _segments, _mostLines;

    /// <param name="shape">the convolution</param>
    /// <param name="x">images <c>[image, row, column, channel]</c></param>
    /// <param name="floor">values are raised to this</param>
    public PixelPairs(in ConvolutionShape shape, float* x, float floor)
    {
        _x = x;
        (Shape, _floor) = (shape, floor);
        // Parts of a row that are as long as a block, or rows, as many as a block holds.
        const int most = 2 * GemmTile.KC;
        _parts = (shape.OutputWidth + most - 1) / most;
        _segments = shape.Images * shape.OutputHeight * _parts;
        var words = (Math.Min(most, shape.OutputWidth) + 1) / 2;
        var perBlock = GemmTile.KC / words;
        Blocks = (_segments + perBlock - 1) / perBlock;
        _perBlock = (_segments + Blocks - 1) / Blocks;
        Blocks = (_segments + _perBlock - 1) / _perBlock;
        MostWords = _perBlock * words;
        _mostLines = 0;
        for (var block = 0; block < Blocks; block++)
        {
            var (first, end) = Lines(block);
            _mostLines = Math.Max(_mostLines, end - first);
        }
    }

    /// <summary>The convolution.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Blocks of output pixels. Their number does not depend on the threads: neither do the sums.</summary>
    public int Blocks { get; }

    /// <summary>Words of a block, at most <see cref="GemmTile.KC"/>.</summary>
    public int MostWords { get; }

    /// <summary>Floats of the rounded input rows of a block.</summary>
    public long LineFloats => (long)_mostLines * LineWords * GemmTile.NR;

    /// <summary>Places of the kernel that leave different rests.</summary>
    private int Rests => Math.Min(Shape.StrideX, Shape.KernelWidth);

    /// <summary>Words of one rest, from even or from odd places on.</summary>
    private int RestWords =>
        (Math.Min(2 * GemmTile.KC, Shape.OutputWidth) / 2) + ((Shape.KernelWidth - 1) / Shape.StrideX / 2) + 2;

    private bool HasOdd => Shape.KernelWidth > Shape.StrideX;

    private int LineWords => Rests * RestWords * (HasOdd ? 2 : 1);

    /// <summary>The first segment of a block.</summary>
    public int First(int block) => Math.Min(_segments, block * _perBlock);

    /// <summary>Output pixels of a segment.</summary>
    public int Width(int segment) =>
        Math.Min(2 * GemmTile.KC, Shape.OutputWidth - (segment % _parts * 2 * GemmTile.KC));

    /// <summary>The first output pixel of a segment.</summary>
    public long OutputPixel(int segment) =>
        ((long)(segment / _parts) * Shape.OutputWidth) + (segment % _parts * 2 * GemmTile.KC);

    /// <summary>Rounds the input rows that a block sees.</summary>
    /// <param name="block">the block</param>
    /// <param name="channel">the first channel</param>
    /// <param name="channels">how many, at most 32; the others are 0</param>
    /// <param name="lines"><see cref="LineFloats"/></param>
    public void Round<S, V>(int block, int channel, int channels, float* lines)
        where S : struct, ISimd<V> where V : struct
    {
        var (first, end) = Lines(block);
        var left = (First(block) % _parts * 2 * GemmTile.KC * Shape.StrideX) - Shape.PaddingX;
        for (var line = first; line < end; line++)
            for (var rest = 0; rest < Rests; rest++, lines += (HasOdd ? 2 : 1) * RestWords * GemmTile.NR)
                Line<S, V>(_x + ((long)line * Shape.Width * Shape.Pixel) + channel, channels, left + rest, lines);
    }

    /// <summary>
    /// One input row at every <see cref="ConvolutionShape.StrideX"/>th place from <paramref name="x"/> on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Line<S, V>(float* row, int channels, int x, float* to) where S : struct, ISimd<V> where V : struct
    {
        int words = RestWords, step = Shape.StrideX;
        var least = S.Broadcast(_floor);
        for (var j = 0; j < GemmTile.NR; j += S.Width)
        {
            var some = Math.Clamp(channels - j, 0, S.Width);
            float* even = to + j, odd = even + (words * GemmTile.NR);
            var place = x;
            var current = At<S, V>(row + j, place, some, least);
            for (var word = 0; word < words; word++, even += GemmTile.NR, odd += GemmTile.NR)
            {
                var next = At<S, V>(row + j, place += step, some, least);
                var last = At<S, V>(row + j, place += step, some, least);
                S.Store(even, S.Pair(current, next));
                if (HasOdd) S.Store(odd, S.Pair(next, last));
                current = last;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V At<S, V>(float* row, int place, int count, V least) where S : struct, ISimd<V> where V : struct =>
        (uint)place < (uint)Shape.Width
            ? S.RoundToBFloat16(S.Max(least, Lanes.Load<S, V>(row + (place * Shape.Pixel), count))) : S.Zero;

    /// <summary>What a block sees through a tap.</summary>
    /// <param name="block">the block</param>
    /// <param name="tap">the tap</param>
    /// <param name="lines">from <see cref="Round"/></param>
    /// <param name="panel">room for <see cref="MostWords"/> of 32</param>
    /// <param name="words">words of depth</param>
    /// <returns>the words: the panel, or where they lie already</returns>
    public float* Seen(int block, int tap, float* lines, float* panel, out int words)
    {
        var (down, across) = Math.DivRem(tap, Shape.KernelWidth);
        var (start, rest) = Math.DivRem(across, Shape.StrideX);
        var place = (((rest * (HasOdd ? 2 : 1)) + (start % 2)) * RestWords) + (start / 2);
        var (firstLine, _) = Lines(block);
        int first = First(block), end = First(block + 1);
        words = 0;
        for (var segment = first; segment < end; segment++)
        {
            var (image, y) = Math.DivRem(segment / _parts, Shape.OutputHeight);
            var row = (y * Shape.StrideY) - Shape.PaddingY + down;
            var count = (Width(segment) + 1) / 2;
            var to = panel + ((long)words * GemmTile.NR);
            words += count;
            if ((uint)row < (uint)Shape.Height)
            {
                var line = (image * Shape.Height) + row - firstLine;
                var from = lines + ((((long)line * LineWords) + place) * GemmTile.NR);
                if (end - first == 1) return from;
                new Span<float>(from, count * GemmTile.NR).CopyTo(new Span<float>(to, count * GemmTile.NR));
            }
            else new Span<float>(to, count * GemmTile.NR).Clear();
        }
        return panel;
    }

    /// <summary>The input rows, counted over all images, from the first to the last one that a block sees.</summary>
    private (int First, int End) Lines(int block) =>
        (Line(First(block), 0), Line(First(block + 1) - 1, Shape.KernelHeight - 1) + 1);

    private int Line(int segment, int tap)
    {
        var (image, y) = Math.DivRem(segment / _parts, Shape.OutputHeight);
        return (image * Shape.Height)
            + Math.Clamp((y * Shape.StrideY) - Shape.PaddingY + tap, 0, Shape.Height - 1);
    }
}
