namespace ZoeDepth.Imaging;

/// <summary>
/// Depth as sheets of pictures show it: 1 / √depth, between depth itself, which shows the far wall only, and its
/// inverse, which shows the near chair only. Near warm, far cold, dark where there is no depth. Pictures that are to be
/// compared share the range of one of them.
/// </summary>
internal sealed class NearnessColors
{
    // A range of one number still has two ends.
    private const float LeastRange = 1e-6f;

    private readonly Colorizer _colorizer;

    private NearnessColors(float least, float most) => _colorizer = new Colorizer
    {
        Map = ColorMap.Get("Spectral_r"),
        Minimum = least,
        Maximum = Math.Max(most, least + LeastRange),
        Background = new(44, 46, 52),
    };

    /// <summary>1 / √metres; NaN, which is no depth, where there are no metres above 0.</summary>
    public static float Of(double metres) => metres > 0 ? (float)(1 / Math.Sqrt(metres)) : float.NaN;

    /// <summary>Colours from the 1st to the 99th per cent of a picture's numbers.</summary>
    /// <param name="nearness">a number a pixel, NaN where there is no depth</param>
    public static NearnessColors Between(ReadOnlySpan<float> nearness)
    {
        var sorted = nearness.ToArray().Where(float.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? new(0, 1)
            : new(sorted[sorted.Length / 100], sorted[^((sorted.Length / 100) + 1)]);
    }

    /// <summary>Draws a picture.</summary>
    /// <param name="nearness">a number a pixel, row-major, NaN where there is no depth</param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    public RasterImage Draw(float[] nearness, int width, int height)
    {
        var holes = Array.ConvertAll(nearness, value => !float.IsFinite(value));
        var values = Array.ConvertAll(nearness, value => float.IsFinite(value) ? value : 0);
        return _colorizer.Colorize(values, width, height, holes).ToRgb8();
    }
}
