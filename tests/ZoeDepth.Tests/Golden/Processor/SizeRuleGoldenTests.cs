using System.Text.Json;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>The table of sizes: borders, resized extents, and which pictures are refused.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "processor")]
public sealed class SizeRuleGoldenTests
{
    public static TheoryData<string> Cases => Goldens.Names(ProcessorCase.Family, "size_rule_table");

    [GoldenTheory, MemberData(nameof(Cases))]
    public void Every_row_of_the_size_table_is_met(string name)
    {
        using var document =
            JsonDocument.Parse(
                File.ReadAllText(ProcessorCase.PathOf(new ProcessorCase(name).Inputs.GetProperty("table"))));
        var columns = document.RootElement.GetProperty("columns").EnumerateArray()
            .Select((column, i) => (Name: column.GetString()!, i)).ToDictionary(c => c.Name, c => c.i);
        var rows = document.RootElement.GetProperty("rows");
        rows.GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var row in rows.EnumerateArray()) Check(row, column => row[columns[column]].GetDouble());
    }

    private static void Check(JsonElement row, Func<string, double> value)
    {
        var picture = new ImageSize((int)value("h"), (int)value("w"));
        var processor = new ZoeDepthImageProcessor
        {
            DoPad = value("do_pad") != 0,
            Size = new ImageSize((int)value("size_h"), (int)value("size_w")),
            KeepAspectRatio = value("keep_aspect_ratio") != 0,
            EnsureMultipleOf = value("ensure_multiple_of"),
        };
        processor.Border(picture).ShouldBe(new ImageSize((int)value("pad_h"), (int)value("pad_w")), row.GetRawText());
        var expected = new ImageSize((int)value("new_h"), (int)value("new_w"));
        if (expected.Pixels == 0)
            Should.Throw<UnsupportedImageSizeException>(() => processor.OutputSize(picture), row.GetRawText());
        else processor.OutputSize(picture).ShouldBe(expected, row.GetRawText());
        processor.CanPad(picture).ShouldBe(value("torch_reflect_pad_possible") != 0, row.GetRawText());
    }
}
