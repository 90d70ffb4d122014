namespace ZoeDepth.Kernels;

/// <summary>Whose arithmetic a resampling of bytes repeats, to the bit.</summary>
public enum ByteArithmetic
{
    /// <summary>Weights of 22 fraction bits: <c>PIL.Image.resize</c> (Pillow's Resample.c).</summary>
    Pillow,

    /// <summary>Weights that fit 16 bits, with as many fraction bits as the largest allows: torchvision on CPUs with AVX2.</summary>
    Torch,
}

/// <summary>
/// Pictures of bytes on another grid, in fixed point: along the row first, rounded to bytes, then down the columns. A pass that would change nothing is left out.
/// </summary>
public static class ByteResize
{
    /// <summary>Antialiased, half-pixel centres: <c>Image.resize(BILINEAR or BICUBIC)</c>, <c>torchvision resize(antialias=True)</c>.</summary>
    /// <param name="x"><c>[row, column, channel]</c></param>
    /// <param name="rows">rows of x</param>
    /// <param name="columns">columns of x</param>
    /// <param name="channels">bytes in a pixel</param>
    /// <param name="newRows">rows of the result</param>
    /// <param name="newColumns">columns of the result</param>
    /// <param name="filter">the shape of the filter</param>
    /// <param name="arithmetic">whose rounding</param>
    /// <param name="work">the threads</param>
    /// <returns><c>[new row, new column, channel]</c></returns>
    public static byte[] Antialiased(ReadOnlyMemory<byte> x, int rows, int columns, int channels, int newRows, int newColumns, ResampleFilter filter, ByteArithmetic arithmetic, Work work) =>
        Run(x, rows, columns, channels, FilteredAxis.Antialiased(rows, newRows, filter, single: false), FilteredAxis.Antialiased(columns, newColumns, filter, single: false), arithmetic, work);

    /// <summary>Without antialiasing, corners aligned: <c>torch.nn.functional.interpolate</c> on a tensor of bytes.</summary>
    /// <inheritdoc cref="Antialiased"/>
    public static byte[] Interpolated(ReadOnlyMemory<byte> x, int rows, int columns, int channels, int newRows, int newColumns, ResampleFilter filter, Work work) =>
        Run(x, rows, columns, channels, FilteredAxis.Interpolated(rows, newRows, filter), FilteredAxis.Interpolated(columns, newColumns, filter), ByteArithmetic.Torch, work);

    private static byte[] Run(ReadOnlyMemory<byte> x, int rows, int columns, int channels, FilteredAxis down, FilteredAxis across, ByteArithmetic arithmetic, Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (x.Length != checked((long)rows * columns * channels))
            throw new ArgumentException($"a picture of [{rows}, {columns}, {channels}] holds {(long)rows * columns * channels} bytes, but {x.Length} came", nameof(x));
        if (across.Length != columns)
        {
            var weights = FixedPoint(across, arithmetic, out var bits);
            var stretched = new byte[checked(rows * across.Length * channels)];
            var from = x;
            work.Ranges(rows, 8, (start, end) =>
            {
                for (var y = (int)start; y < end; y++)
                {
                    var row = from.Span.Slice(y * columns * channels, columns * channels);
                    for (var i = 0; i < across.Length; i++)
                        Sum(row[(across.Starts[i] * channels)..], channels, weights.AsSpan(i * across.Width, across.Counts[i]), bits, stretched.AsSpan(((y * across.Length) + i) * channels, channels));
                }
            });
            x = stretched;
        }
        if (down.Length != rows)
        {
            var weights = FixedPoint(down, arithmetic, out var bits);
            var width = across.Length * channels;
            var result = new byte[checked(down.Length * width)];
            var from = x;
            work.Ranges(down.Length, 8, (start, end) =>
            {
                for (var i = (int)start; i < end; i++)
                    Sum(from.Span[(down.Starts[i] * width)..], width, weights.AsSpan(i * down.Width, down.Counts[i]), bits, result.AsSpan(i * width, width));
            });
            return result;
        }
        return x.ToArray();
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
        // Pillow: 32 bits less 8 of a sample and 2 of headroom. PyTorch: the most bits at which the largest weight stays below 2^15, at most 22.
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
