using ZoeDepth.Cache;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli.Models;

/// <summary>Names of models as somebody typed them, for verbs that know no paths.</summary>
internal static class NamedModels
{
    /// <summary>Refuses what is no name.</summary>
    /// <exception cref="CommandException">one is none</exception>
    public static void Require(IEnumerable<string> models)
    {
        foreach (var model in models)
            if (Checkpoint(model) is null && RepoName.Parse(model) is null)
                throw CommandException.Usage(
                    $"'{model}' is no name of a model; expected one such as Intel/zoedepth-nyu-kitti, or " +
                    $"{string.Join(", ", PublishedCheckpoint.All.Select(checkpoint => checkpoint.Name))}." +
                    Suggestion.For(model, PublishedCheckpoint.All.SelectMany(known =>
                        new[] { known.Name, known.Repo.ToString() })));
    }

    /// <summary>The research code's checkpoint of that name, whatever lies in the working folder.</summary>
    public static PublishedCheckpoint? Checkpoint(string model) =>
        PublishedCheckpoint.All.FirstOrDefault(known => known.Name == model);
}
