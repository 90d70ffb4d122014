namespace ZoeDepth.Data.Readers;

/// <summary>Where the original's configuration looks for a dataset, and what lies there.</summary>
/// <param name="Folder">photographs, below the folder of all datasets</param>
/// <param name="Files">photographs and depth files, for people</param>
/// <param name="Depths">depth files, where they lie apart</param>
/// <param name="List">the list of its files, where there is one</param>
internal sealed record BenchmarkLayout(string Folder, string Files, string? Depths = null, string? List = null)
{
    private static readonly BenchmarkLayout Kitti = new(
        "kitti/raw", "DATE/DRIVE/image_0N/data/NUMBER.png and DRIVE/proj_depth/groundtruth/image_0N/NUMBER.png",
        "kitti/gts", "kitti_eigen_test_files_with_gt.txt");

    private static readonly Dictionary<string, BenchmarkLayout> Layouts = new()
    {
        ["nyu"] = new("nyu_depth_v2/official_splits/test", "ROOM/rgb_NUMBER.jpg and ROOM/sync_depth_NUMBER.png",
            List: "nyudepthv2_test_files_with_gt.txt"),
        ["kitti"] = Kitti,
        ["kitti_test"] = Kitti,
        ["ibims"] = new("ibims/ibims1_core_raw",
            "imagelist.txt, rgb/NAME.png, depth/NAME.png, mask_invalid/NAME.png and mask_transp/NAME.png"),
        ["sunrgbd"] = new("SUNRGBD/test", "rgb/rgb/NAME.jpg and gt/gt/NAME.png"),
        ["diml_indoor"] = new("diml_indoor_test",
            "LR/PLACE/color/NAME_c.png and LR/PLACE/depth_filled/NAME_depth_filled.png"),
        ["diml_outdoor"] = new("diml_outdoor_test", "PLACE/outleft/NAME.png and PLACE/depthmap/NAME.png"),
        ["diode_indoor"] = new("diode_indoor", "SCENE/SCAN/NAME.png and SCENE/SCAN/NAME_depth.npy"),
        ["diode_outdoor"] = new("diode_outdoor", "SCENE/SCAN/NAME.png and SCENE/SCAN/NAME_depth.npy"),
        ["hypersim_test"] = new("hypersim_test", "SCENE/images/scene_cam_NN_final_preview/NAME.tonemap.jpg and " +
            "SCENE/images/scene_cam_NN_geometry_hdf5/NAME.depth_meters.hdf5"),
        ["vkitti"] = new("vkitti_test", "test_color/NAME.png and test_depth/NAME.png"),
        ["vkitti2"] = new("vkitti2", "rgb/SCENE/VARIANT/frames/rgb/Camera_0/rgb_NUMBER.jpg and " +
            "depth/SCENE/VARIANT/frames/depth/Camera_0/depth_NUMBER.png"),
        ["ddad"] = new("ddad/ddad_val", "NAME_rgb.png and NAME_depth.npy"),
    };

    /// <summary>That of a key of <see cref="Benchmark.All"/>.</summary>
    public static BenchmarkLayout Of(string key) => Layouts[key];
}
