using System.CommandLine;
using ZoeDepth.Cli.Explain;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Tensors;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth explain</c>: how one photo becomes metres.</summary>
internal sealed class ExplainCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "explain";

    private readonly Argument<string> _photo = new("PHOTO") { Description = "one photo" };

    private readonly ModelSwitches _model = new();

    private readonly Option<string> _figures = new("--figures")
    {
        HelpName = "FOLDER",
        Description = "draw what the network does on the way: maps as PNG, bins at three pixels as SVG",
    };

    private readonly Option<bool> _replace = new("--replace")
        { Description = "put figures in the place of files that are there" };
    private readonly EstimateSwitches _switches = new();
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads; ZOEDEPTH_THREADS or one for each processor when left out", text => Whole(text, 1, 1024));
    private readonly Option<Precision?> _precision = PrecisionSwitch.Option();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public ExplainCommand(Terminal terminal)
        : base(Verb, "Tell, step by step, how one photo becomes metres: every size, every switch, every map.")
    {
        Add(_photo);
        Option[] all = [.. _model.Options, _figures, _replace, .. _switches.Options, _threads, _precision, _json];
        foreach (var option in all) Add(option);
        _photo.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (UsageProblem.OfArgument(token.Value, this) is { } problem) result.AddError(problem);
        });
        SetAction((parsed, cancellation) => ExplainRun.RunAsync(Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("the pipeline in force for a photo", "zoedepth explain room.jpg"),
        new("what the research code's infer_pil would do instead", "zoedepth explain room.jpg --preset upstream"),
        new("the figures of docs/how-zoedepth-works.md, of another photo",
            "zoedepth explain room.jpg --figures figures"),
    ];

    private ExplainOptions Read(ParseResult parsed) => new()
    {
        Photo = parsed.GetRequiredValue(_photo),
        Model = _model.Read(parsed),
        Figures = parsed.GetValue(_figures),
        Replace = parsed.GetValue(_replace),
        Estimate = _switches.Read(parsed),
        Threads = parsed.GetValue(_threads),
        Precision = parsed.GetValue(_precision),
        Json = parsed.GetValue(_json),
    };
}
