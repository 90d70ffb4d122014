namespace ZoeDepth.Testing;

/// <summary>
/// The tiny datasets of the reference set "evaluation", copied to where the original's configuration looks for each.
/// </summary>
public static class BenchmarkTrees
{
    private static readonly Dictionary<string, (string Tree, string Folder)> Places = new()
    {
        ["nyu"] = ("nyu", "nyu_depth_v2/official_splits/test"),
        ["ibims"] = ("ibims", "ibims/ibims1_core_raw"),
        ["sunrgbd"] = ("sunrgbd", "SUNRGBD/test"),
        ["diml_indoor"] = ("diml_indoor", "diml_indoor_test"),
        ["diml_outdoor"] = ("diml_outdoor", "diml_outdoor_test"),
        ["diode_indoor"] = ("diode_indoors", "diode_indoor"),
        ["diode_outdoor"] = ("diode_outdoor", "diode_outdoor"),
        ["hypersim_test"] = ("hypersim", "hypersim_test"),
        ["vkitti"] = ("vkitti", "vkitti_test"),
        ["vkitti2"] = ("vkitti2", "vkitti2"),
        ["ddad"] = ("ddad", "ddad/ddad_val"),
    };

    /// <summary>Copies datasets below a folder.</summary>
    /// <param name="root">the folder of all datasets</param>
    /// <param name="keys">which; all where none is named</param>
    public static void CopyTo(string root, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys.Length > 0 ? keys.ToArray() : [.. Places.Keys, "kitti"])
        {
            if (key is "kitti" or "kitti_test")
            {
                Copy(Tree("kitti/2011_09_26"), Path.Combine(root, "kitti/raw/2011_09_26"));
                Copy(Tree("kitti/2011_09_26_drive_0002_sync"),
                    Path.Combine(root, "kitti/gts/2011_09_26_drive_0002_sync"));
            }
            else Copy(Tree(Places[key].Tree), Path.Combine(root, Places[key].Folder));
            if (ListOf(root, key) is not { } list) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(list)!);
            File.Copy(Tree(key == "nyu" ? "nyu/test_files.txt" : "kitti/test_files.txt"), list, overwrite: true);
        }
    }

    /// <summary>Where the list of a dataset's files lies; null for datasets without one.</summary>
    public static string? ListOf(string root, string key) => key switch
    {
        "nyu" => Path.Combine(root, "train_test_inputs", "nyudepthv2_test_files_with_gt.txt"),
        "kitti" or "kitti_test" => Path.Combine(root, "train_test_inputs", "kitti_eigen_test_files_with_gt.txt"),
        _ => null,
    };

    private static string Tree(string path) => Goldens.PathOf("evaluation", $"trees/{path}");

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
