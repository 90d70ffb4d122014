using System.CommandLine;
using ZoeDepth.Cli.Evaluate;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Readers;
using ZoeDepth.Tensors;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth evaluate</c>: a model held against measured depth.</summary>
internal sealed class EvaluateCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "evaluate";

    private static readonly Dictionary<string, DepthAlignment> Alignments = new()
    {
        ["none"] = DepthAlignment.None,
        ["median"] = DepthAlignment.Median,
        ["scale-shift"] = DepthAlignment.ScaleShift,
    };

    private static readonly Dictionary<string, EvaluationCrop> Crops = new()
    {
        ["none"] = EvaluationCrop.None,
        ["garg"] = EvaluationCrop.Garg,
        ["eigen-kitti"] = EvaluationCrop.EigenKitti,
        ["eigen-nyu"] = EvaluationCrop.EigenNyu,
    };

    private readonly Argument<string[]> _manifests = new("MANIFEST")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "manifests (JSON lines or CSV), or folders with manifest.jsonl, such as zoedepth synth writes",
    };

    private readonly ModelSwitches _model = new();

    private readonly Option<string[]> _datasets = new("--dataset", "-d")
    {
        HelpName = "KEY",
        Description = "instead of manifests, datasets of the paper below --root: " +
            $"{string.Join(", ", Benchmark.All.Select(known => known.Key))}; several parted by commas, or ALL, " +
            "ALL_INDOOR, ALL_OUTDOOR",
    };

    private readonly Option<string> _root = new("--root")
        { HelpName = "FOLDER", Description = "the folder the datasets lie in, or the one dataset's own" };

    private readonly Option<string> _list = new("--list")
    {
        HelpName = "FILE",
        Description = "the list of files of nyu or kitti; looked for in FOLDER/train_test_inputs when left out",
    };

    private readonly Option<Protocol> _protocol = Choice("--protocol",
        "paper: the ranges, crops, sizes and mirrored pass of the paper, beside its published figures (default with " +
        "--dataset); plain: as manifests are judged",
        new Dictionary<string, Protocol> { ["paper"] = Protocol.Paper, ["plain"] = Protocol.Plain });

    private readonly Option<bool> _skipMissing = new("--skip-missing")
        { Description = "leave out pairs of which a file is not there, and of several datasets those that are not " +
            "there at all; else they are an error" };

    private readonly Option<DepthAlignment[]> _align = new("--align")
    {
        HelpName = string.Join('|', Alignments.Keys),
        Description =
            "fit each prediction to the truth first: by nothing (default), by the ratio of medians, or by least " +
            "squares in scale and shift; give it again for a second table from the same estimates",
        CustomParser = result => [.. result.Tokens.Select(token => Parsed(token.Value, result))],
    };

    private readonly Option<bool> _routed =
        new("--routed") { Description = "use the head the model's router chooses, not that of the manifest's domain" };
    private readonly Option<string> _split =
        new("--split") { HelpName = "NAME", Description = "only lines of this split" };
    private readonly Option<int?> _limit =
        Valued<int?>("--limit", "N", "only the first N images of each manifest", text => Whole(text, 1, int.MaxValue));

    private readonly Option<double?> _minDepth = Valued<double?>(
        "--min-depth", "METRES", "truth counts above this; 0.001 when left out", text => Positive(text));

    private readonly Option<double?> _indoorMaxDepth = Valued<double?>(
        "--indoor-max-depth", "METRES", "indoor truth counts below this; 10 when left out", text => Positive(text));

    private readonly Option<double?> _outdoorMaxDepth = Valued<double?>(
        "--outdoor-max-depth", "METRES", "outdoor truth counts below this; 80 when left out", text => Positive(text));

    private readonly Option<EvaluationCrop> _crop =
        Choice("--crop", "the part of an image that counts; all of it when left out", Crops);
    private readonly Option<bool> _flip =
        new("--flip") { Description = "average with the mirrored photograph, as the original does (twice the time)" };

    private readonly Option<bool> _skipBad = new("--skip-bad")
    {
        Description = "leave out lines and files that cannot be read, and name them; else the first is an error",
    };

    private readonly Option<bool> _baselines = new("--baselines")
    {
        Description = "also print what the best constant and the best vertical ramp score, fitted on these very images",
    };

    private readonly Option<string> _csv =
        new("--csv")
    {
        HelpName = "FILE",
        Description = "write the metrics of every image; a run that was ended is gone on with from FILE.partial",
    };

    private readonly Option<string> _sheet = new("--sheet")
    {
        HelpName = "FILE",
        Description = "draw the best and the worst: photograph, truth, prediction (PNG or JPEG)",
    };

    private readonly Option<string> _saveImages = new("--save-images")
    {
        HelpName = "FOLDER",
        Description = "draw every image as the original does: N_img.png, N_depth.png, N_pred.png, gray from 0 to 10 m",
    };

    private readonly Option<int?> _threads = Valued<int?>(
        "--threads", "N", "threads; ZOEDEPTH_THREADS or one for each processor when left out",
        text => Whole(text, 1, 1024));

    private readonly Option<Precision?> _precision = PrecisionSwitch.Option();
    private readonly Option<bool> _json =
        new(JsonOutput.Option) { Description = "the results as one line of JSON, the last of standard output" };

    private enum Protocol { Paper, Plain }

    /// <summary>The verb.</summary>
    public EvaluateCommand(Terminal terminal) : base(Verb, "Judge a model on photographs with measured depth.")
    {
        Add(_manifests);
        Option[] all =
        [
            .. _model.Options, _datasets, _root, _list, _protocol, _skipMissing, _align, _routed, _split, _limit,
            _minDepth, _indoorMaxDepth, _outdoorMaxDepth, _crop, _flip, _skipBad, _baselines, _csv, _sheet, _saveImages,
            _threads, _precision, _json,
        ];
        foreach (var option in all) Add(option);
        _manifests.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (UsageProblem.OfArgument(token.Value, this) is { } problem) result.AddError(problem);
        });
        SetAction((parsed, cancellation) => EvaluateRun.RunAsync(Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("the nine metrics by domain, over images and over scenes",
            "zoedepth evaluate depth/manifest.jsonl --model models/zoedepth-nyu-kitti"),
        new("shape alone: medians aligned, results for a program",
            "zoedepth evaluate depth --model models/zoedepth-nyu --align median --json"),
        new("two tables of the paper from the datasets themselves",
            "zoedepth evaluate -d nyu,ibims --root ~/datasets --model models/zoedepth-nyu"),
        new("every image as a table, and the best and worst to look at",
            "zoedepth evaluate depth --model models/zoedepth-nyu --csv scores.csv --sheet sheet.png"),
    ];

    private EvaluateOptions Read(ParseResult parsed) => new()
    {
        Manifests = parsed.GetValue(_manifests) ?? [],
        Benchmarks = BenchmarksOf(parsed),
        Model = _model.Read(parsed),
        Routed = parsed.GetValue(_routed),
        Split = parsed.GetValue(_split),
        Flip = parsed.GetValue(_flip),
        Baselines = parsed.GetValue(_baselines),
        Csv = parsed.GetValue(_csv),
        Sheet = parsed.GetValue(_sheet),
        SaveImages = parsed.GetValue(_saveImages),
        Threads = parsed.GetValue(_threads),
        Precision = parsed.GetValue(_precision),
        Json = parsed.GetValue(_json),
        Scoring = new EvaluationOptions
        {
            MinDepth = parsed.GetValue(_minDepth) ?? EvaluationOptions.Default.MinDepth,
            IndoorMaxDepth = parsed.GetValue(_indoorMaxDepth) ?? EvaluationOptions.Default.IndoorMaxDepth,
            OutdoorMaxDepth = parsed.GetValue(_outdoorMaxDepth) ?? EvaluationOptions.Default.OutdoorMaxDepth,
            Crop = parsed.GetValue(_crop),
            Alignments = parsed.GetValue(_align) is { Length: > 0 } asked
                ? [.. asked.Distinct()] : EvaluationOptions.Default.Alignments,
            Limit = parsed.GetValue(_limit),
            SkipBadSamples = parsed.GetValue(_skipBad),
        },
    };

    /// <exception cref="CommandException">what is asked for does not go together</exception>
    private BenchmarkOptions? BenchmarksOf(ParseResult parsed)
    {
        var words = parsed.GetValue(_datasets) ?? [];
        var hasManifests = parsed.GetValue(_manifests) is { Length: > 0 };
        if (words.Length == 0)
        {
            Refuse([_root, _list, _protocol, _skipMissing], "goes with --dataset: name one, such as --dataset nyu");
            return hasManifests ? null : throw CommandException.Usage(
                "name a manifest, or a dataset of the paper: zoedepth evaluate depth/manifest.jsonl, or zoedepth " +
                "evaluate --dataset nyu --root FOLDER");
        }
        if (hasManifests)
            throw CommandException.Usage(
                "manifests and --dataset are judged by different protocols; evaluate them in two runs");
        Refuse([_split, _baselines], "goes with manifests, not with --dataset; leave it out");
        var isPaper = parsed.GetValue(_protocol) == Protocol.Paper;
        if (isPaper)
            Refuse([_minDepth, _indoorMaxDepth, _outdoorMaxDepth, _crop, _flip, _routed],
                "would change the paper's protocol, and the figures would compare with nothing; leave it out, or say " +
                "--protocol plain");
        try
        {
            var keys = BenchmarkOptions.KeysOf(words);
            if (parsed.GetValue(_list) is not null && (keys.Count > 1 || !BenchmarkFolder.HasList(keys[0])))
                throw CommandException.Usage(
                    "--list names the files of one dataset that has a list, nyu or kitti; evaluate it in a run of " +
                    "its own");
            return new(keys,
                parsed.GetValue(_root) ?? throw CommandException.Usage("name the datasets' folder: --root FOLDER"),
                parsed.GetValue(_list), isPaper, parsed.GetValue(_skipMissing));
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage(error.Message);
        }

        void Refuse(Option[] options, string reason)
        {
            foreach (var option in options)
                if (parsed.GetResult(option) is { Implicit: false })
                    throw CommandException.Usage($"{option.Name} {reason}");
        }
    }

    private static DepthAlignment Parsed(string text, System.CommandLine.Parsing.ArgumentResult result)
    {
        try
        {
            return OneOf(text, Alignments);
        }
        catch (FormatException wrong)
        {
            result.AddError($"--align {wrong.Message}");
            return default;
        }
    }
}
