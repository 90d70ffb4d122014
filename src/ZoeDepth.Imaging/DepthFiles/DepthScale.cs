namespace ZoeDepth.Imaging;

/// <summary>How metres become the whole numbers 0..65535 of a 16-bit picture. 0 is "no depth".</summary>
/// <param name="UnitsPerMetre">what a metre becomes</param>
/// <param name="Truncates">whether fractions are cut off; else the nearest number is taken, ties to even</param>
public readonly record struct DepthScale(double UnitsPerMetre, bool Truncates = false)
{
    /// <summary>Millimetres, to the nearest: 0.001 to 65.535 m. What most depth cameras and datasets store.</summary>
    public static DepthScale Millimetres { get; } = new(1000);

    /// <summary>
    /// 1/256 m, fractions cut off: up to 255.996 m. The original's <c>save_raw_16bit</c> (zoedepth/utils/misc.py), and
    /// KITTI's unit. The original wraps modulo 65536 above that and for negative depth; here both are clamped.
    /// </summary>
    public static DepthScale Zoe { get; } = new(256, Truncates: true);

    /// <summary>The largest depth that can be stored, metres; larger ones are stored as this.</summary>
    public double Largest => ushort.MaxValue / UnitsPerMetre;

    /// <summary>
    /// Converts depth to stored numbers. NaN and negative depth become 0, depth beyond <see cref="Largest"/> 65535.
    /// </summary>
    /// <param name="metres">depth</param>
    /// <param name="units">as many numbers</param>
    /// <exception cref="ArgumentException">the spans differ in length</exception>
    public void ToUnits(ReadOnlySpan<float> metres, Span<ushort> units)
    {
        CheckLengths(metres.Length, units.Length);
        for (var i = 0; i < metres.Length; i++) units[i] = ToUnit(metres[i]);
    }

    /// <inheritdoc cref="ToUnits(ReadOnlySpan{float}, Span{ushort})"/>
    public void ToUnits(ReadOnlySpan<double> metres, Span<ushort> units)
    {
        CheckLengths(metres.Length, units.Length);
        for (var i = 0; i < metres.Length; i++) units[i] = ToUnit(metres[i]);
    }

    /// <summary>Converts stored numbers to depth; 0 stays 0.</summary>
    /// <param name="units">stored numbers</param>
    /// <param name="metres">as many values</param>
    /// <exception cref="ArgumentException">the spans differ in length</exception>
    public void ToMetres(ReadOnlySpan<ushort> units, Span<float> metres)
    {
        CheckLengths(metres.Length, units.Length);
        for (var i = 0; i < metres.Length; i++) metres[i] = (float)(units[i] / UnitsPerMetre);
    }

    private ushort ToUnit(double metres)
    {
        var units = metres * UnitsPerMetre;
        units = Truncates ? Math.Truncate(units) : Math.Round(units, MidpointRounding.ToEven);
        return units >= ushort.MaxValue ? ushort.MaxValue : units > 0 ? (ushort)units : (ushort)0;
    }

    private static void CheckLengths(int metres, int units)
    {
        if (metres != units)
            throw new ArgumentException($"{metres} depth values and {units} stored numbers do not pair up");
    }
}
