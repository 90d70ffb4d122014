using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Hub;
using ZoeDepth.Hub.Cached;

namespace ZoeDepth.Cli.Models;

/// <summary><c>zoedepth models remove</c>.</summary>
internal sealed class RemoveCommand : Command
{
    private readonly Argument<string[]> _models =
        new("MODEL") { Arity = ArgumentArity.OneOrMore, Description = "names" };

    private readonly ModelSwitches _switches = new();
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public RemoveCommand(Terminal terminal)
        : base("remove", "Remove models from the caches, for Python's programs too; --revision removes one of several.")
    {
        Add(_models);
        Add(_switches.Revision);
        Add(_json);
        SetAction(parsed => Run(parsed, terminal));
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        var models = parsed.GetValue(_models) ?? [];
        NamedModels.Require(models);
        var revision = parsed.GetValue(_switches.Revision);
        var removed = new List<RemovedModel>();
        foreach (var model in models)
        {
            var settings = ModelFolder.Open(model,
                () => ModelFolder.Settings(new ModelRequest(model, revision), terminal));
            var bytes = Remove(model, revision, settings);
            removed.Add(new(model, revision, bytes));
            if (!parsed.GetValue(_json))
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{model}{(revision is null ? "" : $", revision {revision}")}: removed, {bytes / 1e6:N1} MB free"));
        }
        if (parsed.GetValue(_json))
            terminal.Out.WriteLine(ModelsDocument.Of(new RemoveDocument(ProgramVersion.Version, removed)));
        return ExitCode.Done;
    }

    private static long Remove(string model, string? revision, HubSettings settings)
    {
        try
        {
            return Removed(model, revision, settings);
        }
        catch (HubException error)
        {
            throw new CommandException(error.Fault == HubFault.CannotWrite ? ExitCode.Output : ExitCode.Usage,
                error.Message, error);
        }
    }

    private static long Removed(string model, string? revision, HubSettings settings)
    {
        if (NamedModels.Checkpoint(model) is not { } checkpoint)
        {
            var repo = new CachedRepo(settings.Cache, RepoName.Parse(model)!);
            return revision is null ? CacheRemoval.Remove(repo) : CacheRemoval.Remove(repo, revision);
        }
        return revision is null ? CacheRemoval.Remove(checkpoint, settings.Folders)
            : throw CommandException.Usage($"{model} has no revisions; leave --revision out");
    }
}
