using System.Globalization;
using System.Text;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// The original's lists of files (<c>train_test_inputs</c>): a line is photograph, depth or <c>None</c>, and focal
/// length in pixels, parted by spaces; a slash at the start of a path counts for nothing.
/// </summary>
internal static class SplitFile
{
    /// <summary>NYU Depth v2: 16-bit PNG of millimetres.</summary>
    /// <param name="list">the list, such as <c>nyudepthv2_test_files_with_gt.txt</c></param>
    /// <param name="images">the folder its photographs lie in</param>
    /// <param name="depths">the folder its depth files lie in; that of the photographs when null</param>
    /// <exception cref="DatasetException">a line cannot be understood (it is named), or none has depth</exception>
    /// <exception cref="IOException">the list cannot be read</exception>
    public static IDepthDataset OpenNyu(string list, string images, string? depths = null) =>
        Open(Benchmark.Of("nyu"), list, images, depths ?? images);

    /// <summary>
    /// KITTI, Eigen's split: 16-bit PNG of 1/256 m, sparse, both cut to 352 x 1216. Lines without depth are left out,
    /// as the original evaluates.
    /// </summary>
    /// <param name="list">the list, such as <c>kitti_eigen_test_files_with_gt.txt</c></param>
    /// <param name="images">the folder of the raw recordings</param>
    /// <param name="depths">the folder of the ground truth; that of the recordings when null</param>
    /// <inheritdoc cref="OpenNyu"/>
    public static IDepthDataset OpenKitti(string list, string images, string? depths = null) =>
        Open(Benchmark.Of("kitti"), list, images, depths ?? images);

    /// <summary>NYU or KITTI: what a number of the depth file is in metres depends on which.</summary>
    internal static PairDataset Open(Benchmark benchmark, string list, string images, string depths)
    {
        var perMetre = benchmark.Key == "nyu" ? 1000 : 256;
        ArgumentException.ThrowIfNullOrEmpty(list);
        ArgumentException.ThrowIfNullOrEmpty(images);
        var pairs = new List<DepthPair>();
        using var stream = new FileStream(list, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        foreach (var line in ManifestLines.Read(stream))
        {
            if (line.State == ManifestLineState.TooLong)
                throw new DatasetException(
                    list, line.Number, $"a line has at most {ManifestLines.Longest} bytes, and this one goes on");
            try
            {
                if (Parse(Encoding.UTF8.GetString(line.Bytes.Span), benchmark, images, depths) is { } pair)
                    pairs.Add(pair);
            }
            catch (FormatException error)
            {
                throw new DatasetException(list, line.Number, error.Message, error);
            }
        }
        if (pairs.Count == 0) throw new DatasetException($"{list} lists no photograph with depth");
        return new PairDataset($"{benchmark.Key} {list}", pairs,
            pair => StoredDepth.Png(pair.Depth, number => (float)number / perMetre), benchmark.KittiBenchmarkCrop);
    }

    private static DepthPair? Parse(string line, Benchmark benchmark, string images, string depths)
    {
        var parts = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return null;
        if (parts is not [var image, var depth, var focalText]
            || !double.TryParse(focalText, NumberStyles.Float, CultureInfo.InvariantCulture, out var focal)
            || !(focal > 0))
        {
            throw new FormatException("expected a photograph, its depth or None, and a focal length in pixels, but " +
                $"'{line.Trim()}' came");
        }
        if (depth == "None") return null;
        (image, depth) = (image.TrimStart('/'), depth.TrimStart('/'));
        ManifestPath.Check("photograph", image);
        ManifestPath.Check("depth", depth);
        var info = new DepthSampleInfo
        {
            Name = Path.ChangeExtension(image, null),
            Domain = benchmark.Domain,
            Scene = SceneOf(image),
            Family = benchmark.Key,
        };
        return new(info, Path.Combine(images, image), Path.Combine(depths, depth), focal);
    }

    /// <summary>NYU's room or kind of room, KITTI's drive: the folder that names it.</summary>
    private static string SceneOf(string image)
    {
        var folders = image.Split('/')[..^1];
        return folders.FirstOrDefault(folder => folder.Contains("_drive_", StringComparison.Ordinal))
            ?? folders.FirstOrDefault() ?? "";
    }
}
