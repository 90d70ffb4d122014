using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Tests.Evaluation;

/// <summary>
/// Samples made of a list of depths: each is one photograph of 4x4 pixels with that depth everywhere.
/// </summary>
internal sealed class FakeDataset(string name, params FakeDataset.Entry[] entries) : IDepthDataset
{
    /// <param name="Depth">metres; 0 is a sample without depth, below 0 one that cannot be read</param>
    internal sealed record Entry(
        double Depth, Domain? Domain = Domain.Indoor, string? Scene = null, DepthKind Kind = DepthKind.Metric);

    public string Name => name;

    public int Count => entries.Length;

    public DepthSampleInfo Describe(int index) => new()
    {
        Name = $"{index}",
        Domain = entries[index].Domain,
        Scene = entries[index].Scene,
        Kind = entries[index].Kind,
    };

    public DepthSample Load(int index, CancellationToken cancellation = default)
    {
        if (entries[index].Depth < 0) throw new DatasetException($"{index} is broken");
        // Whichever is asked for last is there first.
        Thread.Sleep(Math.Max(0, 4 - (index % 5)));
        var depth = new float[16];
        Array.Fill(depth, (float)entries[index].Depth);
        return new DepthSample(Describe(index), new RasterImage(4, 4, PixelFormat.Rgb8, new byte[48]), depth, 4, 4);
    }
}
