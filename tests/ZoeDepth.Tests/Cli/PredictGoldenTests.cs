using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Tests.Cli;

/// <summary>From picture file to depth file: what the command writes is what the reference's pipeline says.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "processor")]
public sealed class PredictGoldenTests
{
    private const string Family = "processor";

    public static TheoryData<string> Cases
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var item in Goldens.Cases(Family))
            {
                if (item.GetProperty("op").GetString() == "depth_estimation_pipeline" && item.GetProperty("expect")
                    .GetString() == "ok" && item.GetProperty("inputs").TryGetProperty("image", out _))
                    names.Add(item.GetProperty("name").GetString()!);
            }
            return names;
        }
    }

    [GoldenTheory, MemberData(nameof(Cases))]
    public async Task The_files_hold_the_metres_of_the_reference(string name)
    {
        var item = Goldens.Case(Family, name);
        var output = item.GetProperty("outputs").GetProperty("predicted_depth");
        var expected =
            GoldenTensors.Open(Goldens.PathOf(Family,
                output.GetProperty("file").GetString()!))[output.GetProperty("tensor").GetString()!];
        var photo = Goldens.PathOf(Family,
            item.GetProperty("inputs").GetProperty("image").GetProperty("file").GetString()!);
        var model = Goldens.PathOf(Family, item.GetProperty("params").GetProperty("model").GetString()!);

        using var folder = new TemporaryFolder();
        (await CommandRun.Of("predict", photo, "--model", model, "--out", folder.Path, "--npy")).Ended(ExitCode.Done);
        var stem = folder.File(Path.GetFileNameWithoutExtension(photo));
        var depth = Npy.Read($"{stem}.depth.npy");
        depth.Shape.ShouldBe(expected.Shape);
        var (relative, absolute) = (item.GetProperty("rtol").GetDouble(), item.GetProperty("atol").GetDouble());
        Close.Within(depth.ToFloats(), expected.Doubles(), relative, absolute, name);
        // Half a millimetre is what a 16-bit PNG of millimetres rounds by.
        Close.Within(DepthPng.Read($"{stem}.depth.png").Values, expected.Doubles(), relative, absolute + 0.0005,
            $"{name}, 16-bit PNG");
    }
}
