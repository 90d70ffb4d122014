using System.Globalization;
using System.Text.Json;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Geometry;

/// <summary>
/// A camera's calibration as JSON: <c>{"fx": 600, "fy": 600, "cx": 320, "cy": 240, "width": 640, "height": 480}</c>, or
/// <c>"K": [[fx, 0, cx], [0, fy, cy], [0, 0, 1]]</c> instead of the four. <c>fy</c> is fx where it is missing, and the
/// size the photograph's. Or as a text of KITTI's, of its left colour camera: a line <c>P2: fx 0 cx …</c> or
/// <c>P_rect_02: …</c>.
/// </summary>
public static class CameraFile
{
    private const int LargestFile = 1 << 20, LongestText = 60;
    private const double AspectTolerance = 0.01;

    private const string Expected =
        "expected {\"fx\": …, \"fy\": …, \"cx\": …, \"cy\": …, \"width\": …, \"height\": …} or " +
        "{\"K\": [[fx, 0, cx], [0, fy, cy], [0, 0, 1]]}, in pixels, or KITTI's lines with a P2 or P_rect_02";

    /// <summary>Reads a calibration for a picture; one made at another size of the same shape is rescaled.</summary>
    /// <param name="path">the file</param>
    /// <param name="width">columns of the picture</param>
    /// <param name="height">rows of the picture</param>
    /// <exception cref="FormatException">it is no calibration, or none of such a picture</exception>
    /// <exception cref="IOException">the file cannot be read</exception>
    public static PinholeCamera Read(string path, int width, int height)
    {
        var json = BoundedReader.ReadFile(path, LargestFile)
            ?? throw new FormatException($"the file is larger than {LargestFile} bytes; {Expected}");
        return Parse(json, width, height);
    }

    internal static PinholeCamera Parse(ReadOnlyMemory<byte> json, int width, int height)
    {
        if (KittiCalibration.IsOne(json.Span))
        {
            var (focalX, focalY, centerX, centerY, size) = KittiCalibration.Read(json.Span);
            return Checked(focalX, focalY, centerX, centerY, size ?? (width, height), width, height);
        }
        JsonDocument document;
        try
        {
            document = UntrustedJson.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"it is no JSON ({error.Message}); {Expected}", error);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException(Expected);
            return Of(document.RootElement, width, height);
        }
    }

    private static PinholeCamera Of(JsonElement calibration, int width, int height)
    {
        var (fx, fy, cx, cy) = calibration.TryGetProperty("K", out var matrix) ? OfMatrix(matrix)
            : (Number(calibration, "fx"), Number(calibration, "fy", "fx"), Number(calibration, "cx"),
                Number(calibration, "cy"));
        var hasSize = calibration.TryGetProperty("width", out _) || calibration.TryGetProperty("height", out _);
        return Checked(fx, fy, cx, cy,
            hasSize ? (Size(calibration, "width"), Size(calibration, "height")) : (width, height), width, height);
    }

    private static PinholeCamera Checked(double fx, double fy, double cx, double cy, (int Columns, int Rows) size,
        int width, int height)
    {
        var (columns, rows) = size;
        if (!(fx > 0) || !(fy > 0))
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"focal lengths {fx} and {fy} came; both are pixels above 0"));
        if (!(cx > 0 && cx < columns && cy > 0 && cy < rows))
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"the centre {cx}, {cy} lies outside of a picture of {columns}x{rows}; was it calibrated at another " +
                $"size? Say that with \"width\" and \"height\""));
        var stretch = columns / (double)rows / (width / (double)height);
        if (Math.Abs(stretch - 1) > AspectTolerance)
            throw new FormatException(
                $"the calibration is of pictures of {columns}x{rows}, but this one has {width}x{height}, another " +
                "shape: it was turned or cropped; give the numbers of this one");
        return new PinholeCamera(columns, rows, fx, fy, cx, cy, CameraSource.Json).Resized(width, height);
    }

    private static (double, double, double, double) OfMatrix(JsonElement matrix)
    {
        var numbers = new List<double>();
        Flatten(matrix, numbers, depth: 0);
        return numbers is [var fx, 0, var cx, 0, var fy, var cy, 0, 0, 1] ? (fx, fy, cx, cy)
            : throw new FormatException($"\"K\" is {Shown(matrix)}; {Expected}");
    }

    private static void Flatten(JsonElement element, List<double> numbers, int depth)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number)) numbers.Add(number);
        else if (element.ValueKind == JsonValueKind.Array && depth < 2)
            foreach (var inner in element.EnumerateArray()) Flatten(inner, numbers, depth + 1);
        else throw new FormatException($"\"K\" holds {Shown(element)}; {Expected}");
    }

    private static double Number(JsonElement calibration, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!calibration.TryGetProperty(name, out var value)) continue;
            return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
                && double.IsFinite(number) ? number
                : throw new FormatException($"\"{name}\" is {Shown(value)}; {Expected}");
        }
        throw new FormatException($"\"{names[0]}\" is missing; {Expected}");
    }

    private static int Size(JsonElement calibration, string name) =>
        Number(calibration, name) is >= 1 and <= int.MaxValue and var number && Math.Floor(number) == number
            ? (int)number
            : throw new FormatException($"\"{name}\" is a whole number of pixels, at least 1");

    private static string Shown(JsonElement element) => UntrustedText.Shown(element.GetRawText(), LongestText);
}
