namespace ZoeDepth.Training;

/// <summary>
/// What the original's loader does to a training picture, and with which probability. Reference: isl-org/ZoeDepth
/// data/data_mono.py DataLoadPreprocess
/// </summary>
public sealed record OriginalSampleRules
{
    /// <summary>Units of the depth file in a metre: 1000 for NYU, 256 for KITTI.</summary>
    public double UnitsPerMetre { get; init; } = 1000;

    /// <summary>Whether the picture is cut to the 1216x352 (columns x rows) of the KITTI benchmark.</summary>
    public bool KittiCrop { get; init; }

    /// <summary>Whether a white border is replaced by a mirrored one, and depth there by none.</summary>
    public bool AvoidBoundary { get; init; }

    /// <summary>Rotation by up to so many degrees either way; 0: none.</summary>
    public double Degrees { get; init; } = 1;

    /// <summary>Rows and columns of a random crop; null: none.</summary>
    public ImageSize? RandomCrop { get; init; }

    /// <summary>How often a picture is translated; 0: never.</summary>
    public double TranslateProbability { get; init; }

    /// <summary>Largest translation in pixels.</summary>
    public int MaxTranslation { get; init; } = 100;

    /// <summary>Least factor of brightness; the largest is 2 less it.</summary>
    public double LeastBrightness { get; init; } = 0.75;

    /// <summary>Depth nearer is no depth, metres.</summary>
    public double MinDepth { get; init; } = 1e-3;

    /// <summary>Depth farther is no depth, metres.</summary>
    public double MaxDepth { get; init; } = 10;
}

/// <summary>Where the random numbers of a training picture come from, in the order the original draws them.</summary>
public interface ISampleDraws
{
    /// <summary>0 to below 1.</summary>
    double Uniform();

    /// <summary>Between two numbers.</summary>
    double Between(double least, double most);

    /// <summary>A whole number between two, both included.</summary>
    int Whole(int least, int most);
}

/// <summary>A training picture as the original's loader hands it out.</summary>
/// <param name="Width">columns</param>
/// <param name="Height">rows</param>
/// <param name="Pixels">0..1, <c>[row, column, channel]</c></param>
/// <param name="Depth">metres, <c>[row, column]</c></param>
/// <param name="Mask">where depth counts, <c>[row, column]</c></param>
public sealed record OriginalSample(int Width, int Height, float[] Pixels, float[] Depth, bool[] Mask)
{
    private const int KittiRows = 352, KittiColumns = 1216;

    /// <summary>
    /// Makes the sample: crop, border, rotation, crop, translation, flip, colour, mask, in the original's order.
    /// </summary>
    /// <param name="pixels">RGB bytes, <c>[row, column, channel]</c></param>
    /// <param name="depth">numbers of the depth file, <c>[row, column]</c></param>
    /// <param name="width">columns of both</param>
    /// <param name="height">rows of both</param>
    /// <param name="rules">what is done</param>
    /// <param name="draws">random numbers</param>
    public static OriginalSample Make(byte[] pixels, ushort[] depth, int width, int height, OriginalSampleRules rules,
        ISampleDraws draws)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(draws);
        return Make(pixels, Array.ConvertAll(depth, d => d / (float)rules.UnitsPerMetre), width, height, rules, draws);
    }

    /// <summary>The same of depth in metres, 0 where there is none: pixels of depth are only moved.</summary>
    internal static OriginalSample Make(byte[] pixels, float[] metres, int width, int height, OriginalSampleRules rules,
        ISampleDraws draws)
    {
        if (rules.KittiCrop)
        {
            var (left, top) = ((width - KittiColumns) / 2, height - KittiRows);
            pixels = PixelMoves.Cropped<byte>(pixels, width, 3, left, top, KittiColumns, KittiRows);
            metres = PixelMoves.Cropped<float>(metres, width, 1, left, top, KittiColumns, KittiRows);
            (width, height) = (KittiColumns, KittiRows);
        }
        if (rules.AvoidBoundary) (pixels, metres) = WithoutBorder(pixels, metres, width, height);
        if (rules.Degrees > 0)
        {
            var angle = (draws.Uniform() - 0.5) * 2 * rules.Degrees;
            pixels = Rotation.Bilinear(pixels, width, height, 3, angle);
            metres = Rotation.Nearest<float>(metres, width, height, angle);
        }
        return Vary(Array.ConvertAll(pixels, b => b / 255f), metres, width, height, rules, draws);
    }

    private static (byte[] Pixels, float[] Depth) WithoutBorder(byte[] pixels, float[] depth, int width, int height)
    {
        var border = PictureBorder.Find(pixels, width, height, 255);
        var (columns, rows) = (width - border.Left - border.Right, height - border.Top - border.Bottom);
        var inner = PixelMoves.Cropped<byte>(pixels, width, 3, border.Left, border.Top, columns, rows);
        var innerDepth = PixelMoves.Cropped<float>(depth, width, 1, border.Left, border.Top, columns, rows);
        return (PixelMoves.Reflected<byte>(inner, columns, rows, 3, border),
            PixelMoves.Framed<float>(innerDepth, columns, rows, 1, border));
    }

    private static OriginalSample Vary(float[] pixels, float[] depth, int width, int height, OriginalSampleRules rules,
        ISampleDraws draws)
    {
        if (rules.RandomCrop is { } crop)
        {
            var (left, top) = (draws.Whole(0, width - crop.Width), draws.Whole(0, height - crop.Height));
            pixels = PixelMoves.Cropped<float>(pixels, width, 3, left, top, crop.Width, crop.Height);
            depth = PixelMoves.Cropped<float>(depth, width, 1, left, top, crop.Width, crop.Height);
            (width, height) = (crop.Width, crop.Height);
        }
        if (rules.TranslateProbability > 0 && draws.Uniform() <= rules.TranslateProbability)
        {
            var (right, down) = (draws.Whole(-rules.MaxTranslation, rules.MaxTranslation),
                draws.Whole(-rules.MaxTranslation, rules.MaxTranslation));
            pixels = PixelMoves.Translated<float>(pixels, width, height, 3, right, down);
            depth = PixelMoves.Translated<float>(depth, width, height, 1, right, down);
        }
        if (draws.Uniform() > 0.5)
        {
            pixels = PixelMoves.Mirrored<float>(pixels, width, height, 3);
            depth = PixelMoves.Mirrored<float>(depth, width, height, 1);
        }
        if (draws.Uniform() > 0.5)
        {
            var gamma = draws.Between(0.9, 1.1);
            var brightness = draws.Between(rules.LeastBrightness, 2 - rules.LeastBrightness);
            new OriginalColour(gamma, brightness, draws.Between(0.9, 1.1), draws.Between(0.9, 1.1),
                draws.Between(0.9, 1.1)).Apply(pixels);
        }
        return new(width, height, pixels, depth,
            Array.ConvertAll(depth, d => d > (float)rules.MinDepth && d < (float)rules.MaxDepth));
    }
}
