using System.CommandLine;
using ZoeDepth.Cli.Models;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli;

/// <summary>
/// <c>zoedepth models</c>: models by name, in the caches that Hugging Face's and PyTorch's programs share.
/// </summary>
internal sealed class ModelsCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "models";

    /// <summary>The verb.</summary>
    public ModelsCommand(Terminal terminal) : base(Verb, "List, download, verify, prepare and remove models.")
    {
        Add(new ListCommand(terminal));
        Add(new PullCommand(terminal));
        Add(new VerifyCommand(terminal));
        Add(new PrepareCommand(terminal));
        Add(new RemoveCommand(terminal));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("published models, which of them are here, and where", "zoedepth models list"),
        new("download one, or what is new of it", "zoedepth models pull Intel/zoedepth-nyu-kitti"),
        new("the research code's checkpoint of roads", "zoedepth models pull ZoeD_K"),
        new("compare every byte with its hash", "zoedepth models verify"),
        new("pack its weights once, for quicker starts", "zoedepth models prepare ZoeD_NK --precision int8"),
        new("give its space back", "zoedepth models remove Intel/zoedepth-nyu"),
    ];
}
