using System.Xml.Linq;
using ZoeDepth.Cli.Bench;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Mini;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Cli;

/// <summary>What a machine is told about itself.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_learns_its_limits_its_precisions_and_the_parts_of_a_pass()
    {
        var picture = _folder.File("roofline.svg");
        var run = (await CommandRun.Of("bench", "--model", Samples.Model("two-heads-kitti"), "--size", "64x96",
            "--picture", picture, "--json")).Ended(ExitCode.Done);
        var json = run.Json();
        (json.GetProperty("rows").GetInt32(), json.GetProperty("columns").GetInt32()).ShouldBe((64, 96));
        json.GetProperty("gflopsPerSecond").GetDouble().ShouldBeGreaterThan(0);
        json.GetProperty("gigabytesPerSecond").GetDouble().ShouldBeGreaterThan(0);
        var precisions = json.GetProperty("precisions").EnumerateArray().ToArray();
        precisions.Select(time => time.GetProperty("precision").GetString())
            .ShouldBe(["float32", "bfloat16", "int8"]);
        precisions[2].GetProperty("instructions").GetString()
            .ShouldBe("as bfloat16: no linear layer of this model is large enough for 8 bits");
        foreach (var time in precisions)
        {
            var (least, median, most) = (time.GetProperty("least").GetDouble(),
                time.GetProperty("seconds").GetDouble(), time.GetProperty("most").GetDouble());
            least.ShouldBeGreaterThan(0);
            median.ShouldBeInRange(least, most);
        }
        var parts = json.GetProperty("parts").EnumerateArray().ToArray();
        parts.Select(part => part.GetProperty("stage").GetString()).Distinct()
            .ShouldBe(["backbone", "neck", "heads"]);
        foreach (var part in parts)
        {
            part.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
            part.GetProperty("limitSeconds").GetDouble().ShouldBeGreaterThan(0);
        }
        XDocument.Load(picture).Root!.Name.LocalName.ShouldBe("svg");
        File.ReadAllText(picture).ShouldContain("backbone, attention");
    }

    [Fact]
    public void The_convolutions_of_a_ResNet_18_are_as_many_operations_as_are_published()
    {
        using var model = ZoeDepthForDepthEstimation.FromPretrained(ZoeDepthMini.Folder);
        using var pass = Pass.Inference();
        var times = new PartTimes();
        times.ListenTo(pass);
        model.Forward(pass.New(new Shape(1, 224, 224, 3), new float[224 * 224 * 3]));
        // 1.81 thousand million multiply-adds (He et al., 2015, table 1), without the classifier.
        times.Parts.Single(part => (part.Stage, part.Kind) == ("backbone", "convolution")).Flops
            .ShouldBe(2 * 1_813_561_344L);
    }

    [Fact]
    public async Task A_file_that_is_there_is_refused_before_anything_is_measured()
    {
        var picture = _folder.File("mine.svg");
        File.WriteAllText(picture, "mine");
        var run = (await CommandRun.Of("bench", "--picture", picture)).Ended(ExitCode.Usage);
        run.Error.ShouldContain("--replace");
        File.ReadAllText(picture).ShouldBe("mine");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--size", "0x12", "rows x columns")]
    [InlineData("--threads", "0", "from 1 to 1024")]
    [InlineData("--model", "no/such/folder/at/all", "no/such/folder")]
    public async Task What_cannot_be_measured_is_refused_with_what_was_expected(string option, string value,
        string expected)
    {
        var run = await CommandRun.Of("bench", option, value);
        run.ExitCode.ShouldBeOneOf(ExitCode.Usage, ExitCode.Model);
        run.Error.ShouldContain(expected);
    }
}
