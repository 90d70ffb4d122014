using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Cli.Synth;

/// <summary>A picture for the sheet and the statistics.</summary>
/// <param name="Family">its family</param>
/// <param name="Image">its pixels</param>
/// <param name="Kind">how depth is known</param>
/// <param name="Values">depth or disparity as the kind knows it, 0 where there is none</param>
/// <param name="Valid">where there is any</param>
internal sealed record SeenPicture(string Family, RasterImage Image, DepthKind Kind, float[] Values, bool[] Valid)
{
    /// <summary>
    /// What was asked for: as the dataset's files hold it where there is one, so that sheets show what training will
    /// see; else fresh from the world, cut as files would.
    /// </summary>
    public static IEnumerable<SeenPicture> Of(SynthOptions options, Work work) => options.Out is { } folder
        ? Of(ManifestDataset.Open(folder), work)
        : SyntheticWorld.Samples(options.Families, options.Seed, 0, options.Picture, work).Take(options.Count)
            .Select(sample =>
        {
            var stored = DatasetOptions.Storable(sample, options.Depth);
            return new SeenPicture(sample.Family, sample.Picture, options.Depth, stored.Values, stored.Valid);
        });

    private static IEnumerable<SeenPicture> Of(ManifestDataset dataset, Work work) =>
        InOrder.Groups(Enumerable.Range(0, dataset.Count), work, index => dataset.Load(index))
            .Select(sample => new SeenPicture(sample.Family!, sample.Image, sample.Kind, sample.Depth, sample.Mask));
}
