using System.Numerics;

namespace ZoeDepth.Imaging;

/// <summary>
/// NumPy's percentile, linear between neighbours: position and line in double precision, the result in the values' own
/// (<c>numpy.percentile</c>).
/// </summary>
internal static class Percentile
{
    /// <summary>Computes one percentile. The values change places.</summary>
    /// <param name="values">at least one; no NaN</param>
    /// <param name="percent">0..100</param>
    internal static T Of<T>(Span<T> values, double percent) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var position = (values.Length - 1) * (percent / 100);
        var index = Math.Min((int)position, values.Length - 1);
        var lower = Select(values, index);
        if (index == values.Length - 1) return lower;
        var right = values[(index + 1)..];
        var upper = right[0];
        foreach (var value in right) upper = T.Min(upper, value);
        return Between(double.CreateChecked(lower), double.CreateChecked(upper), position - index);

        // From the nearer end, as NumPy does it: otherwise the last bit may differ.
        static T Between(double lower, double upper, double share) =>
            T.CreateChecked(share >= 0.5 ? upper - ((upper - lower) * (1 - share)) : lower + ((upper - lower) * share));
    }

    /// <summary>
    /// Hoare's selection: partitions until the value that sorting would put at <paramref name="index"/> stands there,
    /// smaller ones before it and larger ones behind. The pivot is the median of three; equal values stop both scans,
    /// so many equal pixels split in the middle.
    /// </summary>
    private static T Select<T>(Span<T> values, int index) where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var (first, last) = (0, values.Length - 1);
        while (first < last)
        {
            var pivot = Median(values[first], values[first + ((last - first) / 2)], values[last]);
            var (low, high) = (first, last);
            while (low <= high)
            {
                while (values[low] < pivot) low++;
                while (values[high] > pivot) high--;
                if (low > high) break;
                (values[low], values[high]) = (values[high], values[low]);
                low++;
                high--;
            }
            if (index <= high) last = high;
            else if (index >= low) first = low;
            else return values[index];
        }
        return values[index];
    }

    private static T Median<T>(T a, T b, T c)
        where T : struct, IBinaryFloatingPointIeee754<T> => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
}
