using System.CommandLine;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Hub;

namespace ZoeDepth.Cli.Models;

/// <summary><c>zoedepth models pull</c>.</summary>
internal sealed class PullCommand : Command
{
    private readonly Argument<string[]> _models = new("MODEL")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "names: Intel/zoedepth-nyu-kitti or another of the Hugging Face hub, ZoeD_N, ZoeD_K, ZoeD_NK",
    };

    private readonly ModelSwitches _switches = new();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public PullCommand(Terminal terminal) : base("pull", "Download models, or what is new of them.")
    {
        foreach (var option in new Option[] { _switches.Revision, _switches.Offline, _json }) Add(option);
        Add(_models);
        SetAction(
            (parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var models = parsed.GetValue(_models) ?? [];
        NamedModels.Require(models);
        var pulled = new List<PulledModel>();
        foreach (var model in models)
        {
            var path = ModelFolder.Open(model, () =>
            {
                using var hub = new ModelHub(ModelFolder.Settings(_switches.Of(model, parsed), terminal));
                return new TransferProgress(terminal).While(progress =>
                    (NamedModels.Checkpoint(model) is { } checkpoint
                        ? hub.LocateAsync(checkpoint, progress, cancellation)
                        : hub.LocateAsync(RepoName.Parse(model)!, isAsked: true, progress, cancellation))
                    .GetAwaiter().GetResult()).Path;
            });
            pulled.Add(new(model, path));
            if (!parsed.GetValue(_json)) terminal.Out.WriteLine($"{model}: {path}");
        }
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(ModelsDocument.Of(new PullDocument(ProgramVersion.Version, pulled)));
        return ExitCode.Done;
    }
}
