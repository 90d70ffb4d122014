namespace ZoeDepth.Training;

/// <summary>
/// Which part of a picture the network sees, and how: a piece of it at the size of the batch, perhaps mirrored, perhaps
/// in other colours.
/// </summary>
/// <param name="Left">first column of the piece, pixel centres at whole numbers</param>
/// <param name="Top">first row</param>
/// <param name="Width">columns of the piece</param>
/// <param name="Height">rows of the piece</param>
/// <param name="Mirrored">left is right</param>
/// <param name="Antialias">whether a reduced piece sees every pixel</param>
/// <param name="Colours">how colours change</param>
internal readonly record struct PictureView(double Left, double Top, double Width, double Height, bool Mirrored,
    bool Antialias, ColourChange Colours)
{
    /// <summary>The largest piece of the size's shape, from the middle, as it is.</summary>
    public static PictureView Plain(int width, int height, int rows, int columns)
    {
        var scale = Math.Min((double)width / columns, (double)height / rows);
        var (w, h) = (columns * scale, rows * scale);
        return new((width - w) / 2, (height - h) / 2, w, h, false, true, ColourChange.None);
    }

    /// <summary>The whole picture, stretched to the size.</summary>
    public static PictureView Whole(int width, int height) => new(0, 0, width, height, false, false, ColourChange.None);

    /// <summary>A view drawn by a recipe.</summary>
    public static PictureView Drawn(int width, int height, int rows, int columns, AugmentationRecipe recipe,
        ref Draws draws)
    {
        var shape = (double)columns / rows * Math.Exp(draws.Between(-recipe.Aspect, recipe.Aspect));
        var fullHeight = Math.Min(height, width / shape);
        var part = draws.Between(recipe.Crop, 1);
        var (w, h) = (fullHeight * shape * part, fullHeight * part);
        var (left, top) = (draws.Uniform() * (width - w), draws.Uniform() * (height - h));
        return new(left, top, w, h, draws.Uniform() < recipe.Flip, draws.Uniform() < recipe.Antialias,
            ColourChange.Drawn(recipe.Colour, ref draws));
    }

    /// <summary>
    /// The focal length, in pixels of the network's input, of a camera with one in pixels of the picture; a stretched
    /// view has the mean of both axes'.
    /// </summary>
    public double FocalAt(double focal, int rows, int columns) => focal * Math.Sqrt(columns / Width * (rows / Height));
}
