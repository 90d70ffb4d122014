using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Imaging.Tests;

/// <summary>
/// The golden family <c>codecs</c>: files and the exact pixels they hold, or the class of error they must raise. Every
/// case runs through <see cref="RasterImage.Load(string, DecodeOptions?, CancellationToken)"/>, so the way a format is
/// recognised is part of what is tested.
/// </summary>
public static class CodecCases
{
    /// <summary>The family's folder name.</summary>
    public const string Family = "codecs";

    /// <summary>Names of the cases whose files are JPEG by content, whatever they are called.</summary>
    public static TheoryData<string> Jpeg => Where(IsJpeg);

    /// <summary>Names of all other cases.</summary>
    public static TheoryData<string> Other => Where(file => !IsJpeg(file));

    /// <summary>The path of a case's file.</summary>
    public static string PathOf(string name) => PathOf(Goldens.Case(Family, name));

    /// <summary>All files of the family, for tests that damage them.</summary>
    public static IEnumerable<string> Files(Func<string, bool> wanted) =>
        Goldens.Cases(Family).Select(FileOf).Where(wanted).Select(f => Goldens.PathOf(Family, f));

    /// <summary>Runs a case: exact pixels, or an error of an allowed class that names what it must name.</summary>
    public static void Check(string name)
    {
        var item = Goldens.Case(Family, name);
        var allowed = item.GetProperty("allowed").EnumerateArray().Select(a => a.GetString()!).ToArray();
        RasterImage image;
        try
        {
            image = RasterImage.Load(PathOf(item));
        }
        catch (ImageFormatException error)
        {
            allowed.ShouldContain(ClassOf(error), $"{name}: {error.Message}");
            if (error is UnsupportedImageException && item.TryGetProperty("params", out var parameters))
                CheckNamed(error.Message, parameters);
            return;
        }
        allowed.ShouldContain("ok", $"{name} was decoded to {image.Width}x{image.Height} {image.Format}");
        var comparable = !(item.TryGetProperty("pixels_if_decoded", out var pixels) && pixels.GetString() == "any");
        if (comparable && item.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String)
            CheckPixels(image, item, kind.GetString()!);
    }

    private static void CheckPixels(RasterImage image, JsonElement item, string kind)
    {
        var tensor = Tensor(item, kind == "rgb8" ? "rgb" : kind);
        new[] { image.Height, image.Width }.ShouldBe(tensor.Shape[..2]);
        var data = kind switch
        {
            "rgb8" => image.ToRgb8().Data,
            "gray16" when image.Format == PixelFormat.Gray16 => image.Data,
            "float32" when image.Format == (tensor.Shape.Length == 3 ? PixelFormat.Rgb32F : PixelFormat.Float32) =>
            image.Data,
            _ => throw new NotSupportedException($"the golden is of kind {kind}, the picture came as {image.Format}"),
        };
        var first = data.AsSpan().CommonPrefixLength(tensor.Bytes);
        (first == data.Length && data.Length == tensor.Bytes.Length).ShouldBeTrue(
            $"{item.GetProperty("name")}: byte {first} of {data.Length} is {data.ElementAtOrDefault(first)}, " +
            $"expected {tensor.Bytes.ElementAtOrDefault(first)} of {tensor.Bytes.Length}");
    }

    private static GoldenTensor Tensor(JsonElement item, string output)
    {
        var outputs = item.GetProperty("outputs");
        var at = outputs.TryGetProperty(output, out var named) ? named : outputs.EnumerateObject().First().Value;
        return GoldenTensors.Open(Goldens.PathOf(Family, at.GetProperty("file").GetString()!))[at.GetProperty("tensor")
            .GetString()!];
    }

    private static void CheckNamed(string message, JsonElement parameters)
    {
        foreach (var key in new[] { "format", "reason" })
            if (parameters.TryGetProperty(key, out var value))
                message.ShouldContain(value.GetString()!, Case.Insensitive);
    }

    private static string ClassOf(ImageFormatException error) => error switch
    {
        TruncatedImageException => "truncated",
        CorruptImageException => "corrupt",
        UnsupportedImageException => "unsupported",
        ImageTooLargeException => "too_large",
        _ => error.GetType().Name,
    };

    private static string FileOf(JsonElement item) =>
        item.GetProperty("inputs").GetProperty("file").GetProperty("file").GetString()!;

    private static string PathOf(JsonElement item) => Goldens.PathOf(Family, FileOf(item));

    private static bool IsJpeg(string path)
    {
        Span<byte> start = stackalloc byte[2];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0xFF, 0xD8];
    }

    private static TheoryData<string> Where(Func<string, bool> wanted)
    {
        var names = new TheoryData<string>();
        foreach (var item in Goldens.Cases(Family))
            if (wanted(PathOf(item))) names.Add(item.GetProperty("name").GetString()!);
        return names;
    }
}
