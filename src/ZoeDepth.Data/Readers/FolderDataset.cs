using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// The other datasets of the original's evaluation in the layouts its loaders read (zoedepth/data); files in the order
/// of their names. The original shrinks the photographs of some on loading; here they keep their size, which is the
/// estimator's to change.
/// </summary>
public static class FolderDataset
{
    private static readonly Dictionary<string, Func<string, PairDataset>> Layouts = new()
    {
        ["ibims"] = IBims,
        ["sunrgbd"] = root => Matching("sunrgbd", root, "rgb/rgb", "*.jpg", file =>
            file.Replace("rgb/rgb", "gt/gt").Replace("jpg", "png"), SunRgbD),
        ["diml_indoor"] = root => Matching("diml_indoor", root, "LR", "*_c.png", file =>
            InFolder(file, "color")
                ? file.Replace("color", "depth_filled").Replace("_c.png", "_depth_filled.png")
                : null,
            Millimetres),
        ["diml_outdoor"] = root => Matching("diml_outdoor", root, "", "*.png", file =>
            InFolder(file, "outleft") ? file.Replace("outleft", "depthmap") : null, Millimetres),
        ["diode_indoor"] = root => Matching("diode_indoor", root, "", "*.png", DepthBeside, AsStored),
        ["diode_outdoor"] = root => Matching("diode_outdoor", root, "", "*.png", DepthBeside, AsStored),
        ["hypersim_test"] = root => Matching("hypersim_test", root, "", "*.tonemap.jpg", file =>
            file.Contains("_final_preview/", StringComparison.Ordinal)
                ? file.Replace("_final_preview", "_geometry_hdf5").Replace(".tonemap.jpg", ".depth_meters.hdf5")
                : null, pair => HyperSimDepth.Read(pair.Depth)),
        // The original takes these numbers as they are; what unit they are in, it does not say.
        ["vkitti"] = root => Matching("vkitti", root, "test_color", "*.png", file =>
            file.Replace("test_color", "test_depth"), pair => StoredDepth.Png(pair.Depth, number => number)),
        ["vkitti2"] = root => Matching("vkitti2", root, "rgb", "*.jpg", file =>
            InFolder(file, "Camera_0")
                ? file.Replace("rgb/", "depth/").Replace("rgb_", "depth_").Replace(".jpg", ".png")
                : null,
            VirtualKitti2),
        ["ddad"] = root => Matching("ddad", root, "", "*_rgb.png", DepthBeside, AsStored),
    };

    /// <summary>The keys of <see cref="Benchmark.Of"/> that are read from a folder alone.</summary>
    public static IReadOnlyCollection<string> Keys => Layouts.Keys;

    /// <summary>Opens a folder.</summary>
    /// <param name="key">one of <see cref="Keys"/></param>
    /// <param name="root">the folder the original's configuration names, such as <c>ibims1_core_raw</c></param>
    /// <exception cref="ArgumentException">there is no layout of this key; the message lists them</exception>
    /// <exception cref="DatasetException">the folder holds no photograph of this layout</exception>
    /// <exception cref="IOException">the folder cannot be read</exception>
    public static IDepthDataset Open(string key, string root) => OpenPairs(key, root);

    internal static PairDataset OpenPairs(string key, string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return Layouts.TryGetValue(key, out var open)
            ? open(root)
            : throw new ArgumentException(
                $"there is no layout '{key}'; there are {string.Join(", ", Layouts.Keys)}", nameof(key));
    }

    private static PairDataset IBims(string root)
    {
        var names = File.ReadAllText(Path.Combine(root, "imagelist.txt"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names) ManifestPath.Check("name", name);
        return Dataset("ibims", root, names.Select(name => ($"rgb/{name}.png", $"depth/{name}.png")), IBimsDepth.Read,
            image => IBimsDepth.Masks(root, Path.GetFileNameWithoutExtension(image)));
    }

    private static PairDataset Matching(
        string key, string root, string under, string pattern, Func<string, string?> depthOf,
        Func<DepthPair, DepthValues> readDepth)
    {
        var files = Directory.EnumerateFiles(Path.Combine(root, under), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        return Dataset(
            key, root, files.Select(file => (file, depthOf(file))).Where(pair => pair.Item2 is not null)!, readDepth);
    }

    private static PairDataset Dataset(
        string key, string root, IEnumerable<(string Image, string Depth)> files,
        Func<DepthPair, DepthValues> readDepth, Func<string, IReadOnlyList<string>>? masks = null)
    {
        var benchmark = Benchmark.Of(key);
        var pairs = files.Select(pair => new DepthPair(
            new()
            {
                Name = Path.ChangeExtension(pair.Image, null),
                Domain = benchmark.Domain,
                Scene = SceneOf(pair.Image),
                Family = key,
            },
            Path.Combine(root, pair.Image), Path.Combine(root, pair.Depth)) { Masks = masks?.Invoke(pair.Image) ?? [] })
            .ToList();
        return pairs.Count > 0
            ? new PairDataset($"{key} {root}", pairs, readDepth, benchmark.KittiBenchmarkCrop)
            : throw new DatasetException($"{root} holds no photograph of {key}'s layout, which is " +
                $"{BenchmarkLayout.Of(key).Files}; there {Found(root)}. Name the folder that holds these");
    }

    private static string Found(string root)
    {
        var found = Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order().Take(3).ToList();
        return found.Count == 0 ? "is nothing" : $"is {string.Join(", ", found)} and so on";
    }

    // scene_00019/scan_00183/x.png: the first folder; none where all lie in one.
    private static string? SceneOf(string image) => image.Split('/') is [var first, _, _, ..] ? first : null;

    // x.png and x_rgb.png with x_depth.npy.
    private static string DepthBeside(string file) => file.Replace("_rgb.png", ".png").Replace(".png", "_depth.npy");

    private static bool InFolder(string file, string folder) => file.Contains($"{folder}/", StringComparison.Ordinal);

    private static DepthValues Millimetres(DepthPair pair) => StoredDepth.Png(pair.Depth, number => number / 1000.0);

    private static DepthValues SunRgbD(DepthPair pair) =>
        StoredDepth.Png(pair.Depth, number => number / 1000.0 is <= 8 and var metres ? metres : 0);

    private static DepthValues VirtualKitti2(DepthPair pair) =>
        StoredDepth.Png(pair.Depth, number => number / 100.0 is <= 80 and var metres ? metres : 0);

    private static DepthValues AsStored(DepthPair pair) => StoredDepth.OfNpy(pair.Depth);
}
