using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoeDepth.Data.Manifests;

/// <summary>
/// The spellings of a pinhole camera: an object with <c>fx fy cx cy</c>, four numbers in that order, the nine numbers
/// of its matrix row by row, or four fields.
/// </summary>
internal static partial class CameraText
{
    private const string Expected =
        "an object with fx, fy, cx and cy, the list [fx, fy, cx, cy], or the nine numbers of the camera's matrix, in " +
        "pixels of the photograph";

    /// <exception cref="FormatException">it is none of the spellings, or no camera</exception>
    public static PinholeCamera? Parse(string? text, double? fx, double? fy, double? cx, double? cy)
    {
        if (text is null)
        {
            if (fx is null && fy is null && cx is null && cy is null) return null;
            return fx is { } x && cx is { } centerX && cy is { } centerY
                ? Checked(new(x, fy ?? x, centerX, centerY))
                : throw new FormatException("\"fx\", \"fy\", \"cx\" and \"cy\" come together, in pixels of the " +
                    "photograph; one of them is missing");
        }
        var camera = text.TrimStart().StartsWith('{') ? OfObject(text) : OfNumbers(text);
        return Checked(camera ?? throw new FormatException($"\"intrinsics\" is {Expected}, but {text} came"));
    }

    private static PinholeCamera? OfObject(string text)
    {
        var fields = ManifestText.OfJson(System.Text.Encoding.UTF8.GetBytes(text));
        var numbers = new[] { "fx", "fy", "cx", "cy" }
            .Select(name => fields.TryGetValue(name, out var value) ? Number(value) : null).ToArray();
        return numbers is [{ } fx, { } fy, { } cx, { } cy] ? new(fx, fy, cx, cy) : null;
    }

    private static PinholeCamera? OfNumbers(string text)
    {
        var numbers = Separators().Split(text).Where(part => part.Length > 0).Select(Number).ToArray();
        if (numbers.Any(number => number is null)) return null;
        var k = numbers.Select(number => number!.Value).ToArray();
        return k.Length switch
        {
            4 => new(k[0], k[1], k[2], k[3]),
            9 when k is [_, _, _, 0, _, _, 0, 0, 1] => new(k[0], k[4], k[2], k[5]),
            _ => null,
        };
    }

    [GeneratedRegex(@"[\s,;\[\]]+")]
    private static partial Regex Separators();

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;

    private static PinholeCamera Checked(PinholeCamera camera) => camera is { FocalX: > 0, FocalY: > 0 }
        ? camera
        : throw new FormatException(
            "\"intrinsics\" has focal lengths above 0, finite centres, in pixels of the photograph; " +
            FormattableString.Invariant($"fx {camera.FocalX}, fy {camera.FocalY} came"));
}
