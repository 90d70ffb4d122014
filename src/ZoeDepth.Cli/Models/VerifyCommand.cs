using System.CommandLine;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Hub;
using ZoeDepth.Hub.Cached;

namespace ZoeDepth.Cli.Models;

/// <summary><c>zoedepth models verify</c>.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly Argument<string[]> _models = new("MODEL")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "names; every ZoeDepth on this machine when left out",
    };

    private readonly ModelSwitches _switches = new();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public VerifyCommand(Terminal terminal) : base("verify", "Compare every byte of downloaded models with its hash.")
    {
        Add(_models);
        Add(_switches.Offline);
        Add(_json);
        SetAction(
            (parsed, cancellation) => Task.Run(() => Run(parsed, terminal, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var models = parsed.GetValue(_models) ?? [];
        NamedModels.Require(models);
        var settings = ModelFolder.Open("", () => ModelFolder.Settings(_switches.Of("", parsed), terminal));
        if (models.Length == 0)
            models = [.. ModelFolder.Open(settings.Cache, () => CacheInventory.Of(settings)).Models
                .Where(model => model.Path is not null).Select(model => model.Name)];
        if (models.Length == 0)
            throw CommandException.Usage(
                $"no ZoeDepth has been downloaded into {settings.Cache} or {settings.Folders.TorchCheckpoints}; " +
                "zoedepth models pull downloads one");
        using var hub = new ModelHub(settings);
        var files = new List<VerifiedFile>();
        foreach (var model in models)
            foreach (var file in Of(model, hub, settings, terminal, cancellation))
            {
                files.Add(file);
                if (!parsed.GetValue(_json)) terminal.Out.WriteLine(Text(file));
            }
        var code = files.Any(file => file.State is FileState.Damaged or FileState.Missing)
            ? ExitCode.SomeFailed : ExitCode.Done;
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(ModelsDocument.Of(new VerifyDocument(ProgramVersion.Version, code,
                [.. files.Select(file => new VerifiedEntry(file.Model, file.File, Word(file.State), file.Reason))])));
        else if (code != ExitCode.Done) terminal.Out.WriteLine(Advice(files));
        return code;
    }

    private static IReadOnlyList<VerifiedFile> Of(string model, ModelHub hub, HubSettings settings, Terminal terminal,
        CancellationToken cancellation) => ModelFolder.Open(model, () =>
        new TransferProgress(terminal).While(progress =>
        {
            var verification = new CacheVerification(settings.IsOffline ? null : hub.Client, progress);
            return NamedModels.Checkpoint(model) is { } checkpoint ? [verification.Of(checkpoint, settings.Folders)]
                : verification.OfAsync(new CachedRepo(settings.Cache, RepoName.Parse(model)!), cancellation)
                    .GetAwaiter().GetResult();
        }));

    private static string Text(VerifiedFile file) => $"{file.Model}: {file.File}: {Word(file.State)} ({file.Reason})";

    private static string Word(FileState state) => state.ToString().ToLowerInvariant();

    private static string Advice(IEnumerable<VerifiedFile> files) => string.Join(Environment.NewLine, files
        .GroupBy(file => file.Model).Select(model => model.Any(file => file.State == FileState.Damaged)
            ? $"fetch it anew: zoedepth models remove {model.Key} && zoedepth models pull {model.Key}"
            : model.Any(file => file.State == FileState.Missing)
                ? $"fetch what is missing: zoedepth models pull {model.Key}" : null).OfType<string>());
}
