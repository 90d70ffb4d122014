using System.CommandLine;
using static ZoeDepth.Cli.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth init</c>: a model folder with random weights.</summary>
internal sealed class InitCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "init";

    private readonly Option<string> _out = new("--out", "-o") { HelpName = "FOLDER", Required = true, Description = "the model folder to make" };
    private readonly Option<string> _config = new("--config", "-c") { HelpName = "nyu|kitti|nyu-kitti|tiny|FILE", Description = "the architecture: a published one, a tiny one for trials, or a config.json; nyu when left out" };
    private readonly Option<int> _seed = Valued("--seed", "N", "where the random numbers start; the same seed gives the same file; 0 when left out", text => Whole(text, 0, int.MaxValue));

    /// <summary>The verb.</summary>
    public InitCommand(Terminal terminal) : base(Verb, "Make a model folder with random weights, drawn by the reference's rules. Such a model has learnt nothing.")
    {
        Add(_out);
        Add(_config);
        Add(_seed);
        SetAction(parsed => ExitCode.Done);
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a tiny model to try the other commands with; its weights are random and see nothing", "zoedepth init --config tiny --seed 1 --out models/tiny"),
        new("the architecture of ZoeD_NK at full size, for speed trials", "zoedepth init --config nyu-kitti --seed 1 --out models/random-nk"),
        new("an architecture of your own", "zoedepth init --config my-config.json --seed 7 --out models/mine"),
    ];
}
