using System.Text.Json.Serialization;

namespace ZoeDepth.Training;

/// <summary>
/// Pictures to learn from: a manifest, the procedural world, or a dataset in the original's layout; one of them.
/// </summary>
public sealed record DataRecipe
{
    /// <summary>The manifest, or the folder that has one: a line a picture.</summary>
    public string? Manifest { get; set; }

    /// <summary>The procedural world, rendered while the run goes.</summary>
    public WorldRecipe? World { get; set; }

    /// <summary>NYU Depth v2 by a split file of the original.</summary>
    public SplitRecipe? Nyu { get; set; }

    /// <summary>KITTI by a split file of the original; pictures are cut to 352 x 1216, as there.</summary>
    public SplitRecipe? Kitti { get; set; }

    /// <summary>
    /// Only lines of the manifest whose <c>split</c> is this, "train"; all when left out. Count and skip are of what is
    /// left.
    /// </summary>
    public string? Split { get; set; }

    /// <summary>
    /// Only so many pictures from the start; a manifest that grows then stays the same data. All when left out; a world
    /// is then without end.
    /// </summary>
    public int? Count { get; set; }

    /// <summary>Pictures that are passed over at the start.</summary>
    public int Skip { get; set; }

    /// <summary>How often a picture is seen in a round through the data.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>The same for single families, on top of it; 0 leaves a family out.</summary>
    public IReadOnlyDictionary<string, double> Families { get; set; } = new Dictionary<string, double>();

    /// <summary>
    /// What a pixel without depth is: "far", the sky, as in the procedural world; "unknown", a hole, as sensors leave
    /// them.
    /// </summary>
    public string Missing { get; set; } = "unknown";

    /// <summary>
    /// Whether lines of the manifest that cannot be understood are left out and told; else the first of them ends the
    /// run before it begins.
    /// </summary>
    public bool SkipBadLines { get; set; }
}

/// <summary>Pictures of the procedural world that are made when they are needed and never touch a disk.</summary>
public sealed record WorldRecipe
{
    /// <summary>
    /// How often each family has a picture; only those that are named. Every family alike when left out.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Families { get; set; }

    /// <summary>The seed of the first picture; each has its own after it.</summary>
    public ulong Seed { get; set; }

    /// <summary>Rows x columns of pictures, each 16 to 4096; pictures take turns among them at random.</summary>
    public IReadOnlyList<string> Sizes { get; set; } = ["192x256"];

    /// <summary>The same as numbers.</summary>
    /// <exception cref="RecipeException">one is no size of a picture</exception>
    [JsonIgnore]
    public IReadOnlyList<(int Rows, int Columns)> RowsAndColumns => [.. Sizes.Select(RecipeFile.PictureSize)];

    /// <summary>
    /// How depth is known: "metric", "disparity", "stereo", "structured-light", "lidar", "relative" or "sfm".
    /// </summary>
    public string Kind { get; set; } = "metric";

    /// <summary>
    /// Pictures of a round where there is no count: the next round has others. How often each family and size comes is
    /// settled within one.
    /// </summary>
    public int Round { get; set; } = 4096;

    /// <summary>
    /// Megabytes of pictures that are kept for the next round where there is a count; beyond it they are made anew.
    /// </summary>
    public int Remembered { get; set; } = 1024;
}

/// <summary>A dataset of the original's training, by one of its lists of files.</summary>
public sealed record SplitRecipe
{
    /// <summary>The list: photograph, depth and focal length a line.</summary>
    public required string List { get; set; }

    /// <summary>The folder of its photographs.</summary>
    public required string Images { get; set; }

    /// <summary>The folder of its depth files; that of the photographs when left out.</summary>
    public string? Depths { get; set; }
}
