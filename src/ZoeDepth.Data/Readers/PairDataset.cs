using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;

namespace ZoeDepth.Data.Readers;

/// <summary>Pairs of files in somebody's layout, with somebody's way to store depth.</summary>
/// <param name="name">what reports call it</param>
/// <param name="pairs">its files, in order</param>
/// <param name="readDepth">metres of a pair</param>
/// <param name="kittiBenchmarkCrop">whether both are cut to 352 x 1216</param>
internal sealed class PairDataset(
    string name, IReadOnlyList<DepthPair> pairs, Func<DepthPair, DepthValues> readDepth, bool kittiBenchmarkCrop)
    : IDepthDataset
{
    public string Name => name;

    public IReadOnlyList<DepthPair> Pairs => pairs;

    /// <summary>The same with some of its pairs.</summary>
    public PairDataset With(IReadOnlyList<DepthPair> some) =>
        new(name, some, readDepth, kittiBenchmarkCrop) { Resize = Resize };

    /// <summary>The same with photographs of another size, of datasets that name no camera.</summary>
    public PairDataset Resizing(Func<RasterImage, RasterImage> resize) =>
        new(name, pairs, readDepth, kittiBenchmarkCrop) { Resize = resize };

    private Func<RasterImage, RasterImage> Resize { get; init; } = image => image;

    public int Count => pairs.Count;

    public DepthSampleInfo Describe(int index) => At(index).Info;

    public DepthSample Load(int index, CancellationToken cancellation = default)
    {
        var pair = At(index);
        var image = Read(pair.Image, path => RasterImage.Load(path, null, cancellation).ToRgb8());
        cancellation.ThrowIfCancellationRequested();
        var depth = Read(pair.Depth, _ => readDepth(pair));
        var camera = pair.FocalLength is { } focal
            ? new CameraIntrinsics(focal, image.Width / 2.0, image.Height / 2.0)
            : null;
        if (kittiBenchmarkCrop)
        {
            camera = camera is null ? null : KittiBenchmarkCrop.Of(camera, image.Width, image.Height);
            (image, depth) = (KittiBenchmarkCrop.Of(image, pair.Image), KittiBenchmarkCrop.Of(depth, pair.Depth));
        }
        return new DepthSample(pair.Info, Resize(image), depth.Values, depth.Width, depth.Height, depth.Mask, camera);
    }

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"{file} is not there; restore it, or take its line out of the list", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException)
        {
            var where = error.Message.Contains(file, StringComparison.Ordinal) ? "" : $"{file}: ";
            throw new DatasetException($"{where}{error.Message}", error);
        }
    }

    private DepthPair At(int index) => (uint)index < (uint)pairs.Count
        ? pairs[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{name} has samples 0 to {Count - 1}");
}
