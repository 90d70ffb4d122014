using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Geometry;
using ZoeDepth.Tensors;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>The argument and options of the verbs that make geometry.</summary>
internal sealed class SurfaceSwitches
{
    private static readonly Dictionary<string, GeometryAxes> AxesNames = new()
        { ["gltf"] = GeometryAxes.Gltf, ["opencv"] = GeometryAxes.OpenCv };

    private readonly SurfaceKind _kind;
    private readonly ModelSwitches _model = new();
    private readonly EstimateSwitches _estimate = new();
    private readonly Option<string> _out = new("--out", "-o")
        { HelpName = "FILE", Description = "the file to write, .glb or .ply; beside the photo when left out" };
    private readonly Option<bool> _replace = new("--replace")
        { Description = "take the place of a file that is there" };
    private readonly Option<string> _depth = new("--depth")
    {
        HelpName = "FILE",
        Description = "take metres from a file (16-bit PNG, NPY, NPZ, PFM) instead of estimating them",
    };
    private readonly Option<double?> _units = Valued<double?>("--units", "NUMBER",
        "units a metre of a 16-bit PNG for --depth that does not say: 1000 for millimetres, 256 as KITTI has it",
        text => Positive(text));
    private readonly Option<string> _intrinsics = new("--intrinsics")
    {
        HelpName = "FILE",
        Description = "the camera's calibration as JSON: fx, fy, cx, cy in pixels, and width and height where they " +
            "are not the photo's; or KITTI's calibration file, of the left colour camera",
    };
    private readonly Option<int?> _maxSide;
    private readonly Option<double?> _maxJump;
    private readonly Option<double?> _maxGradient = Valued<double?>("--max-gradient", "METRES",
        "cut where depth changes by more than this from one pixel to the next; 0.05 is the research code's",
        text => Positive(text));
    private readonly Option<bool> _keepEdges = new("--keep-edges") { Description = "cut nowhere" };
    private readonly Option<GeometryAxes?> _axes = Valued<GeometryAxes?>("--axes", string.Join('|', AxesNames.Keys),
        "of a PLY file: gltf = x right, y up, z towards the viewer (default); opencv = x right, y down, z forward",
        text => OneOf(text, AxesNames));
    private readonly Option<bool> _original = new("--original")
        { Description = "as the research code's user interface makes it, quirks and all" };
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out", text => Whole(text, 1, 1024));
    private readonly Option<Precision?> _precision = PrecisionSwitch.Option();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    public SurfaceSwitches(SurfaceKind kind)
    {
        _kind = kind;
        _maxSide = Valued<int?>("--max-side", "N",
            $"most columns, and rows, of the grid of points; {kind.Defaults.MaxSide} when left out",
            text => Whole(text, 2, SurfaceOptions.LargestSide));
        _maxJump = Valued<double?>("--max-jump", "SHARE", string.Create(CultureInfo.InvariantCulture,
            $"cut where depth grows by more than this share from one point to the next; {kind.Defaults.Edges.Jump switch
            {
                { } share => $"{share} when left out",
                _ => "nothing is cut when left out",
            }}"), text => Positive(text));
    }

    /// <summary>The photo.</summary>
    public Argument<string> Photo { get; } = new("PHOTO") { Description = "one photo, or - for standard input" };

    /// <summary>What the verb adds.</summary>
    public IReadOnlyList<Option> Options =>
    [
        _out, _replace, .. _model.Options, _depth, _units, .. IsPanorama ? Array.Empty<Option>() : [_intrinsics],
        .. _estimate.Options, _maxSide, _maxJump, _maxGradient, _keepEdges, _axes,
        .. IsCloud ? Array.Empty<Option>() : [_original], _threads, _precision, _json,
    ];

    private bool IsPanorama => _kind == SurfaceKind.Panorama;

    private bool IsCloud => _kind == SurfaceKind.Cloud;

    /// <summary>What was typed.</summary>
    /// <exception cref="CommandException">options exclude one another</exception>
    public SurfaceRequest Read(ParseResult parsed)
    {
        var depth = parsed.GetValue(_depth);
        Exclude(parsed, _depth.Name, "--model");
        foreach (var idle in _estimate.Options.Select(option => option.Name).Where(name => name != "--hfov")
            .Append(_precision.Name))
            Exclude(parsed, _depth.Name, idle);
        if (IsGiven(parsed, _units.Name) && depth is null)
            throw CommandException.Usage($"{_units.Name} says what a file of {_depth.Name} holds; name one");
        Exclude(parsed, _intrinsics.Name, "--hfov");
        Exclude(parsed, _maxJump.Name, _maxGradient.Name);
        Exclude(parsed, _keepEdges.Name, _maxJump.Name);
        Exclude(parsed, _keepEdges.Name, _maxGradient.Name);
        Exclude(parsed, _original.Name, _intrinsics.Name);
        Exclude(parsed, _original.Name, _axes.Name);
        Exclude(parsed, _original.Name, _maxSide.Name);
        Exclude(parsed, _original.Name, _maxJump.Name);
        Exclude(parsed, _original.Name, _maxGradient.Name);
        if (IsPanorama && IsGiven(parsed, "--hfov"))
            throw CommandException.Usage("--hfov makes no sense for a panorama, which sees 360 degrees; leave it out");
        return new SurfaceRequest
        {
            Kind = _kind,
            Photo = parsed.GetRequiredValue(Photo),
            Out = parsed.GetValue(_out),
            Replace = parsed.GetValue(_replace),
            Depth = depth,
            DepthScale = parsed.GetValue(_units) is { } units ? new(units) : null,
            Model = depth is null ? _model.Read(parsed) : null,
            Estimate = _estimate.Read(parsed),
            Intrinsics = IsPanorama ? null : parsed.GetValue(_intrinsics),
            Surface = _kind.Defaults with
            {
                MaxSide = parsed.GetValue(_maxSide) ?? _kind.Defaults.MaxSide,
                Edges = parsed.GetValue(_keepEdges) ? EdgeCut.None
                    : parsed.GetValue(_maxJump) is { } share ? EdgeCut.AtJump(share)
                    : parsed.GetValue(_maxGradient) is { } metres ? EdgeCut.AtGradient(metres)
                    : _kind.Defaults.Edges,
            },
            Axes = parsed.GetValue(_axes),
            Original = !IsCloud && parsed.GetValue(_original),
            Threads = parsed.GetValue(_threads),
            Precision = parsed.GetValue(_precision),
            Json = parsed.GetValue(_json),
        };
    }

    /// <summary>Refuses options among the arguments.</summary>
    public void Validate(Command verb) => Photo.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
            if (token.Value != PhotoSearch.StandardInput && UsageProblem.OfArgument(token.Value, verb) is { } problem)
                result.AddError(problem);
    });

    private static void Exclude(ParseResult parsed, string one, string other)
    {
        if (IsGiven(parsed, one) && IsGiven(parsed, other))
            throw CommandException.Usage($"{one} and {other} exclude one another; keep one");
    }

    private static bool IsGiven(ParseResult parsed, string option) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(each => each.Name == option) is { } known
        && parsed.GetResult(known) is { Implicit: false };
}
