using System.CommandLine;
using ZoeDepth.Cli.Repair;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth repair-k</c>: depth that the published ZoeD_K wrote, in the range it was trained for.</summary>
internal sealed class RepairKCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "repair-k";

    private readonly Argument<string[]> _files = new("FILE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "depth of the published ZoeD_K (10 m): 16-bit PNG, NPY, NPZ or PFM",
    };

    private readonly Option<string> _out = new("--out", "-o")
        { HelpName = "FOLDER", Description = "where repaired files go; beside each file when left out" };
    private readonly Option<double?> _units = Valued<double?>("--units", "NUMBER",
        "units a metre of 16-bit PNG files that do not say: 256 as the research code writes them, 1000 for millimetres",
        text => Positive(text));
    private readonly Option<bool> _replace = new("--replace")
        { Description = "put repaired files in the place of those of their name that are there" };
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public RepairKCommand(Terminal terminal)
        : base(Verb, "Stretch depth that the published ZoeD_K wrote from 10 m to the 80 m it was trained for.")
    {
        Add(_files);
        foreach (var option in new Option[] { _out, _units, _replace, _json }) Add(option);
        _files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (UsageProblem.OfArgument(token.Value, this) is { } problem) result.AddError(problem);
        });
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("street.depth.npy becomes street.depth.80m.npy beside it", "zoedepth repair-k street.depth.npy"),
        new("what the research code's save_raw_16bit wrote, into another folder",
            "zoedepth repair-k depth/*.png --units 256 --out repaired"),
    ];

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var (json, units) = (parsed.GetValue(_json), parsed.GetValue(_units));
        var repair = new DepthRepair(parsed.GetValue(_out),
            units is { } number ? new DepthScale(number) : null, parsed.GetValue(_replace));
        var reports = new List<RepairReport>();
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            reports.Add(repair.Run(file));
            if (!json) terminal.Out.WriteLine(reports[^1].ToText());
        }
        var code = reports.Any(report => report.Error is not null) ? ExitCode.SomeFailed : ExitCode.Done;
        if (json) terminal.Out.WriteLine(RepairDocument.Of(new(ProgramVersion.Version, code, reports)));
        return code;
    }
}
