using System.Globalization;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Synthetic.Tests.Datasets;

/// <summary>Datasets of the world as anybody reads them.</summary>
internal static class ReadBack
{
    public static List<DepthSample> Samples(string folder)
    {
        var dataset = ManifestDataset.Open(folder);
        return [.. Enumerable.Range(0, dataset.Count).Select(i => dataset.Load(i))];
    }

    public static List<ManifestRecord> Records(string manifest) =>
        [.. new ManifestReader(manifest, ManifestOptions.Default).Records()];

    /// <summary>A number of the line that a manifest need not have.</summary>
    public static double Number(this ManifestRecord record, string field) =>
        double.Parse(record.OtherFields()[field], CultureInfo.InvariantCulture);
}
