using System.CommandLine;
using ZoeDepth.Cli.Bench;
using ZoeDepth.Cli.Shell;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth bench</c>: how fast this machine is, and how near its limits.</summary>
internal sealed class BenchCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "bench";

    private readonly ModelSwitches _model = new();
    private readonly Option<ImageSize?> _size = Valued<ImageSize?>("--size", "HxW",
        "rows x columns of the picture that enters the network; the model's own when left out", EstimateSwitches.Size);
    private readonly Option<string> _picture = new("--picture")
    {
        HelpName = "FILE.svg",
        Description = "draw the roofline: each part of the network below this machine's limits",
    };
    private readonly Option<bool> _replace = new("--replace")
        { Description = "put the picture in the place of a file that is there" };
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out", text => Whole(text, 1, 1024));
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public BenchCommand(Terminal terminal)
        : base(Verb, "Measure this machine: its limits, a pass in each precision, and what each part of the network " +
            "makes of it. Under a minute with most models.")
    {
        Option[] all = [.. _model.Options, _size, _picture, _replace, _threads, _json];
        foreach (var option in all) Add(option);
        SetAction((parsed, cancellation) => BenchRun.RunAsync(Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("this machine with the model in the box", "zoedepth bench"),
        new("at another size, and a picture of the roofline", "zoedepth bench --size 384x512 --picture roofline.svg"),
        new("a published model, figures to paste into an issue", "zoedepth bench --model Intel/zoedepth-nyu --json"),
    ];

    private BenchOptions Read(ParseResult parsed) => new()
    {
        Model = _model.Read(parsed),
        Size = parsed.GetValue(_size),
        Picture = parsed.GetValue(_picture),
        Replace = parsed.GetValue(_replace),
        Threads = parsed.GetValue(_threads),
        Json = parsed.GetValue(_json),
    };
}
