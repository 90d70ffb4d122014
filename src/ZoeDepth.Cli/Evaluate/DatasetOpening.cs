using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Opens the manifests a command names and says why one cannot be opened.</summary>
internal static class DatasetOpening
{
    /// <exception cref="CommandException">one cannot be read</exception>
    public static IReadOnlyList<ManifestDataset> Open(
        IReadOnlyList<string> manifests, ManifestOptions options, Terminal terminal)
    {
        var datasets = new List<ManifestDataset>();
        foreach (var path in manifests)
        {
            try
            {
                var dataset = ManifestDataset.Open(path, options);
                foreach (var bad in dataset.BadLines)
                    terminal.Note($"left out: {path}, line {bad.Line}: {bad.Problem}");
                datasets.Add(dataset);
            }
            catch (DatasetException error)
            {
                throw CommandException.Usage(error.Line > 0
                    ? $"{error.Message}. Correct the line, or leave bad lines out with --skip-bad"
                    : error.Message);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw CommandException.Usage($"the manifest cannot be read: {error.Message}");
            }
        }
        return datasets;
    }
}
