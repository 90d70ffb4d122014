using System.CommandLine;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth predict</c>: photos in, metres out.</summary>
internal sealed class PredictCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "predict";

    private static readonly Dictionary<string, OverwritePolicy> Policies = Enum.GetValues<OverwritePolicy>()
        .ToDictionary(policy => policy.ToString().ToLowerInvariant());

    private readonly Argument<string[]> _photos = new("PHOTO")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description =
            "photos (JPEG, PNG, WebP, TIFF, GIF, TGA, BMP, PNM), folders, patterns with * and **, or - for standard " +
            "input",
    };

    private readonly ModelSwitches _model = new();
    private readonly Option<string> _out = new("--out", "-o")
    {
        HelpName = "FOLDER",
        Description = "where files go, relative paths kept; beside each photo when left out; - writes the 16-bit PNG " +
            "of one photo to standard output, and text to standard error",
    };
    private readonly Option<bool> _recursive = new("--recursive", "-r")
        { Description = "look into folders of folders" };

    private readonly Option<OverwritePolicy> _overwrite = Choice("--overwrite",
        "where an output is already there: refuse everything (default); skip photos that are complete and write " +
        "only missing files; number the new files; replace once the new file is complete", Policies);

    private readonly Option<DepthScale?> _scale =
        Valued<DepthScale?>("--png-scale", "mm|zoe|NUMBER",
            "16-bit PNG: mm = 1000 a metre (default), zoe = 256 a metre with fractions cut off, or units a metre",
            text => text switch
    {
        "mm" => DepthScale.Millimetres,
        "zoe" => DepthScale.Zoe,
        _ => double.TryParse(text, out _) ? new DepthScale(Positive(text))
        : throw new FormatException($"expects mm, zoe or a number of units a metre, but '{text}' came"),
    });

    private readonly Option<bool> _npy = new("--npy")
        { Description = "also write PHOTO.depth.npy: metres, float32, [row, column]" };
    private readonly Option<bool> _pfm = new("--pfm") { Description = "also write PHOTO.depth.pfm: metres, float32" };
    private readonly ColorSwitches _colors = new();
    private readonly EstimateSwitches _switches = new();
    private readonly Option<bool> _allHeads = new("--all-heads")
        { Description = "write what every head says, as PHOTO.HEAD.depth.png, from one pass of the backbone" };
    private readonly Option<double?> _maxDepth =
        Valued<double?>("--max-depth", "METRES",
            "the range of normed bins; 80 corrects the published ZoeD_K, whose config.json says 10",
            text => Positive(text));
    private readonly Option<int?> _maxPixels =
        Valued<int?>("--max-pixels", "N",
            $"most pixels a photo may enter the network with; {new DepthEstimatorOptions().MaxNetworkPixels} when " +
            "left out", text => Whole(text, 1, int.MaxValue));
    private readonly Option<long?> _maxImagePixels = Valued<long?>(UnreadablePhoto.Largest, "N",
        "most pixels a photo's file may declare; 178956970, or what half of the memory holds, when left out",
        text => Whole(text, 1, int.MaxValue));
    private readonly Option<bool> _scaleGray16 = new("--scale-gray")
    {
        Description =
            "scale 16-bit gray photos to 8 bits; without it they are cut at 255 and mostly white, as the reference " +
            "has them",
    };
    private readonly Option<bool> _allowTruncated = new(UnreadablePhoto.Option)
        { Description = "read what is there of a photo whose file ends early or is damaged; the rest stays gray" };
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out", text => Whole(text, 1, 1024));
    private readonly Option<Precision?> _precision = PrecisionSwitch.Option();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public PredictCommand(Terminal terminal) : base(Verb, "Measure depth, in metres, for every pixel of photos.")
    {
        Add(_photos);
        Option[] all =
        [
            .. _model.Options, _out, _recursive, _overwrite, _scale, _npy, _pfm, .. _colors.Options,
            .. _switches.Options, _allHeads, _maxDepth, _maxPixels, _maxImagePixels, _scaleGray16, _allowTruncated,
            _threads, _precision, _json,
        ];
        foreach (var option in all) Add(option);
        _photos.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (UsageProblem.OfArgument(token.Value, this) is { } problem) result.AddError(problem);
        });
        SetAction((parsed, cancellation) =>
        {
            var options = Read(parsed, terminal);
            if (options.Out != PlannedFile.StandardOutput)
                return PredictRun.RunAsync(options, terminal, cancellation);
            CheckStandardOutput(options, terminal);
            return PredictRun.RunAsync(options, terminal with { Out = terminal.Error }, cancellation);
        });
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("depth of one photo, as room.depth.png beside it",
            "zoedepth predict room.jpg --model Intel/zoedepth-nyu-kitti"),
        new("a folder, with floats and colours, into another folder",
            "zoedepth predict photos --recursive --model models/zoedepth-nyu-kitti --out depth --npy --color"),
        new("the numbers of the original's infer_pil, forced to its outdoor head",
            "zoedepth predict street.jpg --model models/zoedepth-nyu-kitti --preset upstream --domain kitti"),
        new("what each of two heads says of a photo between two domains",
            "zoedepth predict garden.jpg --all-heads --color"),
        new("frames of a film, whose colours mean the same metres in each",
            "zoedepth predict frames --out depth --color --near 0.5 --far 20 --view log"),
        new("the published ZoeD_K with the range its head was trained for",
            "zoedepth predict street.jpg --model models/zoedepth-kitti --max-depth 80"),
        new("go on with an interrupted folder, results for a program",
            "zoedepth predict photos --model models/zoedepth-nyu --overwrite skip --json"),
    ];

    private void CheckStandardOutput(PredictOptions options, Terminal terminal)
    {
        if (options.Json || options.AllHeads || options.Kinds.Count > 1)
            throw CommandException.Usage(
                $"{_out.Name} - writes one file, the 16-bit PNG, to standard output: {_json.Name}, {_allHeads.Name} " +
                "and the options that write other files do not go with it; name a folder");
        if (terminal.ShowsOut)
            throw CommandException.Usage(
                $"{_out.Name} - would write a PNG to the screen; send it to a file or a program: > room.depth.png");
    }

    private PredictOptions Read(ParseResult parsed, Terminal terminal)
    {
        List<OutputKind> kinds = [OutputKind.Png];
        if (parsed.GetValue(_npy)) kinds.Add(OutputKind.Npy);
        if (parsed.GetValue(_pfm)) kinds.Add(OutputKind.Pfm);
        kinds.AddRange(_colors.Kinds(parsed));
        return new PredictOptions
        {
            Photos = parsed.GetValue(_photos) ?? [],
            Model = _model.Read(parsed),
            Out = parsed.GetValue(_out),
            Recursive = parsed.GetValue(_recursive),
            Overwrite = parsed.GetValue(_overwrite),
            Kinds = kinds,
            Scale = parsed.GetValue(_scale) ?? DepthScale.Millimetres,
            Colors = _colors.Read(parsed, terminal),
            Estimate = _switches.Read(parsed),
            AllHeads = parsed.GetValue(_allHeads),
            MaxDepth = parsed.GetValue(_maxDepth),
            MaxPixels = parsed.GetValue(_maxPixels),
            MaxImagePixels = parsed.GetValue(_maxImagePixels),
            ScaleGray16 = parsed.GetValue(_scaleGray16),
            AllowTruncated = parsed.GetValue(_allowTruncated),
            Threads = parsed.GetValue(_threads),
            Precision = parsed.GetValue(_precision),
            Json = parsed.GetValue(_json),
        };
    }
}
