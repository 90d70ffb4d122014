using System.Text;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Manifests;

public sealed class ManifestDatasetTests : IDisposable
{
    private const string Line = """{"image": "a.png", "depth": "a.depth.png", "scale": 256, "domain": "indoor"}""";

    private readonly TemporaryFolder _folder = new();

    public ManifestDatasetTests() => Pictures.WritePair(_folder, "a");

    public void Dispose() => _folder.Dispose();

    private ManifestDataset Open(string text, string file = "manifest.jsonl", ManifestOptions? options = null) =>
        ManifestDataset.Open(_folder.Write(file, Encoding.UTF8.GetBytes(text)), options);

    private string Problem(string text, string file = "manifest.jsonl") =>
        Should.Throw<DatasetException>(() => Open(text, file)).Message;

    [Fact]
    public void A_line_of_four_fields_is_a_sample()
    {
        var sample = Open(Line).Load(0);
        sample.Name.ShouldBe("a");
        sample.Domain.ShouldBe(Domain.Indoor);
        sample.Kind.ShouldBe(DepthKind.Metric);
        (sample.Image.Width, sample.Image.Height).ShouldBe((8, 6));
        (sample.DepthWidth, sample.DepthHeight).ShouldBe((4, 3));
        sample.Depth.ShouldBe(Pictures.Ramp(4, 3));
        sample.Mask.ShouldBe(Pictures.Ramp(4, 3).Select(depth => depth > 0));
        sample.Intrinsics.ShouldBeNull();
        (sample.Scene, sample.Split, sample.Family).ShouldBe((null, null, null));
    }

    [Fact]
    public void A_table_says_the_same()
    {
        var dataset = Open(
            """
            image,depth,scale,domain,hfov_degrees,scene,split,remark
            a.png,a.depth.png,256,Outdoor,90,"court, inner",train,"said ""so"" twice"
            """, "manifest.csv");
        var sample = dataset.Load(0);
        sample.Depth.ShouldBe(Pictures.Ramp(4, 3));
        (sample.Domain, sample.Scene, sample.Split).ShouldBe((Domain.Outdoor, "court, inner", "train"));
        sample.Intrinsics!.FocalLength.ShouldBe(4, 1e-12);
        dataset.OtherFields(0).ShouldBe(new Dictionary<string, string> { ["remark"] = "said \"so\" twice" });
    }

    [Theory]
    [InlineData("""{"fx": 10, "fy": 12, "cx": 4, "cy": 3}""")]
    [InlineData("[10, 12, 4, 3]")]
    [InlineData("[[10, 0, 4], [0, 12, 3], [0, 0, 1]]")]
    public void A_camera_may_be_spelt_in_several_ways(string camera)
    {
        var intrinsics =
            Open(Line.Replace("}", $", \"intrinsics\": {camera}, \"hfov_degrees\": 20}}", StringComparison.Ordinal))
            .Load(0).Intrinsics;
        intrinsics.ShouldBe(new CameraIntrinsics(11, 4, 3), "the camera says more than the field of view");
    }

    [Theory]
    [InlineData("image,depth,fx,fy,cx,cy\na.png,a.depth.png,10,12,4,3")]
    [InlineData("image,depth,fx,cx,cy\na.png,a.depth.png,11,4,3")]
    [InlineData("image;depth;intrinsics\na.png;a.depth.png;10 12 4 3")]
    public void So_it_may_in_tables(string text)
    {
        DepthPng.Save(Pictures.Ramp(4, 3), 4, 3, _folder.File("a.depth.png"));
        var sample = Open(text, "m.csv").Load(0);
        sample.Intrinsics.ShouldBe(new CameraIntrinsics(11, 4, 3));
        sample.Depth.ShouldBe(Pictures.Ramp(4, 3), "the depth file states its scale");
    }

    [Fact]
    public void Unknown_fields_are_kept_and_null_is_nothing()
    {
        var dataset = Open("""
            {"image": "a.png", "depth": "a.depth.png", "scale": 256, "hfov_degrees": null,
             "valid": 0.5, "image_size": [6, 8], "rendered": false}
            """.ReplaceLineEndings(""));
        dataset.OtherFields(0)
            .ShouldBe(
            new Dictionary<string, string> { ["valid"] = "0.5", ["image_size"] = "[6, 8]", ["rendered"] = "false" });
        dataset.Load(0).Intrinsics.ShouldBeNull();
    }

    [Fact]
    public void Blank_lines_a_byte_order_mark_and_a_missing_end_of_line_do_no_harm()
    {
        var second = Line.Replace("\"a.png\"", "\"a.png\", \"name\": \"second\"", StringComparison.Ordinal);
        var dataset = Open($"\uFEFF{Line}\r\n\r\n  \n{second}");
        Enumerable.Range(0, dataset.Count).Select(i => dataset.Describe(i).Name).ShouldBe(["a", "second"]);
    }

    [Fact]
    public void Values_of_another_kind_have_a_scale_and_an_offset()
    {
        var sample = Open("""
            {"image": "a.png", "depth": "a.depth.png", "scale": 512, "offset": -0.25,
             "kind": "disparity", "disparity": true, "domain": "outdoor"}
            """.ReplaceLineEndings("")).Load(0);
        sample.Kind.ShouldBe(DepthKind.Disparity);
        sample.Depth[0].ShouldBe(0);
        sample.Mask[0].ShouldBeFalse();
        sample.Depth[1].ShouldBe((1.125f / 2) - 0.25f);
        sample.Mask[1].ShouldBeTrue();
    }

    [Theory]
    [InlineData("depth.npy")]
    [InlineData("depth.npz")]
    [InlineData("depth.pfm")]
    public void Files_of_floats_are_depth_too(string file)
    {
        float[] metres = [0, 1.5f, float.NaN, float.PositiveInfinity, -1, 80];
        DepthFile.Save(_folder.File(file), metres, 3, 2);
        var sample = Open($$"""{"image": "a.png", "depth": "{{file}}", "domain": "indoor"}""").Load(0);
        sample.Depth.ShouldBe([0, 1.5f, 0, 0, 0, 80]);
        sample.Mask.ShouldBe([false, true, false, false, false, true]);
        Open($$"""{"image": "a.png", "depth": "{{file}}", "scale": 100}""").Load(0).Depth[1].ShouldBe(0.015f);
    }

    [Fact]
    public void A_split_can_be_chosen_and_a_missing_domain_given()
    {
        var text = string.Join('\n', new[] { "train", "test", "TRAIN" }
            .Select(
                (split, i) =>
                $$"""{"image": "a.png", "depth": "a.depth.png", "scale": 9, "name": "{{i}}", "split": "{{split}}"}"""));
        var dataset = Open(text, options: new ManifestOptions { Split = "train", Domain = Domain.Outdoor });
        Enumerable.Range(0, dataset.Count).Select(i => dataset.Describe(i).Name).ShouldBe(["0", "2"]);
        dataset.Describe(0).Domain.ShouldBe(Domain.Outdoor);
        Should.Throw<DatasetException>(() => Open(text, options: new ManifestOptions { Split = "val" })).Message
            .ShouldContain("train, test");
    }

    [Theory]
    [InlineData("\"scale\": 256", "\"scale\": 0", "scale")]
    [InlineData("\"scale\": 256", "\"scale\": \"many\"", "scale")]
    [InlineData("indoor", "underground", "domain")]
    [InlineData("\"a.png\"", "\"../a.png\"", "image")]
    [InlineData("\"a.png\"", "\"/etc/a.png\"", "image")]
    [InlineData("\"a.png\"", "\"C:a.png\"", "image")]
    [InlineData("\"a.depth.png\"", "\"b/../../a\"", "depth")]
    [InlineData("\"image\": \"a.png\",", "", "image")]
    [InlineData("}", ", \"hfov_degrees\": 180}", "hfov_degrees")]
    [InlineData("}", ", \"offset\": 1}", "offset")]
    [InlineData("}", ", \"kind\": \"feeling\"}", "kind")]
    [InlineData("}", ", \"disparity\": true}", "disparity")]
    [InlineData("}", ", \"intrinsics\": [1, 2]}", "intrinsics")]
    [InlineData("}", ", \"intrinsics\": [-1, 2, 3, 4]}", "intrinsics")]
    [InlineData("}", ", \"intrinsics\": [1, 0, 3, 4]}", "intrinsics")]
    [InlineData("}", ", \"intrinsics\": [1, 2, 3, \"x\"]}", "intrinsics")]
    [InlineData("}", ", \"intrinsics\": {\"fx\": 1, \"fy\": 2, \"cx\": 3}}", "intrinsics")]
    [InlineData("}", ", \"intrinsics\": {\"fx\": 1, \"fy\": 2, \"cx\": 3, \"cy\": \"x\"}}", "intrinsics")]
    [InlineData("}", ", \"intrinsics\": [[1, 5, 3], [0, 2, 4], [0, 1, 1]]}", "intrinsics")]
    [InlineData("}", ", \"fy\": 3}", "fx")]
    [InlineData("}", ", \"cy\": 3, \"cx\": 3}", "fx")]
    [InlineData("}", ", \"width\": 0}", "width")]
    [InlineData("}", ", \"height\": 70000}", "height")]
    [InlineData("}", ", \"hfov_degrees\": 0}", "hfov_degrees")]
    [InlineData("}", ", \"hfov_degrees\": 1e999}", "hfov_degrees")]
    [InlineData("}", ", \"disparity\": 1}", "disparity")]
    [InlineData("\"scale\": 256", "\"scale\": 1e999", "scale")]
    [InlineData("{", "[", "JSON")]
    [InlineData("}", ", \"fx\": 3}", "fx")]
    [InlineData("}", ", \"width\": 1.5}", "width")]
    [InlineData("}", "", "JSON")]
    [InlineData("}", ", \"scale\": 3}", "scale")]
    public void A_bad_line_is_named(string old, string changed, string field)
    {
        var bad = Line.Replace(old, changed, StringComparison.Ordinal);
        var text = $"{Line}\n\n{bad}\n{Line}\n";
        var message = Problem(text);
        message.ShouldContain("manifest.jsonl, line 3: ");
        message.ShouldContain(field);

        var skipping = Open(text, options: new ManifestOptions { SkipBadLines = true });
        skipping.Count.ShouldBe(2);
        skipping.BadLines.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public void A_row_of_too_few_cells_is_named()
    {
        const string Text = "image,depth,scale\na.png,a.depth.png,256\na.png,a.depth.png\n\na.png,a.depth.png,256\n";
        Problem(Text, "manifest.csv").ShouldContain("manifest.csv, line 3: ");
        Open(Text, "manifest.csv", new ManifestOptions { SkipBadLines = true }).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void A_manifest_of_nothing_says_so(string text) => Problem(text).ShouldContain("lists no sample");

    [Theory]
    [InlineData("")]
    [InlineData("photo,metres\na,b\n")]
    public void So_does_a_table_of_other_columns(string text) =>
        Problem(text, "manifest.csv").ShouldContain("\"image\"");

    [Fact]
    public void A_line_without_end_costs_no_memory_and_is_refused_even_when_bad_lines_are_skipped()
    {
        var text = $"{Line}\n{new string('x', 1 << 18)}";
        Should.Throw<DatasetException>(() => Open(text, options: new ManifestOptions { SkipBadLines = true })).Line
            .ShouldBe(2);
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.depth.png")]
    public void A_missing_or_broken_file_is_told_with_its_line(string file)
    {
        var dataset = Open($"\n{Line}");
        File.WriteAllText(_folder.File(file), "no picture");
        var broken = Should.Throw<DatasetException>(() => dataset.Load(0));
        (broken.Line, broken.Message.Contains(file, StringComparison.Ordinal)).ShouldBe((2, true));
        File.Delete(_folder.File(file));
        Should.Throw<DatasetException>(() => dataset.Load(0)).Message.ShouldContain($"{file} is not there");
    }

    [Fact]
    public void Another_size_than_the_line_says_is_an_error() =>
        Should.Throw<DatasetException>(
            () => Open(Line.Replace("}", ", \"width\": 9, \"height\": 6}", StringComparison.Ordinal)).Load(0))
            .Message.ShouldContain("8x6");

    [Fact]
    public void A_folder_is_opened_by_its_manifest()
    {
        Should.Throw<FileNotFoundException>(() => ManifestDataset.Open(_folder.Path)).Message
            .ShouldContain("manifest.jsonl");
        Open(Line);
        ManifestDataset.Open(_folder.Path).Count.ShouldBe(1);
    }

    [Fact]
    public void There_is_no_sample_beyond_the_last() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Open(Line).Describe(1)).Message.ShouldContain("0 to 0");
}
