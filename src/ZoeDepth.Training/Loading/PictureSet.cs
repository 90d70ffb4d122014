using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Data.Readers;

namespace ZoeDepth.Training;

/// <summary>A picture of a run's data.</summary>
/// <param name="Dataset">where it is</param>
/// <param name="Index">its number there</param>
/// <param name="Domain">whose head it is for</param>
/// <param name="Upright">more rows than columns</param>
/// <param name="Weight">how often it is seen in a round</param>
/// <param name="MissingIsFar">a pixel without depth is the sky</param>
/// <param name="Stride">
/// how many further on the picture is that stands in its place in the next round, of the same domain and orientation;
/// 0: it is the same in each
/// </param>
internal sealed record Picture(
    IDepthDataset Dataset, int Index, Domain Domain, bool Upright, double Weight, bool MissingIsFar, int Stride = 0)
{
    /// <summary>What stands in its place in a round.</summary>
    /// <exception cref="OverflowException">there are not so many numbers</exception>
    public Picture InRound(long round) =>
        Stride == 0 ? this : this with { Index = checked((int)(Index + (round * Stride))) };
}

/// <summary>The pictures a recipe names.</summary>
/// <param name="world">opens the procedural world, of so many pictures, or without end; null: there is none</param>
/// <param name="isRelative">whether inverse depth of any unit is learnt; else depth must be in metres</param>
/// <param name="note">told of lines that are left out</param>
internal sealed class PictureSet(Func<WorldRecipe, int?, IDepthDataset>? world, bool isRelative, Action<string> note)
{
    /// <summary>Reads the lists; no picture is opened, but all must be there.</summary>
    /// <exception cref="RecipeException">nothing is left, or a picture has no domain</exception>
    /// <exception cref="DatasetException">a list is broken, or files are missing</exception>
    /// <exception cref="IOException">a list cannot be read</exception>
    public IReadOnlyList<Picture> Open(IReadOnlyList<DataRecipe> data)
    {
        var pictures = new List<Picture>();
        foreach (var source in data)
        {
            var dataset = Open(source);
            var isEndless = source is { World: not null, Count: null };
            var length = source.Count ?? (isEndless ? source.World!.Round : dataset.Count - source.Skip);
            if (source.Skip + (long)length > dataset.Count)
            {
                throw new RecipeException($"{dataset.Name} lists {dataset.Count} pictures, but the recipe asks for " +
                    $"{source.Count} after {source.Skip}; wait until they are there, or lower count");
            }
            var first = pictures.Count;
            for (var i = source.Skip; i < source.Skip + length; i++)
                if (Of(dataset, i, source, isEndless) is { Weight: > 0 } picture) pictures.Add(picture);
            if (dataset is not ManifestDataset manifest) continue;
            RequireFiles(manifest, pictures.Skip(first));
            for (var i = first; i < pictures.Count; i++) pictures[i] = Turned(pictures[i], manifest);
        }
        if (pictures.Count == 0) throw new RecipeException("the recipe's data hold no picture");
        return pictures;
    }

    private IDepthDataset Open(DataRecipe source)
    {
        if (source.World is { } recipe)
        {
            return world?.Invoke(recipe, source.Count is { } count ? source.Skip + count : null)
                ?? throw new RecipeException(
                    "data.world names the procedural world, which this program does not have; give " +
                    "TrainerOptions.World");
        }
        if (source.Nyu is { } nyu) return SplitFile.OpenNyu(nyu.List, nyu.Images, nyu.Depths);
        if (source.Kitti is { } kitti) return SplitFile.OpenKitti(kitti.List, kitti.Images, kitti.Depths);
        var dataset = ManifestDataset.Open(source.Manifest!,
            new ManifestOptions { SkipBadLines = source.SkipBadLines, Split = source.Split });
        foreach (var bad in dataset.BadLines) note($"left out: {dataset.Name}, line {bad.Line}: {bad.Problem}");
        return dataset;
    }

    private Picture Of(IDepthDataset dataset, int index, DataRecipe source, bool isEndless)
    {
        var info = dataset.Describe(index);
        RequireKind(dataset, info);
        if (info.Domain is not { } domain)
            throw new RecipeException(
                $"{dataset.Name}: {info.Name} has no domain; each picture needs \"indoor\" or \"outdoor\"");
        var family = info.Family is { } name && source.Families.TryGetValue(name, out var weight) ? weight : 1;
        return new Picture(
            dataset, index, domain, info.Height > info.Width, source.Weight * family, source.Missing == "far",
            isEndless ? source.World!.Round : 0);
    }

    /// <summary>
    /// A line need not say sizes, and a telephone writes an upright picture as a lying one that is to be turned: the
    /// head of the file is asked then.
    /// </summary>
    private static Picture Turned(Picture picture, ManifestDataset manifest)
    {
        if (manifest.Describe(picture.Index) is { Width: not null, Height: not null }) return picture;
        var (width, height) = manifest.SizeOf(picture.Index);
        return picture with { Upright = height > width };
    }

    private void RequireKind(IDepthDataset dataset, DepthSampleInfo info)
    {
        if (!isRelative && !info.Kind.IsInMetres())
        {
            throw new RecipeException(
                $"{dataset.Name}: the depth of {info.Name} is of the kind \"{info.Kind.Name()}\", which has no " +
                "metres; learn relative depth from it (\"objective\": \"relative\"), or leave it out");
        }
        if (isRelative && info.Kind == DepthKind.ScaledShifted)
        {
            throw new RecipeException(
                $"{dataset.Name}: the depth of {info.Name} is of the kind \"{info.Kind.Name()}\", whose shift is " +
                "unknown, so that its inverse says nothing; relative depth is learnt from metres, disparity, stereo, " +
                "lidar, structured light and sfm");
        }
    }

    /// <summary>A file that is not there ends a run before its first step, not in its third night.</summary>
    private static void RequireFiles(ManifestDataset manifest, IEnumerable<Picture> pictures)
    {
        const int Named = 5;
        var missing = pictures.SelectMany(picture => manifest.MissingFiles(picture.Index)).ToList();
        if (missing.Count == 0) return;
        throw new DatasetException($"{manifest.Name} lists {missing.Count} files that are not there: " +
            $"{string.Join(", ", missing.Take(Named))}{(missing.Count > Named ? ", …" : "")}; restore them, or take " +
            "their lines out");
    }
}
