namespace ZoeDepth.Data.Readers;

/// <summary>
/// The datasets of the original's evaluation below one folder, where its configuration looks for them
/// (<c>nyu_depth_v2/official_splits/test</c>, <c>kitti/raw</c> …), or one of them in a folder of its own.
/// </summary>
public static class BenchmarkFolder
{
    private const int Named = 10;

    /// <summary>Opens one dataset; every file it names is looked for first.</summary>
    /// <param name="key">one of <see cref="Benchmark.All"/></param>
    /// <param name="root">the folder of all datasets, or this dataset's own</param>
    /// <param name="list">
    /// the list of files of NYU or KITTI; when null, it is looked for in <c>train_test_inputs</c>, in the root and
    /// beside the photographs
    /// </param>
    /// <param name="missing">
    /// where pairs of which a file is not there are left out: it is given the first such file of each; when null, they
    /// end it
    /// </param>
    /// <param name="resizeAsOriginal">
    /// resize photographs as the original's loaders do for some of the datasets, before the network's own resizing;
    /// depth keeps its size
    /// </param>
    /// <exception cref="ArgumentException">there is no dataset of this key; the message lists them</exception>
    /// <exception cref="DatasetException">
    /// the folder has another layout, a list cannot be understood, or files are missing; the message shows the layout
    /// and the first of them
    /// </exception>
    public static IDepthDataset Open(string key, string root, string? list = null,
        ICollection<string>? missing = null, bool resizeAsOriginal = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var (benchmark, layout) = (Benchmark.Of(key), BenchmarkLayout.Of(key));
        try
        {
            var pairs = Complete(Pairs(benchmark, layout, root, list), missing, layout);
            return resizeAsOriginal ? pairs.Resizing(image => BenchmarkInput.Of(key, image)) : pairs;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{key}: {error.Message} {Expected(root, layout)}", error);
        }
    }

    /// <summary>Whether a list names a dataset's files, as it does those of NYU and KITTI.</summary>
    /// <param name="key">one of <see cref="Benchmark.All"/></param>
    /// <exception cref="ArgumentException">there is no dataset of this key</exception>
    public static bool HasList(string key) => BenchmarkLayout.Of(Benchmark.Of(key).Key).List is not null;

    /// <summary>Whether a dataset's folder is below that of all datasets; what is in it is not looked at.</summary>
    /// <param name="root">the folder of all datasets</param>
    /// <param name="key">one of <see cref="Benchmark.All"/></param>
    /// <exception cref="ArgumentException">there is no dataset of this key</exception>
    public static bool IsBelow(string root, string key) =>
        Directory.Exists(Path.Combine(root, BenchmarkLayout.Of(Benchmark.Of(key).Key).Folder));

    private static PairDataset Pairs(Benchmark benchmark, BenchmarkLayout layout, string root, string? list)
    {
        var folder = Path.Combine(root, layout.Folder);
        if (!Directory.Exists(folder))
        {
            folder = root;
            if (!Directory.Exists(folder)) throw new DatasetException($"{root} is no folder; name the datasets' one");
        }
        if (layout.List is null) return FolderDataset.OpenPairs(benchmark.Key, folder);
        var depths = layout.Depths is null ? folder : Path.Combine(root, layout.Depths);
        return SplitFile.Open(benchmark, list ?? ListOf(benchmark, layout, root, folder), folder,
            Directory.Exists(depths) ? depths : folder);
    }

    private static string ListOf(Benchmark benchmark, BenchmarkLayout layout, string root, string folder)
    {
        string[] places = [.. new[] { Path.Combine(root, "train_test_inputs"), root, folder }.Distinct()
            .Select(place => Path.Combine(place, layout.List!))];
        return Array.Find(places, File.Exists) ?? throw new DatasetException(
            $"{benchmark.Key}: the list of its files is none of {string.Join(", ", places)}. It is in the research " +
            "code's train_test_inputs; put it there, or name it with --list");
    }

    private static PairDataset Complete(PairDataset dataset, ICollection<string>? leftOut,
        BenchmarkLayout layout)
    {
        var missing = dataset.Pairs.Where(pair => !pair.Files.All(File.Exists)).ToHashSet();
        if (missing.Count == 0) return dataset;
        var there = dataset.Pairs.Where(pair => !missing.Contains(pair)).ToList();
        if (leftOut is not null && there.Count > 0)
        {
            foreach (var pair in dataset.Pairs.Where(missing.Contains))
                leftOut.Add(pair.Files.First(file => !File.Exists(file)));
            return dataset.With(there);
        }
        var files = missing.SelectMany(pair => pair.Files).Where(file => !File.Exists(file));
        var first = string.Join(", ", files.Take(Named));
        var wayOut = there.Count > 0 ? "--skip-missing leaves these pairs out" : $"Expected: {layout.Files}";
        throw new DatasetException($"{dataset.Name}: of {missing.Count} of {dataset.Count} pairs a file is not " +
            $"there; the first: {first}. {wayOut}");
    }

    private static string Expected(string root, BenchmarkLayout layout) =>
        $"Expected in {Path.Combine(root, layout.Folder)} or {root}: {layout.Files}";
}
