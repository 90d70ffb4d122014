using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// Which pictures a dataset holds. Picture i is of family <c>Families[i mod n]</c> and of the seed <c>Seed + i</c>.
/// </summary>
public sealed record DatasetOptions
{
    /// <summary>The most pictures a dataset may have: their numbers have eight digits.</summary>
    public const int MostPictures = 100_000_000;

    /// <summary>The most pictures a shard may have; folders of more are slow on many systems.</summary>
    public const int LargestShard = 100_000;

    /// <summary>Families in turn; one that is named twice has two turns.</summary>
    public required IReadOnlyList<string> Families { get; init; }

    /// <summary>How many pictures, 1..<see cref="MostPictures"/>.</summary>
    public required int Count { get; init; }

    /// <summary>The seed of the first picture; the sum with a picture's number wraps at 2⁶⁴.</summary>
    public ulong Seed { get; init; }

    /// <summary>The size of the pictures.</summary>
    public SampleOptions Picture { get; init; } = SampleOptions.Default;

    /// <summary>How the dataset knows depth.</summary>
    public DepthKind Kind { get; init; }

    /// <summary>Pictures in one folder, 1..<see cref="LargestShard"/>.</summary>
    public int ShardSize { get; init; } = 1000;

    /// <summary>
    /// How metres are stored: millimetres under a roof, to 65.535 m; 256 units a metre in the open, KITTI's unit, to
    /// 255.996 m. What lies farther is stored as 0, no depth, as the sky is: the largest number would be a wrong depth.
    /// </summary>
    public static DepthScale ScaleOf(Domain domain) =>
        domain == Domain.Indoor ? DepthScale.Millimetres : new DepthScale(256);

    /// <summary>
    /// The depth that is stored of a picture: metres, 0 where there is none or where it is farther than
    /// <see cref="ScaleOf"/> reaches.
    /// </summary>
    public static float[] Storable(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Storable(sample, DepthKind.Metric).Values;
    }

    /// <summary>
    /// The values that are stored of a picture, before they are rounded: <see cref="RelativeDepth.Of"/> of seed 0,
    /// without what depth, whatever its unit, puts farther than <see cref="ScaleOf"/> reaches. Disparity keeps the far:
    /// it is near 0 there, and the sky is 0.
    /// </summary>
    internal static RelativeSample Storable(Sample sample, DepthKind kind)
    {
        var values = RelativeDepth.Of(sample, kind, 0);
        values.CutBeyond(ScaleOf(sample.Domain).Largest);
        return values;
    }

    internal string FamilyOf(int picture) => SyntheticWorld.Turn(Families, picture);

    internal ulong SeedOf(int picture) => unchecked(Seed + (ulong)picture);

    internal string ImageOf(int picture) => $"{StemOf(picture)}.jpg";

    internal string DepthOf(int picture) => $"{StemOf(picture)}.depth.png";

    /// <exception cref="ArgumentException">an option is out of its range</exception>
    internal void Check()
    {
        if (Families.Count == 0) throw new ArgumentException("a dataset needs at least one family");
        Kind.Name();
        Check(Count, 1, MostPictures, "the number of pictures");
        Check(ShardSize, 1, LargestShard, "the number of pictures in a shard");
        Check(Picture.Width, 16, 4096, "the number of columns");
        Check(Picture.Height, 16, 4096, "the number of rows");
    }

    // Slashes on every system: the name stands in the manifest, too.
    private string StemOf(int picture) =>
        string.Create(CultureInfo.InvariantCulture, $"shards/{picture / ShardSize:D5}/{picture:D8}");

    private static void Check(int value, int least, int most, string what)
    {
        if (value < least || value > most)
            throw new ArgumentException($"{what} is from {least} to {most}, but {value} came");
    }
}
