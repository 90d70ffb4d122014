using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tests.Pipeline;

namespace ZoeDepth.Tests.Cli;

/// <summary><c>zoedepth repair-k</c> on files somebody already has.</summary>
public sealed class RepairKTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _photo, _model;

    public RepairKTests()
    {
        _photo = _folder.Write("street.pgm", Samples.GrayPicture(64, 48));
        _model = _folder.File("zoedepth-kitti");
        using var model = ZoeDepthForDepthEstimation.FromConfig(TinyModels.KittiConfig, 3);
        model.SavePretrained(_model);
        new ZoeDepthImageProcessor { Size = new(64, 96) }.SavePretrained(_model);
    }

    public void Dispose() => _folder.Dispose();

    private async Task Predict(string folder, params string[] more) => (await CommandRun.Of(
        ["predict", _photo, "--model", _model, "--out", _folder.File(folder), "--npy", "--pfm", .. more]))
        .Ended(ExitCode.Done);

    private string Made(string folder, string name) => _folder.File(folder, name);

    [Fact]
    public async Task Repaired_files_are_those_that_the_corrected_range_gives()
    {
        await Predict("published");
        await Predict("trained", "--max-depth", "80");
        string[] names = ["street.depth.npy", "street.depth.pfm", "street.depth.png"];
        var run = (await CommandRun.Of(["repair-k", .. names.Select(name => Made("published", name)), "--out",
            _folder.File("repaired")])).Ended(ExitCode.Done);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);

        foreach (var ending in new[] { "npy", "pfm" })
        {
            var repaired = DepthFile.Read(Made("repaired", $"street.depth.80m.{ending}")).Values;
            var trained = DepthFile.Read(Made("trained", $"street.depth.{ending}")).Values;
            trained.Max().ShouldBeGreaterThan(12, "else it would show little");
            Close.Within(repaired, Array.ConvertAll(trained, depth => (double)depth), 1e-6, 2e-5, ending);
        }
        // Half a millimetre of rounding becomes 4 mm, and the new unit is 4 mm.
        var png = DepthFile.Read(Made("repaired", "street.depth.80m.png")).Values;
        Close.Within(png, Array.ConvertAll(DepthFile.Read(Made("trained", "street.depth.npy")).Values,
            depth => (double)depth), 0, 0.0061, "png");
        var text = PngEncoder.ReadText(Made("repaired", "street.depth.80m.png"));
        text["Model"].ShouldBe("zoedepth-kitti");
        text["Notes"].ShouldStartWith("ZoeD_K's range was stretched");
        text["Depth units per metre"].ShouldBe("256");
        text.Keys.ShouldNotContain("Depth statistics");
    }

    [Fact]
    public async Task What_is_not_of_the_published_ZoeD_K_is_refused_and_the_rest_goes_on()
    {
        await Predict("published");
        await Predict("trained", "--max-depth", "80");
        (await CommandRun.Of("predict", _photo, "--model", TinyModels.Single, "--out", _folder.File("other")))
            .Ended(ExitCode.Done);
        var run = (await CommandRun.Of("repair-k", Made("trained", "street.depth.npy"),
            Made("other", "street.depth.png"), Made("trained", "street.depth.png"), _photo,
            _folder.File("nothing.npy"), Made("published", "street.depth.npy"))).Ended(ExitCode.SomeFailed);
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldContain("which the published ZoeD_K cannot give (10 m)");
        lines[1].ShouldContain("its texts name the model tiny_model");
        lines[2].ShouldContain("it is not of the published ZoeD_K");
        lines[3].ShouldContain("not called like a depth file");
        lines[4].ShouldContain("nothing.npy");
        lines[5].ShouldContain("street.depth.80m.npy: up to ");
    }

    [Fact]
    public async Task Nothing_is_repaired_twice_or_lost()
    {
        await Predict("published");
        var file = Made("published", "street.depth.png");
        (await CommandRun.Of("repair-k", file)).Ended(ExitCode.Done);
        var repaired = Made("published", "street.depth.80m.png");
        var before = await File.ReadAllBytesAsync(repaired);
        (await CommandRun.Of("repair-k", repaired)).Ended(ExitCode.SomeFailed).Out
            .ShouldContain("its name says that it was repaired already");
        var renamed = Made("published", "renamed.png");
        File.Copy(repaired, renamed);
        (await CommandRun.Of("repair-k", renamed)).Ended(ExitCode.SomeFailed).Out.ShouldContain("not of the published");
        (await CommandRun.Of("repair-k", file)).Ended(ExitCode.SomeFailed).Out.ShouldContain("--replace");
        (await CommandRun.Of("repair-k", file, "--replace", "--json")).Ended(ExitCode.Done).Json()
            .GetProperty("files")[0].GetProperty("output").GetString().ShouldBe(repaired);
        (await File.ReadAllBytesAsync(repaired)).ShouldBe(before);
    }

    [Fact]
    public async Task A_png_of_another_program_needs_its_units()
    {
        float[] metres = [0, 1, 2.5f, 9.75f];
        var units = new byte[8];
        DepthScale.Zoe.ToUnits(metres, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(units.AsSpan()));
        var file = _folder.File("raw.png");
        PngEncoder.Save(new RasterImage(2, 2, PixelFormat.Gray16, units), file);
        (await CommandRun.Of("repair-k", file)).Ended(ExitCode.SomeFailed).Out.ShouldContain("--units 256");
        (await CommandRun.Of("repair-k", file, "--units", "256")).Ended(ExitCode.Done);
        var repaired = DepthFile.Read(_folder.File("raw.80m.png")).Values;
        repaired[0].ShouldBe(0, "no depth stays none");
        for (var i = 1; i < 4; i++) repaired[i].ShouldBe((float)PublishedKitti.ToTrainedRange(metres[i]), 1 / 512f);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_the_code_says_so()
    {
        await Predict("published");
        (await CommandRun.Of("repair-k", Made("published", "street.depth.npy"), "--out", _photo))
            .Ended(ExitCode.Output).Error.ShouldContain("--out");
    }
}
