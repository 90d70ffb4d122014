using System.Numerics;

namespace ZoeDepth.Imaging;

/// <summary>
/// Depth as colours, by the rule of the original's <c>colorize</c> (zoedepth/utils/misc.py): the 2nd to the 85th
/// percentile of the valid pixels are spread over the map, near in white and far in black unless told otherwise;
/// invalid pixels take the background. All settings start as the original's.
/// </summary>
/// <remarks>
/// One departure: NaN counts as invalid. The original would take its percentiles of it and return a clear picture.
/// </remarks>
internal sealed record Colorizer
{
    private const double LowPercent = 2;
    private const double HighPercent = 85;
    private const double Gamma = 2.2;

    /// <summary>The colours.</summary>
    public ColorMap Map { get; init; } = ColorMap.Get("gray_r");

    /// <summary>The value of the first colour; the 2nd percentile when null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The value of the last colour; the 85th percentile when null.</summary>
    public double? Maximum { get; init; }

    /// <summary>The value that marks invalid pixels when no mask is given.</summary>
    public double InvalidValue { get; init; } = -99;

    /// <summary>What invalid pixels become.</summary>
    public Rgba Background { get; init; } = new(128, 128, 128);

    /// <summary>
    /// Whether all four channels (opacity and background too, a published quirk) are bent by <c>trunc(255 ·
    /// (c/255)^2.2)</c>.
    /// </summary>
    public bool GammaCorrected { get; init; }

    /// <summary>Applied to values already spread over 0..1, before the look-up.</summary>
    public Func<double, double>? Transform { get; init; }

    /// <summary>Colours depth values.</summary>
    /// <param name="values"><c>[row, column]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="invalid">which pixels are invalid; when empty, those equal to <see cref="InvalidValue"/></param>
    /// <returns>a <see cref="PixelFormat.Rgba8"/> picture; <see cref="RasterImage.ToRgb8"/> drops the opacity</returns>
    /// <exception cref="ArgumentException">
    /// sizes do not fit, or percentiles are wanted and no pixel is valid
    /// </exception>
    public RasterImage Colorize(
        ReadOnlySpan<float> values, int width, int height, ReadOnlySpan<bool> invalid = default) =>
        Colorize<float>(values, width, height, invalid);

    /// <inheritdoc cref="Colorize(ReadOnlySpan{float}, int, int, ReadOnlySpan{bool})"/>
    public RasterImage Colorize(
        ReadOnlySpan<double> values, int width, int height, ReadOnlySpan<bool> invalid = default) =>
        Colorize<double>(values, width, height, invalid);

    /// <summary>The values of the first and the last colour for these pixels.</summary>
    /// <inheritdoc cref="Colorize(ReadOnlySpan{float}, int, int, ReadOnlySpan{bool})"/>
    public (double Minimum, double Maximum) Range(ReadOnlySpan<float> values, ReadOnlySpan<bool> invalid = default)
    {
        var (minimum, maximum) = Range<float>(values, invalid);
        return (Minimum ?? minimum, Maximum ?? maximum);
    }

    private RasterImage Colorize<T>(ReadOnlySpan<T> values, int width, int height, ReadOnlySpan<bool> invalid)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        DepthRaster.CheckSize(values.Length, width, height);
        if (!invalid.IsEmpty && invalid.Length != values.Length)
            throw new ArgumentException($"the mask has {invalid.Length} pixels, the depth {values.Length}",
                nameof(invalid));
        var (minimum, maximum) = Range(values, invalid);

        // Arithmetic in the precision of the values, as NumPy does it. Two given limits are subtracted before they are
        // rounded to it.
        var range = Minimum is { } low && Maximum is { } high ? T.CreateChecked(high - low) : maximum - minimum;
        if (4L * values.Length > Array.MaxLength)
            throw new ArgumentException(
                $"{width}x{height} pixels of four bytes are more than one array holds ({Array.MaxLength}); draw a " +
                "smaller map", nameof(values));
        var pixels = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var colour = Background;
            if (!IsInvalid(values, invalid, i))
            {
                var value = minimum == maximum ? T.Zero : (values[i] - minimum) / range;
                if (Transform is not null) value = T.CreateChecked(Transform(double.CreateChecked(value)));
                colour = Map.Of(double.CreateChecked(value));
            }
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) =
                (colour.Red, colour.Green, colour.Blue, colour.Alpha);
        }
        if (GammaCorrected) Bend(pixels);
        return new RasterImage(width, height, PixelFormat.Rgba8, pixels);
    }

    private bool IsInvalid<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> invalid, int i)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(values[i]) || (invalid.IsEmpty ? values[i] == T.CreateChecked(InvalidValue) : invalid[i]);

    private (T Minimum, T Maximum) Range<T>(ReadOnlySpan<T> values, ReadOnlySpan<bool> invalid)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (Minimum is { } low && Maximum is { } high) return (T.CreateChecked(low), T.CreateChecked(high));
        var valid = new T[values.Length];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
            if (!IsInvalid(values, invalid, i)) valid[count++] = values[i];
        if (count == 0)
            throw new ArgumentException(
                "no pixel is valid, so that there are no percentiles to spread over the colours; " +
                "give Minimum and Maximum", nameof(values));
        return (
            Minimum is { } given ? T.CreateChecked(given) : Percentile.Of(valid.AsSpan(0, count), LowPercent),
            Maximum is { } also ? T.CreateChecked(also) : Percentile.Of(valid.AsSpan(0, count), HighPercent));
    }

    private static void Bend(Span<byte> pixels)
    {
        Span<byte> bent = stackalloc byte[256];
        for (var c = 0; c < 256; c++) bent[c] = (byte)(255 * Math.Pow(c / 255.0, Gamma));
        for (var i = 0; i < pixels.Length; i++) pixels[i] = bent[pixels[i]];
    }
}
