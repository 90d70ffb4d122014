using System.Text.Json;

namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>The cases of the codecs family whose files are JPEG by content; what they hold is written in the family's README.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "codecs")]
public class JpegGoldenTests
{
    private static string FileOf(JsonElement item) =>
        Goldens.PathOf("codecs", item.GetProperty("inputs").GetProperty("file").GetProperty("file").GetString()!);

    // A theory without rows fails: a foreign set without JPEG files gets this one, which passes.

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var item in Goldens.Cases("codecs"))
            if (File.ReadAllBytes(FileOf(item)) is [0xFF, 0xD8, ..]) names.Add(item.GetProperty("name").GetString()!);
        return names;
    }

    [GoldenTheory]
    [MemberData(nameof(Names))]
    public void A_file_gives_exactly_its_pixels_or_its_error(string name)
    {
        var item = Goldens.Case("codecs", name);
        var file = File.ReadAllBytes(FileOf(item));
        var allowed = item.GetProperty("allowed").EnumerateArray().Select(e => e.GetString()!).ToArray();
        Image image;
        try
        {
            image = Image.Load(file);
        }
        catch (ImageFormatException error)
        {
            allowed.ShouldContain(OutcomeOf(error), error.Message);
            if (error is UnsupportedImageException && item.GetProperty("expect").GetString() == "unsupported")
                error.Message.ShouldContain(ReasonOf(item));
            return;
        }
        allowed.ShouldContain("ok");
        if (ComparesPixels(item)) Compare(image, item);
    }

    [GoldenTheory]
    [MemberData(nameof(Names))]
    public void Identifying_a_file_gives_the_size_of_the_decoded_picture(string name)
    {
        var file = File.ReadAllBytes(FileOf(Goldens.Case("codecs", name)));
        Image image;
        try
        {
            image = Image.Load(file);
        }
        catch (ImageFormatException)
        {
            return;
        }
        Image.Identify(file).ShouldBe(new ImageInfo("JPEG", image.Width, image.Height, image.Metadata));
    }

    private static string OutcomeOf(ImageFormatException error) => error switch
    {
        TruncatedImageException => "truncated",
        CorruptImageException => "corrupt",
        UnsupportedImageException => "unsupported",
        ImageTooLargeException => "too_large",
        _ => error.GetType().Name,
    };

    private static string ReasonOf(JsonElement item)
    {
        var parameters = item.GetProperty("params");
        return parameters.TryGetProperty("reason", out var reason) || parameters.TryGetProperty("format", out reason) ? reason.GetString()! : "";
    }

    private static bool ComparesPixels(JsonElement item) => item.GetProperty("expect").GetString() switch
    {
        "ok" => true,
        "lenient" => item.TryGetProperty("pixels_if_decoded", out var pixels) && pixels.GetString() == "exact",
        _ => false,
    };

    private static void Compare(Image image, JsonElement item)
    {
        var output = item.GetProperty("outputs").GetProperty("rgb");
        var tensors = GoldenTensors.Open(Goldens.PathOf("codecs", output.GetProperty("file").GetString()!));
        var expected = tensors[output.GetProperty("tensor").GetString()!];
        expected.Shape.ShouldBe([image.Height, image.Width, 3]);
        var actual = image.Format == PixelFormat.Gray8 ? [.. image.Data.SelectMany(value => new[] { value, value, value })] : image.Data;
        for (var i = 0; i < actual.Length; i++)
        {
            if (actual[i] != expected.Bytes[i])
                Assert.Fail($"row {i / 3 / image.Width}, column {i / 3 % image.Width}, channel {i % 3} is {actual[i]}, expected {expected.Bytes[i]}");
        }
    }
}
