using System.Text.RegularExpressions;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Testing.Hub;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Readme;

/// <summary>Every command of docs/models.md is run as it stands, against a mirror of the hub on this machine.</summary>
public sealed partial class ModelsPageTests : IDisposable
{
    private const string Command = "zoedepth ";

    private static readonly string Text =
        File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "docs", "models.md"));

    private readonly TemporaryFolder _folder = new();
    private readonly HubServer _mirror = new();

    public ModelsPageTests()
    {
        foreach (var (name, folder) in new[] { ("Intel/zoedepth-nyu", "single-softplus"),
            ("Intel/zoedepth-kitti", "single-normed"), ("Intel/zoedepth-nyu-kitti", "two-heads-kitti") })
            _mirror.Repos[name] = HubRepo.OfFolder(Samples.Model(folder));
        var model = HubRepo.OfFolder(Samples.Model("single-softplus"), 'b');
        _mirror.Repos["owner/name"] = new HubRepo(model.Commit, model.Files) { Names = ["main", "v2"] };
        _mirror.Repos["depth-anything/Depth-Anything-V2-Metric-Indoor-Small-hf"] =
            HubRepo.OfFolder(DepthAnything(_folder.File("anything")), 'c');
        foreach (var (name, file) in new[] { ("ZoeD_M12_N.pt", "unbounded.pt"), ("ZoeD_M12_NK.pt", "two_heads.pt") })
            _mirror.Released[name] = File.ReadAllBytes(Original(file));
    }

    /// <summary>A Depth Anything of a few thousand weights that says metres.</summary>
    private static string DepthAnything(string folder)
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.DepthAnythingLarge with
        {
            BackboneConfig = Dinov2Config.Small with
            {
                HiddenSize = 8, NumHiddenLayers = 4, NumAttentionHeads = 2, ImageSize = 56,
                OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
            },
            NeckHiddenSizes = [4, 6, 8, 6],
            FusionHiddenSize = 4,
            NumRelativeFeatures = 3,
            DepthEstimationType = "metric",
            MaxDepth = 20,
        });
        model.SavePretrained(folder);
        File.WriteAllText(Path.Combine(folder, "preprocessor_config.json"), """
            {"image_processor_type": "DPTImageProcessor", "size": {"height": 56, "width": 56}, "resample": 3,
             "keep_aspect_ratio": true, "ensure_multiple_of": 14}
            """);
        return folder;
    }

    private static string Original(string file) =>
        Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "original", "weights", file);

    public void Dispose()
    {
        _mirror.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_command_works_as_it_stands()
    {
        var commands = InTable().Matches(Text).Select(match => match.Groups[1].Value)
            .Where(command => command.Contains(' ', StringComparison.Ordinal))
            .Concat(Block().Matches(Text).SelectMany(match => match.Groups[1].Value.Split('\n',
                StringSplitOptions.RemoveEmptyEntries)))
            .Where(command => command.StartsWith(Command, StringComparison.Ordinal)
                && !command.Contains("models/zoedepth-nyu-kitti", StringComparison.Ordinal)).ToList();
        commands.Count.ShouldBeGreaterThan(12);
        var environment = new Dictionary<string, string>
        {
            ["HF_HOME"] = _folder.File("hf"),
            ["TORCH_HOME"] = _folder.File("torch"),
            ["ZOEDEPTH_CACHE"] = _folder.File("cache"),
            ["HF_ENDPOINT"] = $"{_mirror.Endpoint}",
            ["ZOEDEPTH_RELEASE_ENDPOINT"] = $"{_mirror.Release}",
        };
        foreach (var command in commands.Where(command => !IsNamedOnly(command)))
            (await CommandRun.In(environment, [.. command[Command.Length..].Split(' ').Select(Place),
                .. command.StartsWith("zoedepth predict", StringComparison.Ordinal)
                    ? new[] { "--overwrite", "replace", "--size", "64x96" } : []]))
                .Ended(ExitCode.Done);
        _mirror.Downloads("model.safetensors").Count().ShouldBe(5, "once each");
    }

    /// <summary>A verb that is named in a sentence, without what it needs, or with FILE for any file.</summary>
    private static bool IsNamedOnly(string command) =>
        command.Split(' ').Any(word => word.Length > 2 && word.All(char.IsAsciiLetterUpper))
        || command is "zoedepth train" or "zoedepth merge" or "zoedepth repair-k" or "zoedepth models pull";

    /// <summary>What the page calls by a short path lies in this test's folder or in the repository.</summary>
    private string Place(string word) => word switch
    {
        "room.jpg" or "street.jpg" => Photo(word),
        "ZoeD_M12_N.pt" => Original("unbounded.pt"),
        "models/zoedepth-nyu" when Directory.Exists(_folder.File("models", "zoedepth-nyu")) =>
            Samples.Model("single-softplus"),
        "models/zoedepth-nyu" => _folder.File("models", "zoedepth-nyu"),
        "runs/mine/model" => Samples.Model("single-softplus"),
        _ => word,
    };

    private string Photo(string name)
    {
        var path = _folder.File(Path.ChangeExtension(name, ".pgm"));
        if (!File.Exists(path)) File.WriteAllBytes(path, Samples.GrayPicture(64, 48));
        return path;
    }

    [GeneratedRegex("`(zoedepth [^`]+)`")]
    private static partial Regex InTable();

    [GeneratedRegex(@"^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
