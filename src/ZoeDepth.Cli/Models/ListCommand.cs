using System.CommandLine;
using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Hub.Cached;

namespace ZoeDepth.Cli.Models;

/// <summary><c>zoedepth models list</c>.</summary>
internal sealed class ListCommand : Command
{
    private readonly Option<bool> _json = new(JsonOutput.Option)
        { Description = "one JSON document on standard output and nothing else there" };

    /// <summary>The verb.</summary>
    public ListCommand(Terminal terminal) : base("list", "Name published models and those on this machine.")
    {
        Add(_json);
        SetAction(parsed => Run(parsed.GetValue(_json), terminal));
    }

    private static int Run(bool json, Terminal terminal)
    {
        var settings = ModelFolder.Open("", () => ModelFolder.Settings(new ModelRequest(""), terminal));
        var inventory = ModelFolder.Open(settings.Cache, () => CacheInventory.Of(settings));
        if (json)
        {
            terminal.Out.WriteLine(ModelsDocument.Of(new ListDocument(ProgramVersion.Version, settings.Cache,
                settings.Folders.TorchCheckpoints,
                [.. inventory.Models.Select(model => new ListedModel(model.Name, model.IsHere, model.Bytes, model.Path,
                    model.Missing, model.Revisions, model.About))], inventory.Others)));
            return ExitCode.Done;
        }
        var width = inventory.Models.Max(model => model.Name.Length) + 2;
        foreach (var model in inventory.Models)
            terminal.Out.WriteLine($"{model.Name.PadRight(width)}{State(model),-14}{model.About}".TrimEnd());
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"hub's cache:       {settings.Cache}{Others(inventory)}");
        terminal.Out.WriteLine($"torch.hub's cache: {settings.Folders.TorchCheckpoints}");
        return ExitCode.Done;
    }

    private static string State(CachedModel model) => model switch
    {
        { Path: null } => "not here",
        { Missing: not null } => "incomplete",
        _ => string.Create(CultureInfo.InvariantCulture, $"{model.Bytes / 1e6:N1} MB"),
    };

    private static string Others(CacheInventory inventory) => inventory.Others == 0 ? ""
        : $" (beside {inventory.Others} of other kinds)";
}
