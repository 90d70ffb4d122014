using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Data.Readers;

/// <summary>
/// A dataset the original evaluates on: its ranges, its crops and its place among the others
/// (zoedepth/utils/config.py).
/// </summary>
/// <param name="Key">what the original calls it, "nyu"</param>
/// <param name="Domain">which head is for it</param>
/// <param name="MinDepth">training: truth counts above this, metres</param>
/// <param name="MaxDepth">training: truth counts below this, metres</param>
/// <param name="Protocol">evaluation: range and crop</param>
/// <param name="KittiBenchmarkCrop">
/// whether photograph and depth are cut to 352 x 1216 (KITTI's benchmark); the original's loaders of vkitti and ddad
/// ignore that flag
/// </param>
public sealed record Benchmark(
    string Key, Domain Domain, double MinDepth, double MaxDepth,
    EvaluationProtocol Protocol, bool KittiBenchmarkCrop = false)
{
    private const double Near = 1e-3;

    /// <summary>All of them, in the original's order.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        Outdoor("kitti", crop: true), Outdoor("kitti_test", crop: true),
        Indoor("nyu", Near, 10), Indoor("ibims", 0, 10), Indoor("sunrgbd", 0, 8),
        Indoor("diml_indoor", 0, 10), Outdoor("diml_outdoor", near: 2),
        Indoor("diode_indoor", Near, 10), Outdoor("diode_outdoor"),
        Indoor("hypersim_test", Near, 80), Outdoor("vkitti"), Outdoor("vkitti2", crop: true), Outdoor("ddad"),
    ];

    /// <summary>The group <c>ALL_INDOOR</c> of the original's evaluation.</summary>
    public static IReadOnlyList<string> AllIndoor { get; } =
        ["nyu", "ibims", "sunrgbd", "diode_indoor", "hypersim_test"];

    /// <summary>The group <c>ALL_OUTDOOR</c> of the original's evaluation.</summary>
    public static IReadOnlyList<string> AllOutdoor { get; } =
        ["kitti", "diml_outdoor", "diode_outdoor", "vkitti2", "ddad"];

    /// <summary>One of them.</summary>
    /// <exception cref="ArgumentException">there is none of this key; the message lists them</exception>
    public static Benchmark Of(string key) => All.FirstOrDefault(benchmark => benchmark.Key == key)
        ?? throw new ArgumentException(
            $"there is no dataset '{key}'; there are {string.Join(", ", All.Select(known => known.Key))}", nameof(key));

    private static Benchmark Indoor(string key, double near, double far) =>
        new(key, Domain.Indoor, Near, 10, new() { MinDepth = near, MaxDepth = far, Crop = EvaluationCrop.EigenNyu });

    private static Benchmark Outdoor(string key, double near = Near, bool crop = false) =>
        new(key, Domain.Outdoor, Near, 80, new() { MinDepth = near, MaxDepth = 80, Crop = EvaluationCrop.Garg }, crop);
}
