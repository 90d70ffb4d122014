using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cli.Shell;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth init</c>: a model folder with random weights.</summary>
internal sealed class InitCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "init";

    /// <summary>
    /// ZoeD_N in small: everything the published model has, 8 of its 24 layers, widths divided by 16 or 32.
    /// </summary>
    internal static ZoeDepthConfig Tiny { get; } = ZoeDepthConfig.Nyu with
    {
        BackboneConfig = BeitConfig.Large384 with
        {
            HiddenSize = 64,
            NumHiddenLayers = 8,
            NumAttentionHeads = 4,
            IntermediateSize = 128,
            OutFeatures = ["stage2", "stage4", "stage6", "stage8"],
            OutIndices = [2, 4, 6, 8],
        },
        NeckHiddenSizes = [8, 16, 32, 32],
        FusionHiddenSize = 16,
        BottleneckFeatures = 16,
        NumRelativeFeatures = 8,
        BinEmbeddingDim = 16,
    };

    private static readonly Dictionary<string, ZoeDepthConfig> Published = new()
    {
        ["nyu"] = ZoeDepthConfig.Nyu,
        ["kitti"] = ZoeDepthConfig.Kitti,
        ["nyu-kitti"] = ZoeDepthConfig.NyuKitti,
        ["tiny"] = Tiny,
        ["mini"] = ZoeDepthConfig.Mini,
    };

    private readonly Option<string> _out = new("--out", "-o")
        { HelpName = "FOLDER", Required = true, Description = "the model folder to make" };
    private readonly Option<string> _config = new("--config", "-c")
        { HelpName = "nyu|kitti|nyu-kitti|tiny|mini|FILE",
            Description =
            "the architecture: a published one, a tiny one for trials, zoedepth-mini's, or a config.json; nyu when " +
            "left out" };
    private readonly Option<ulong> _seed = Valued("--seed", "N",
        "where the random numbers start; the same seed gives the same file on every machine; 0 when left out", Seed);
    private readonly Option<WeightInitialization> _rules = Choice("--initialization",
        "whose rules the numbers follow: transformers' when left out, or the research code's, for BEiT encoders",
        new Dictionary<string, WeightInitialization>
        {
            ["transformers"] = WeightInitialization.Transformers,
            ["original"] = WeightInitialization.Original,
        });
    private readonly Option<bool> _replace = new("--replace")
        { Description = "put the new model in the place of the one in the folder" };

    /// <summary>The verb.</summary>
    public InitCommand(Terminal terminal)
        : base(Verb,
            "Make a model folder with random weights, drawn by the reference's rules. Such a model has learnt nothing.")
    {
        Add(_out);
        Add(_config);
        Add(_seed);
        Add(_rules);
        Add(_replace);
        SetAction(parsed => Run(parsed.GetRequiredValue(_out), parsed.GetValue(_config) ?? "nyu",
            parsed.GetValue(_seed), parsed.GetValue(_rules), parsed.GetValue(_replace), terminal));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a tiny model to try the other commands with; its weights are random and see nothing",
            "zoedepth init --config tiny --seed 1 --out models/tiny"),
        new("the architecture of ZoeD_NK at full size, for speed trials",
            "zoedepth init --config nyu-kitti --seed 1 --out models/random-nk"),
        new("an architecture of your own", "zoedepth init --config my-config.json --seed 7 --out models/mine"),
    ];

    private static int Run(string folder, string architecture, ulong seed, WeightInitialization rules, bool replace,
        Terminal terminal)
    {
        var config = Config(architecture);
        if (File.Exists(folder))
            throw CommandException.Usage($"--out expects a folder, but {folder} is a file; choose another name");
        if (!replace && Present(folder) is { } present)
            throw CommandException.Usage(
                $"{present} is already there and was left as it is; choose another folder, or say --replace");
        using var model = Drawn(config, seed, rules);
        try
        {
            model.SavePretrained(folder);
            new ZoeDepthImageProcessor().SavePretrained(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Output,
                $"the model cannot be written to {folder}: {error.Message.TrimEnd('.')}. Free space, or choose " +
                "another folder with --out", error);
        }
        var count = model.Parameters.Sum(parameter => parameter.Shape.Count);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{folder}: config.json, preprocessor_config.json, model.safetensors ({count:N0} parameters, seed " +
            $"{seed})"));
        terminal.Out.WriteLine(
            "The weights are random: this model has learnt nothing and sees nothing. Use it to try commands, to " +
            "measure speed, or to begin training.");
        return ExitCode.Done;
    }

    private static ZoeDepthForDepthEstimation Drawn(ZoeDepthConfig config, ulong seed, WeightInitialization rules)
    {
        try
        {
            return ZoeDepthForDepthEstimation.FromConfig(config, seed, rules);
        }
        catch (ConfigurationException error)
        {
            throw CommandException.Usage($"--initialization cannot be met: {error.Message}");
        }
    }

    private static ZoeDepthConfig Config(string architecture)
    {
        if (Published.TryGetValue(architecture, out var config)) return config;
        if (!Path.Exists(architecture))
            throw CommandException.Usage(
                $"--config expects one of {string.Join(", ", Published.Keys)}, or a config.json, but there is no " +
                $"file {architecture}.{Suggestion.For(architecture, Published.Keys)}");
        try
        {
            var file = ZoeDepthConfig.FromPretrained(architecture);
            file.Validate();
            return file;
        }
        catch (Exception error) when (error is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"--config cannot be used: {error.Message}");
        }
    }

    private static string? Present(string folder) => !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder)
        .FirstOrDefault(file => Path.GetFileName(file) is "config.json" or ZoeDepthImageProcessor.FileName
            or "model.safetensors.index.json" || file.EndsWith(".safetensors", StringComparison.Ordinal));
}
