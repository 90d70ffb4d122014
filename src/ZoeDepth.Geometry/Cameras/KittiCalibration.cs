using System.Globalization;
using System.Text;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Geometry;

/// <summary>
/// A calibration as KITTI's datasets have it: lines of a name and numbers. <c>P2</c> (object detection, odometry) or
/// <c>P_rect_02</c> (raw data) is the projection of the left colour camera, whose pictures are <c>image_2</c> and
/// <c>image_02</c>; <c>S_rect_02</c> is their size.
/// </summary>
internal static class KittiCalibration
{
    private const int MatrixLength = 12;
    private const double HalfPixel = 0.5;

    private static readonly string[] Projections = ["P2", "P_rect_02"];

    /// <summary>Whether a text is one: a line begins with the projection's name and a colon.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file)
    {
        foreach (var line in file.Split((byte)'\n'))
            foreach (var name in Projections)
                if (file[line].StartsWith(Encoding.ASCII.GetBytes($"{name}:"))) return true;
        return false;
    }

    /// <summary>
    /// Focal lengths and centre in pixels, counted from the picture's corner (KITTI, as OpenCV, counts from the centre
    /// of the first pixel), and the size in pixels where the file names it.
    /// </summary>
    /// <param name="file">the text</param>
    /// <exception cref="FormatException">the projection is no matrix of 3 rows and 4 columns</exception>
    public static (double FocalX, double FocalY, double CenterX, double CenterY, (int Width, int Height)? Size) Read(
        ReadOnlySpan<byte> file)
    {
        double[]? matrix = null, size = null;
        foreach (var line in Encoding.Latin1.GetString(file).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            var name = line[..colon];
            if (matrix is null && Projections.Contains(name)) matrix = Numbers(name, line[(colon + 1)..]);
            else if (name == "S_rect_02") size = Numbers(name, line[(colon + 1)..]);
        }
        if (matrix is not { Length: MatrixLength })
            throw new FormatException(
                $"its projection has {matrix?.Length ?? 0} numbers; expected 3 rows of 4: fx 0 cx tx 0 fy cy ty 0 0 " +
                "1 tz");
        return (matrix[0], matrix[5], matrix[2] + HalfPixel, matrix[6] + HalfPixel,
            size is [>= 1 and <= int.MaxValue and var width, >= 1 and <= int.MaxValue and var height]
                ? ((int)width, (int)height) : null);
    }

    private static double[] Numbers(string name, string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MatrixLength + 1).Select(word =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) ? number
                : throw new FormatException($"{name} holds {UntrustedText.Quoted(word)}, which is no number"))];
}
