using System.CommandLine;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Info;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Pretrained;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth info</c>: what this machine, a model folder, a photo or a depth file is.</summary>
internal sealed class InfoCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "info";

    private readonly Argument<string?> _subject = new("SUBJECT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description =
            "a model folder, the name of a downloaded model, a photo, or a depth file; this machine when left out",
    };
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public InfoCommand(Terminal terminal)
        : base(Verb, "Tell what this machine, a model folder, a photo or a depth file is.")
    {
        Add(_subject);
        Add(_json);
        _subject.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (UsageProblem.OfArgument(token.Value, this) is { } problem) result.AddError(problem);
        });
        SetAction(parsed =>
        {
            var facts = FactsOf(parsed.GetValue(_subject), terminal);
            if (parsed.GetValue(_json))
                terminal.Out.WriteLine(InfoDocument.Of(facts.ToDictionary(fact => fact.Key, fact => fact.Value)));
            else foreach (var fact in facts) terminal.Out.WriteLine($"{fact.Label,-22}{fact.Text}");
            return ExitCode.Done;
        });
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("instruction set, processors, threads, versions", "zoedepth info"),
        new("what a model folder holds", "zoedepth info models/zoedepth-nyu"),
        new("what a downloaded model holds", "zoedepth info Intel/zoedepth-nyu-kitti"),
        new("what a checkpoint of the research code holds", "zoedepth info ZoeD_M12_N.pt"),
        new("size, kind and camera of a photo", "zoedepth info room.jpg"),
        new("unit, range, model and switches of a depth file", "zoedepth info room.depth.png"),
    ];

    private static IReadOnlyList<Fact> FactsOf(string? subject, Terminal terminal)
    {
        if (subject is null) return MachineFacts.Now();
        if (Directory.Exists(subject) || (File.Exists(subject) && WeightFiles.IsPyTorch(subject)))
            return ModelFacts.Of(subject, ModelLocation.Of(subject));
        if (File.Exists(subject)) return IsDepth(subject) ? DepthFacts.Of(subject) : PhotoFacts.Of(subject);
        if (ModelLocation.IsName(subject))
            return ModelFacts.Of(subject, ModelFolder.Open(subject,
                () => ModelLocation.Of(subject, new CacheFolders(terminal.Variable))));
        throw CommandException.Usage(
            $"there is no file or folder {subject} (looked from {Directory.GetCurrentDirectory()}); name a model " +
            "folder, a photo, a depth file, or nothing for this machine");
    }

    private static bool IsDepth(string file)
    {
        try
        {
            return DepthFacts.AreOf(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.SomeFailed, unreadable.Message, unreadable);
        }
    }
}
