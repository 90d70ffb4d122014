namespace ZoeDepth.Synthetic.Photography;

/// <summary>The shapes of pictures as devices take them.</summary>
internal static class PictureFrame
{
    // Width over height, and how common: telephones held level and upright, cameras with mirrors, films and dash
    // cameras, squares.
    private static readonly (double Ratio, double Share)[] Shapes =
    [
        (4.0 / 3, 0.38), (3.0 / 4, 0.17), (3.0 / 2, 0.12), (2.0 / 3, 0.04), (16.0 / 9, 0.18), (9.0 / 16, 0.05),
            (1, 0.06),
    ];

    /// <summary>Columns and rows of one device, multiples of 4, about as many pixels as asked.</summary>
    public static (int Width, int Height) Draw(SeededRandom random, int pixels)
    {
        var choice = random.Unit() * Shapes.Sum(shape => shape.Share);
        var ratio = Shapes[^1].Ratio;
        foreach (var shape in Shapes)
        {
            choice -= shape.Share;
            if (choice >= 0) continue;
            ratio = shape.Ratio;
            break;
        }
        return (Side(Math.Sqrt(pixels * ratio)), Side(Math.Sqrt(pixels / ratio)));
    }

    private static int Side(double length) => Math.Clamp((int)Math.Round(length / 4) * 4, 16, 4096);
}
