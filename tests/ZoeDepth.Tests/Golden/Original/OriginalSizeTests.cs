using System.Text.Json;

namespace ZoeDepth.Tests.Golden.Original;

/// <summary>The sizes at which pictures of 200 sizes enter the released models of the research code.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "original")]
public sealed class OriginalSizeTests
{
    private static readonly Dictionary<string, ImageSize> Networks = new()
        { ["N"] = new(384, 512), ["K"] = new(384, 768) };

    [Fact]
    public void Every_picture_enters_at_the_research_codes_size()
    {
        var file = Goldens.PathOf(OriginalCase.Family, "sizes.json");
        Assert.SkipUnless(File.Exists(file), "the set has no sizes.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var compared = 0;
        foreach (var row in document.RootElement.GetProperty("rows").EnumerateArray())
            foreach (var (name, size) in Networks)
                foreach (var keep in new[] { 0, 1 })
                    if (row.TryGetProperty($"{name}_keep{keep}", out var expected)
                        && expected.ValueKind == JsonValueKind.Array)
                    {
                        Compare(row, new ZoeDepthImageProcessor
                        {
                            Size = size, KeepAspectRatio = keep == 1, DoPad = row.GetProperty("pad_input").GetBoolean(),
                        }, expected);
                        compared++;
                    }
        compared.ShouldBeGreaterThan(Goldens.IsForeign ? 0 : 700);
    }

    /// <summary>A side of 0 fails in the research code's resize; here it is refused by name.</summary>
    private static void Compare(JsonElement row, ZoeDepthImageProcessor processor, JsonElement expected)
    {
        var picture = new ImageSize(row.GetProperty("h").GetInt32(), row.GetProperty("w").GetInt32());
        var (height, width) = (expected[0].GetInt32(), expected[1].GetInt32());
        if (height == 0 || width == 0)
            Should.Throw<UnsupportedImageSizeException>(() => processor.OutputSize(picture));
        else processor.OutputSize(picture).ShouldBe(new ImageSize(height, width), row.GetRawText());
    }
}
