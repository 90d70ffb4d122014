namespace ZoeDepth.Training;

/// <summary>
/// The border of a picture that shows nothing, lines on each side. A line is border if more than a tenth of its pixels
/// are within 5 levels of the border's value; the search begins 5 lines inside and ends once 20 are passed, so at least
/// 5 are always taken.
/// Reference: isl-org/ZoeDepth data/preprocess.py get_border_params
/// </summary>
/// <param name="Top">rows above</param>
/// <param name="Bottom">rows below</param>
/// <param name="Left">columns to the left</param>
/// <param name="Right">columns to the right</param>
internal readonly record struct PictureBorder(int Top, int Bottom, int Left, int Right)
{
    private const int Least = 5, CutOff = 20, Levels = 5;
    private const double Tolerance = 0.1;

    /// <summary>The border of a picture.</summary>
    /// <param name="pixels">RGB, <c>[row, column, channel]</c></param>
    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="value">the border's gray: 255 for training pictures, 0 for test pictures</param>
    public static PictureBorder Find(ReadOnlySpan<byte> pixels, int width, int height, int value)
    {
        var isBorder = new bool[width * height];
        for (var i = 0; i < isBorder.Length; i++)
            isBorder[i] =
            Math.Abs(((pixels[3 * i] + pixels[(3 * i) + 1] + pixels[(3 * i) + 2]) / 3.0) - value) < Levels;
        bool Row(int y) => Share(isBorder, y * width, 1, width) > Tolerance;
        bool Column(int x) => Share(isBorder, x, width, height) > Tolerance;
        var top = Walk(Least, 1, height, Row);
        var bottom = Walk(height - Least, -1, height, Row);
        var left = Walk(Least, 1, width, Column);
        var right = Walk(width - Least, -1, width, Column);
        return new(top, height - bottom, left, width - right);
    }

    private static int Walk(int at, int step, int length, Func<int, bool> isBorder)
    {
        while (isBorder(at) && (step > 0 ? at < length - 1 : at > 0))
        {
            at += step;
            if ((step > 0 ? at : length - at) > CutOff) break;
        }
        return at;
    }

    private static double Share(bool[] isBorder, int start, int step, int count)
    {
        var found = 0;
        for (var i = 0; i < count; i++)
            if (isBorder[start + (i * step)]) found++;
        return (double)found / count;
    }
}
