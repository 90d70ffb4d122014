using System.CommandLine;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Data;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Variants;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth synth</c>: photographs of a procedural world with exact depth.</summary>
internal sealed class SynthCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "synth";

    private const string DeviceAspect = "device";
    private const int LeastSide = 16;
    private const int LargestSide = 4096;

    /// <summary>Pictures of each family where no number is asked for.</summary>
    private const int OfEachFamily = 4;

    private readonly Option<string> _out = new("--out", "-o")
    {
        HelpName = "FOLDER",
        Description =
        "write a dataset: JPEG, 16-bit PNG depth, manifest.jsonl; an ended run goes on when asked for the same again",
    };
    private readonly Option<IReadOnlyList<string>?> _families =
        Valued<IReadOnlyList<string>?>("--family", "NAME,…|all|indoor|outdoor",
        "kinds of places, in turn; one named twice has two turns; all when left out", FamilyNames.Read);
    private readonly Option<int?> _count = Valued<int?>("--count", "N",
        $"how many pictures; needed with --out, else {OfEachFamily} of each family when left out",
        text => Whole(text, 1, DatasetOptions.MostPictures));
    private readonly Option<ulong> _seed =
        Valued("--seed", "N", "the seed of the first picture, the next has the next; 0 when left out", Seed);
    private readonly Option<SampleOptions?> _size =
        Valued<SampleOptions?>("--size", "HxW", "rows x columns of a picture; 192x256 when left out", Size);
    private readonly Option<string> _aspect = Choice("--aspect",
        "fixed (default): all of that size; device: shapes of telephones and cameras, level and upright, of about " +
        "as many pixels", Aspects);
    private readonly Option<DepthKind> _depth = Valued("--depth", "KIND",
        "how depth is known: metric (default); relative and disparity in a unit of the family's own; as stereo, " +
        "structured-light (to 3 m in the open) or lidar see it, with their holes; sfm, a few points in a unit of the " +
        "picture's own",
        text => OneOf(text, DepthKinds.ByName));
    private readonly Option<int?> _shardSize = Valued<int?>("--shard-size", "N",
        "pictures in one folder of the dataset; 1000 when left out",
        text => Whole(text, 1, DatasetOptions.LargestShard));
    private readonly Option<string> _sheet = new("--sheet")
    {
        HelpName = "FILE.png|jpg",
        Description =
            $"write photographs beside their depth in colours, at most {ContactSheet.Most}; of the dataset's files " +
            "where there is --out",
    };
    private readonly Option<int?> _columns =
        Valued<int?>("--columns", "N", "pairs in a row of the sheet; 4 when left out", text => Whole(text, 1, 20));
    private readonly Option<string> _stats =
        new("--stats")
            { HelpName = "FILE.png", Description = "draw how far the pixels of each family are, and tell it" };
    private readonly Option<bool> _replace = new("--replace")
        { Description = "put sheet and statistics in the place of files that are there" };
    private readonly Option<bool> _list = new("--list")
        { Description = "tell which families there are, and do nothing else" };
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out; files are the same bytes for every number",
        text => Whole(text, 1, 1024));
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    // Words, not truth values: of those the parser makes a switch, which takes no word.
    private static OrderedDictionary<string, string> Aspects { get; } = new()
        { ["fixed"] = "fixed", [DeviceAspect] = DeviceAspect };

    /// <summary>The verb.</summary>
    public SynthCommand(Terminal terminal)
        : base(Verb,
            "Make photographs of a procedural world with exact depth, from a seed: to train, to test, to show.")
    {
        Option[] options =
            [_out, _families, _count, _seed, _size, _aspect, _depth, _shardSize, _sheet, _columns, _stats, _replace,
                _list, _threads, _json];
        foreach (var option in options) Add(option);
        SetAction((parsed, cancellation) => parsed.GetValue(_list)
            ? Task.FromResult(SynthRun.List(terminal, parsed.GetValue(_json)))
            : SynthRun.RunAsync(Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("ten thousand pictures of every kind of place; the same command goes on if it is ended",
            "zoedepth synth --count 10000 --seed 1 --out data/world"),
        new("what the places look like: photographs beside their depth, nothing else written",
            "zoedepth synth --sheet world.png"),
        new("places in the open at the size of a KITTI crop, and how far their pixels are",
            "zoedepth synth --family outdoor --count 500 --size 352x704 --out data/outdoor --stats outdoor.png"),
        new("streets as a laser scanner on a car sees them, photographs in shapes of real cameras",
            "zoedepth synth --family city-street --depth lidar --aspect device --count 500 --out data/lidar --sheet " +
            "lidar.jpg"),
        new("which kinds of places there are", "zoedepth synth --list"),
    ];

    private SynthOptions Read(ParseResult parsed)
    {
        var (folder, sheet, stats) = (parsed.GetValue(_out), parsed.GetValue(_sheet), parsed.GetValue(_stats));
        if (folder is null && sheet is null && stats is null)
        {
            throw CommandException.Usage(
                $"say what to make: {_out.Name} FOLDER, {_sheet.Name} FILE.png|jpg or {_stats.Name} FILE.png; " +
                $"{_list.Name} tells which families there are. See: zoedepth {Verb} --help");
        }
        var families = parsed.GetValue(_families) ?? FamilyNames.Read(FamilyNames.All);
        var count = parsed.GetValue(_count);
        if (folder is not null && count is null)
            throw CommandException.Usage(
                $"{_count.Name} N is missing: how many pictures the dataset in {folder} shall have");
        var depth = parsed.GetValue(_depth);
        if (stats is not null && !depth.IsInMetres())
        {
            var inMetres = string.Join(", ",
                DepthKinds.ByName.Where(kind => kind.Value.IsInMetres()).Select(kind => kind.Key));
            throw CommandException.Usage(
                $"{_stats.Name} tells metres, but {_depth.Name} {depth.Name()} has a unit of its own; " +
                $"leave it out, or ask for {_depth.Name} {inMetres}");
        }
        return new SynthOptions
        {
            Families = families,
            Count = count ?? (OfEachFamily * families.Count),
            Seed = parsed.GetValue(_seed),
            Picture = (parsed.GetValue(_size) ?? SampleOptions.Default) with
            { DeviceAspect = parsed.GetValue(_aspect) == DeviceAspect },
            Depth = depth,
            Out = folder,
            ShardSize = parsed.GetValue(_shardSize) ?? 1000,
            Sheet = sheet,
            Columns = parsed.GetValue(_columns) ?? 4,
            Stats = stats,
            Replace = parsed.GetValue(_replace),
            Threads = parsed.GetValue(_threads),
            Json = parsed.GetValue(_json),
        };
    }

    private static SampleOptions? Size(string text)
    {
        var sides = text.Split('x', 'X');
        return sides.Length == 2 && int.TryParse(sides[0], out var rows) && int.TryParse(sides[1], out var columns)
            && Math.Min(rows, columns) >= LeastSide && Math.Max(rows, columns) <= LargestSide
            ? new SampleOptions { Width = columns, Height = rows }
            : throw new FormatException(
                $"expects rows x columns, each from {LeastSide} to {LargestSide}, such as 192x256, but '{text}' came");
    }
}
