using System.CommandLine;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Train;
using ZoeDepth.Training;
using static ZoeDepth.Cli.Shell.OptionParsing;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth train</c>: runs a recipe, and goes on with it when it was ended.</summary>
internal sealed class TrainCommand : Command
{
    /// <summary>The verb's name.</summary>
    public const string Verb = "train";

    private readonly Argument<string> _recipe = new("RECIPE.json")
        { Description = "what is learnt, from what, and how: docs/training.md explains every field" };
    private readonly Option<string> _out = new("--out", "-o")
        { HelpName = "FOLDER", Description = "the folder of the run, instead of the recipe's" };
    private readonly Option<string> _model = new("--model")
        { HelpName = "MODEL", Description = "the model the run begins from, instead of the recipe's: a folder, a " +
            "checkpoint's file, or a name as in zoedepth models" };
    private readonly Option<string> _config = new("--config")
        { HelpName = "FILE", Description = "a config.json whose network the run begins with, with random weights, " +
            "instead of the recipe's start" };
    private readonly Option<ulong?> _seed = Valued<ulong?>("--seed", "N",
        "where the run's random numbers come from, instead of the recipe's", text => Seed(text));
    private readonly Option<double?> _hours = Valued<double?>("--hours", "H",
        "for a recipe without a number of steps: hours of training. The first steps are timed, the number is fixed " +
        "and recorded, and from then on it counts alone",
        text => Positive(text));
    private readonly Option<int?> _threads = Valued<int?>("--threads", "N",
        "threads of the network; ZOEDEPTH_THREADS or one for each processor when left out; the same bits come out " +
        "for every number",
        text => Whole(text, 1, 1024));
    private readonly Option<int?> _loaders =
        Valued<int?>("--loader-threads", "N", "threads that decode and vary pictures beside it; 1 when left out",
            text => Whole(text, 1, 64));

    private readonly Option<bool> _events = new("--tensorboard")
        { Description = "also write events, which TensorBoard shows" };
    private readonly Option<bool> _check =
        new("--check")
            { Description = "learn nothing: report on the data, time some steps, and estimate how long it takes and " +
                "how much memory" };
    private readonly Option<bool> _unchecked =
        new("--unchecked") { Description = "begin although a glance at the data finds what cannot be meant" };

    /// <summary>The verb.</summary>
    public TrainCommand(Terminal terminal)
        : base(Verb, "Train a model by a recipe. Ctrl-C writes a checkpoint; the same command goes on from it.")
    {
        Add(_recipe);
        Add(_out);
        Add(_model);
        Add(_config);
        Add(_seed);
        Add(_hours);
        Add(_threads);
        Add(_loaders);
        Add(_events);
        Add(_check);
        Add(_unchecked);
        SetAction((parsed, cancellation) =>
            TrainRun.RunAsync(parsed.GetRequiredValue(_recipe), recipe => Changed(recipe, parsed), new TrainerOptions
        {
            Hours = parsed.GetValue(_hours),
            Threads = parsed.GetValue(_threads),
            LoaderThreads = parsed.GetValue(_loaders) ?? 1,
            WritesEvents = parsed.GetValue(_events),
            World = WorldSource.Open,
        }, CheckOf(parsed), terminal, cancellation));
    }

    private TrainingRecipe Changed(TrainingRecipe recipe, ParseResult parsed)
    {
        if (parsed.GetValue(_out) is { } folder) recipe = recipe with { Out = folder };
        var (model, config) = (parsed.GetValue(_model), parsed.GetValue(_config));
        if (model is not null && config is not null)
            throw CommandException.Usage("--model and --config both say where the run begins; leave one out");
        if (model is not null) recipe = recipe with { Model = model, Start = null };
        if (config is not null)
            recipe = recipe with
                { Model = null, Start = (recipe.Start ?? new() { Config = config }) with { Config = config } };
        if (parsed.GetValue(_seed) is not { } seed) return recipe;
        return recipe with { Seed = seed, Start = recipe.Start is { } start ? start with { Seed = seed } : null };
    }

    private CheckMode CheckOf(ParseResult parsed) =>
        parsed.GetValue(_check) ? CheckMode.Only : parsed.GetValue(_unchecked) ? CheckMode.None : CheckMode.Glance;

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("train by a recipe; the same command goes on with a run that was ended",
            "zoedepth train recipes/tutorial.json"),
        new("look at the data and the time it will take first", "zoedepth train recipes/two-heads.json --check"),
        new("as many steps as two hours allow, on one thread",
            "zoedepth train recipes/two-heads.json --hours 2 --threads 1 --out runs/two-heads"),
    ];
}
