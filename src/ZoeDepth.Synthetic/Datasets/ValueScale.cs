using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// How the values of a picture become the numbers 0..65535 of its depth file: <c>value = number / Scale + Offset</c>,
/// and the number 0 is no value.
/// </summary>
internal readonly record struct ValueScale(double Scale, double Offset)
{
    private const int Least = 1;
    private const int Largest = ushort.MaxValue;

    /// <summary>
    /// Metres have the unit of their domain. Other values may be large, small, or 0 where disparity has vanished: the
    /// picture's own range fills the numbers from 1, which keeps its steps as fine as 16 bits can.
    /// </summary>
    public static ValueScale Of(RelativeSample values, Domain domain)
    {
        if (values.Variant.IsInMetres()) return new(DatasetOptions.ScaleOf(domain).UnitsPerMetre, 0);
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < values.Values.Length; i++)
            if (values.Valid[i]) (least, most) = (Math.Min(least, values.Values[i]), Math.Max(most, values.Values[i]));

        // One value, or none: any unit does, and these give the value back exactly.
        if (!(most > least)) return most > 0 ? new(Largest / most, 0) : new(1, most < 0 ? 0 : -Least);
        var scale = (Largest - Least) / (most - least);
        return new(scale, least - (Least / scale));
    }

    /// <summary>The numbers of the values, <c>[row, column]</c>.</summary>
    public ushort[] ToNumbers(RelativeSample values)
    {
        var numbers = new ushort[values.Values.Length];
        for (var i = 0; i < numbers.Length; i++)
            if (values.Valid[i])
                numbers[i] = (ushort)Math.Clamp(Math.Round((values.Values[i] - Offset) * Scale), Least, Largest);
        return numbers;
    }
}
