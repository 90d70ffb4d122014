using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Training;

/// <summary>A picture of a run's data.</summary>
/// <param name="Dataset">where it is</param>
/// <param name="Index">its number there</param>
/// <param name="Domain">whose head it is for</param>
/// <param name="Upright">more rows than columns</param>
/// <param name="Weight">how often it is seen in a round</param>
/// <param name="MissingIsFar">a pixel without depth is the sky</param>
internal sealed record Picture(IDepthDataset Dataset, int Index, Domain Domain, bool Upright, double Weight, bool MissingIsFar);

/// <summary>The pictures a recipe names.</summary>
internal static class PictureSet
{
    /// <summary>Reads the manifests; no picture is opened.</summary>
    /// <exception cref="RecipeException">nothing is left, or a picture has no domain</exception>
    /// <exception cref="DatasetException">a manifest is broken</exception>
    /// <exception cref="IOException">a manifest cannot be read</exception>
    public static IReadOnlyList<Picture> Open(IReadOnlyList<DataRecipe> data)
    {
        var pictures = new List<Picture>();
        foreach (var source in data)
        {
            var dataset = ManifestDataset.Open(source.Manifest);
            var end = source.Count is { } count ? source.Skip + count : dataset.Count;
            if (end > dataset.Count)
            {
                throw new RecipeException($"{source.Manifest} lists {dataset.Count} pictures, but the recipe asks for {source.Count} after {source.Skip}; " +
                    "wait until they are there, or lower count");
            }
            for (var i = source.Skip; i < end; i++)
                if (Of(dataset, i, source) is { Weight: > 0 } picture) pictures.Add(picture);
        }
        if (pictures.Count == 0) throw new RecipeException("the recipe's data hold no picture");
        return pictures;
    }

    private static Picture Of(ManifestDataset dataset, int index, DataRecipe source)
    {
        var info = dataset.Describe(index);
        if (info.Domain is not { } domain)
            throw new RecipeException($"{dataset.Name}: {info.Name} has no domain; each picture needs \"indoor\" or \"outdoor\"");
        var family = info.Family is { } name && source.Families.TryGetValue(name, out var weight) ? weight : 1;
        return new Picture(dataset, index, domain, info.Height > info.Width, source.Weight * family, source.Missing == "far");
    }
}
