namespace ZoeDepth.Kernels.Resampling;

/// <summary>
/// One axis of a resampling whose filter may grow with the scale: each new position is a weighted sum of neighbouring
/// old ones. The rule is Pillow's (<c>precompute_coeffs</c>), which PyTorch took over (<c>HelperInterpBase</c> in
/// UpSampleKernel.cpp); it is evaluated in double for bytes, and with every intermediate rounded to float32 for floats,
/// as there.
/// </summary>
internal sealed class FilteredAxis
{
    private FilteredAxis(int source, int length, int width)
    {
        (Source, Length, Width) = (source, length, width);
        Starts = new int[length];
        Counts = new int[length];
        Weights = new double[checked(length * width)];
    }

    /// <summary>Old positions.</summary>
    public int Source { get; }

    /// <summary>New positions.</summary>
    public int Length { get; }

    /// <summary>Weights of a new position; those after <see cref="Counts"/> are 0.</summary>
    public int Width { get; }

    /// <summary>The first old position each new one reads.</summary>
    public int[] Starts { get; }

    /// <summary>How many it reads.</summary>
    public int[] Counts { get; }

    /// <summary>The weights, <c>[new position, Width]</c>; they add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>An axis whose filter covers as many old pixels as a new one does; half-pixel centres.</summary>
    /// <param name="source">old positions, at least 1</param>
    /// <param name="length">new positions, at least 1</param>
    /// <param name="filter">its shape</param>
    /// <param name="single">round intermediates to float32</param>
    public static FilteredAxis Antialiased(int source, int length, ResampleFilter filter, bool single)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        double Rounded(double value) => single ? (float)value : value;
        var reach = filter == ResampleFilter.Triangle ? 1.0 : 2.0;
        var scale = Rounded((double)source / length);
        var support = scale >= 1 ? Rounded(reach * scale) : reach;
        var inverse = scale >= 1 ? Rounded(1 / scale) : 1;
        var axis = new FilteredAxis(source, length, checked(((int)Math.Ceiling(support) * 2) + 1));
        for (var i = 0; i < length; i++)
        {
            var center = Rounded(scale * (i + 0.5));
            var start = (int)Math.Max((long)(Rounded(center - support) + 0.5), 0);
            var count = (int)Math.Clamp(Math.Min((long)(Rounded(center + support) + 0.5), source) - start, 0,
                axis.Width);
            (axis.Starts[i], axis.Counts[i]) = (start, count);
            var weights = axis.Weights.AsSpan(i * axis.Width, count);
            var sum = 0.0;
            for (var tap = 0; tap < count; tap++)
            {
                weights[tap] = Rounded(Weight(filter, -0.5, Rounded((Rounded(tap + start - center) + 0.5) * inverse)));
                sum = Rounded(sum + weights[tap]);
            }
            if (sum != 0)
                for (var tap = 0; tap < count; tap++) weights[tap] = Rounded(weights[tap] / sum);
        }
        return axis;
    }

    /// <summary>
    /// An axis interpolated between its two (triangle) or four (cubic) nearest pixels with aligned corners, in double:
    /// what bytes get without antialiasing.
    /// </summary>
    /// <inheritdoc cref="Antialiased"/>
    public static FilteredAxis Interpolated(int source, int length, ResampleFilter filter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var reach = filter == ResampleFilter.Triangle ? 1 : 2;
        var scale = length > 1 ? (double)(source - 1) / (length - 1) : 0;
        var axis = new FilteredAxis(source, length, 2 * reach);
        for (var i = 0; i < length; i++)
        {
            var place = scale * i;
            var floor = Math.Min((int)place, source - 1);
            var rest = Math.Clamp(place - floor, 0, 1);
            var first = Math.Max(floor - reach + 1, 0);
            (axis.Starts[i], axis.Counts[i]) = (first, Math.Min(floor + reach + 1, source) - first);
            // A tap beyond the edge adds its weight to the pixel at the edge.
            for (var tap = 0; tap < 2 * reach; tap++)
            {
                var at = Math.Clamp(floor - reach + 1 + tap, 0, source - 1) - first;
                axis.Weights[(i * axis.Width) + at] += Weight(filter, -0.75, tap + 1 - reach - rest);
            }
        }
        return axis;
    }

    private static double Weight(ResampleFilter filter, double a, double x)
    {
        x = Math.Abs(x);
        if (filter == ResampleFilter.Triangle) return x < 1 ? 1 - x : 0;
        if (x < 1) return ((((a + 2) * x) - (a + 3)) * x * x) + 1;
        return x < 2 ? (((((x - 5) * x) + 8) * x) - 4) * a : 0;
    }
}
