using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Resampling;

/// <summary>Whose arithmetic a resampling of bytes repeats, to the bit.</summary>
internal enum ByteArithmetic
{
    /// <summary>Weights of 22 fraction bits: <c>PIL.Image.resize</c> (Pillow's Resample.c).</summary>
    Pillow,

    /// <summary>
    /// Weights that fit 16 bits, with as many fraction bits as the largest allows: torchvision on CPUs with AVX2.
    /// </summary>
    Torch,
}

/// <summary>
/// Which axis is resampled first; bytes are rounded between the two, so the results differ by 1 here and there.
/// </summary>
internal enum ResizeOrder
{
    /// <summary>
    /// Along the rows, then down the columns: torchvision, which today's image processors run, and Pillow to 12.
    /// </summary>
    RowsFirst,

    /// <summary>
    /// Down the columns first: Pillow from 13 on, where the height shrinks much more than the width (its pull request
    /// 9549).
    /// </summary>
    ColumnsFirst,
}

/// <summary>
/// Images of bytes on another grid, in fixed point: along one axis, rounded to bytes, then along the other. A pass that
/// would change nothing is left out.
/// </summary>
internal static class ByteResize
{
    /// <summary>
    /// Antialiased, half-pixel centres: <c>Image.resize(BILINEAR or BICUBIC)</c>, <c>torchvision
    /// resize(antialias=True)</c>.
    /// </summary>
    /// <param name="x"><c>[row, column, channel]</c></param>
    /// <param name="rows">rows of x</param>
    /// <param name="columns">columns of x</param>
    /// <param name="channels">bytes in a pixel</param>
    /// <param name="newRows">rows of the result</param>
    /// <param name="newColumns">columns of the result</param>
    /// <param name="filter">the shape of the filter</param>
    /// <param name="arithmetic">whose rounding</param>
    /// <param name="work">the threads</param>
    /// <param name="order">which axis comes first</param>
    /// <returns><c>[new row, new column, channel]</c></returns>
    public static byte[] Antialiased(
        ReadOnlyMemory<byte> x, int rows, int columns, int channels, int newRows, int newColumns, ResampleFilter filter,
        ByteArithmetic arithmetic, Work work, ResizeOrder order = ResizeOrder.RowsFirst)
    {
        var down = FilteredAxis.Antialiased(rows, newRows, filter, single: false);
        var across = FilteredAxis.Antialiased(columns, newColumns, filter, single: false);
        return Run(x, rows, columns, channels, down, across, arithmetic, work, order);
    }

    /// <summary>
    /// Without antialiasing, corners aligned: <c>torch.nn.functional.interpolate</c> on a tensor of bytes.
    /// </summary>
    /// <inheritdoc cref="Antialiased"/>
    public static byte[] Interpolated(
        ReadOnlyMemory<byte> x, int rows, int columns, int channels, int newRows, int newColumns, ResampleFilter filter,
        Work work)
    {
        var down = FilteredAxis.Interpolated(rows, newRows, filter);
        var across = FilteredAxis.Interpolated(columns, newColumns, filter);
        return Run(x, rows, columns, channels, down, across, ByteArithmetic.Torch, work, ResizeOrder.RowsFirst);
    }

    private static byte[] Run(
        ReadOnlyMemory<byte> x, int rows, int columns, int channels, FilteredAxis down, FilteredAxis across,
        ByteArithmetic arithmetic,
        Work work, ResizeOrder order)
    {
        ArgumentNullException.ThrowIfNull(work);
        var count = checked((long)rows * columns * channels);
        if (x.Length != count)
            throw new ArgumentException(
                $"a picture of [{rows}, {columns}, {channels}] holds {count} bytes, but {x.Length} came", nameof(x));
        if (order == ResizeOrder.ColumnsFirst)
        {
            x = Down(x, columns * channels, rows, down, arithmetic, work);
            return Across(x, down.Length, columns, channels, across, arithmetic, work).ToArray();
        }
        x = Across(x, rows, columns, channels, across, arithmetic, work);
        return Down(x, across.Length * channels, rows, down, arithmetic, work).ToArray();
    }

    /// <summary>Every row at the axis's length.</summary>
    private static ReadOnlyMemory<byte> Across(
        ReadOnlyMemory<byte> x, int rows, int columns, int channels, FilteredAxis across, ByteArithmetic arithmetic,
        Work work)
    {
        if (across.Length == columns) return x;
        var weights = FixedPoint(across, arithmetic, out var bits);
        var result = new byte[checked(rows * across.Length * channels)];
        work.Ranges(rows, 8, (start, end) =>
        {
            for (var y = (int)start; y < end; y++)
            {
                var row = x.Span.Slice(y * columns * channels, columns * channels);
                for (var i = 0; i < across.Length; i++)
                {
                    Sum(row[(across.Starts[i] * channels)..], channels,
                        weights.AsSpan(i * across.Width, across.Counts[i]), bits,
                        result.AsSpan(((y * across.Length) + i) * channels, channels));
                }
            }
        });
        return result;
    }

    /// <summary>Every column at the axis's length; a row has <paramref name="width"/> bytes.</summary>
    private static ReadOnlyMemory<byte> Down(
        ReadOnlyMemory<byte> x, int width, int rows, FilteredAxis down, ByteArithmetic arithmetic, Work work)
    {
        if (down.Length == rows) return x;
        var weights = FixedPoint(down, arithmetic, out var bits);
        var result = new byte[checked(down.Length * width)];
        work.Ranges(down.Length, 8, (start, end) =>
        {
            for (var i = (int)start; i < end; i++)
            {
                Sum(x.Span[(down.Starts[i] * width)..], width, weights.AsSpan(i * down.Width, down.Counts[i]), bits,
                    result.AsSpan(i * width, width));
            }
        });
        return result;
    }

    private static void Sum(ReadOnlySpan<byte> x, int step, ReadOnlySpan<int> weights, int bits, Span<byte> y)
    {
        for (var c = 0; c < y.Length; c++)
        {
            var sum = 1 << (bits - 1);
            for (var tap = 0; tap < weights.Length; tap++) sum += weights[tap] * x[(tap * step) + c];
            y[c] = (byte)Math.Clamp(sum >> bits, 0, 255);
        }
    }

    /// <summary>Weights as whole numbers of 2^−bits, rounded half away from zero.</summary>
    private static int[] FixedPoint(FilteredAxis axis, ByteArithmetic arithmetic, out int bits)
    {
        // Pillow: 32 bits less 8 of a sample and 2 of headroom. PyTorch: the most bits at which the largest weight
        // stays below 2^15, at most 22.
        bits = 22;
        if (arithmetic == ByteArithmetic.Torch)
        {
            var largest = axis.Weights.Max();
            bits = 0;
            while (bits < 22 && (int)(0.5 + (largest * (1 << (bits + 1)))) < 1 << 15) bits++;
        }
        var one = 1 << bits;
        return Array.ConvertAll(axis.Weights, weight => (int)((weight * one) + (weight < 0 ? -0.5 : 0.5)));
    }
}
