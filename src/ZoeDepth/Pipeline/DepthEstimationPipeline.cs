using ZoeDepth.Cache;
using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>What the pipeline returns for a picture: the two entries of Hugging Face's dictionary.</summary>
/// <param name="PredictedDepth">
/// metres, at the picture's size; inverse depth of unknown scale of a model that says relative depth
/// </param>
/// <param name="Depth">
/// the same as 8-bit gray, <c>trunc(255 · (d − smallest) / (largest − smallest))</c>: far is bright, other than in
/// ControlNet. Constant depth is black.
/// </param>
public sealed record DepthEstimationResult(DepthRaster PredictedDepth, RasterImage Depth);

/// <summary>
/// Hugging Face's <c>pipeline("depth-estimation")</c>: picture, processor, model, post-processing. It has no switches;
/// <see cref="DepthEstimator"/> has them all. Pictures are taken upright and as RGB by Pillow's rules (alpha dropped,
/// gray repeated, 16-bit gray cut at 255 so that nearly everything turns white).
/// </summary>
public sealed class DepthEstimationPipeline : IDisposable
{
    private readonly NetworkRun _network;

    /// <summary>A pipeline over a model and its settings.</summary>
    /// <param name="model">stays the caller's</param>
    /// <param name="processor">the settings of the model's folder</param>
    /// <param name="threads">null: <c>ZOEDEPTH_THREADS</c>, or one for each processor</param>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    public DepthEstimationPipeline(ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor,
        int? threads = null)
        : this(model, processor, "the model", NetworkRun.WorkOf(threads), ownsModel: false) { }

    private DepthEstimationPipeline(ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor, string name,
        Work work, bool ownsModel)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(processor);
        _network = new NetworkRun(model, name, work, ownsModel, owner: typeof(DepthEstimationPipeline));
        Processor = processor;
    }

    /// <summary>The model.</summary>
    public ZoeDepthForDepthEstimation Model => _network.Model;

    /// <summary>The processor's settings.</summary>
    public ZoeDepthImageProcessor Processor { get; }

    /// <summary>Most pixels a picture may enter the network with.</summary>
    public long MaxNetworkPixels { get; init; } = new DepthEstimatorOptions().MaxNetworkPixels;

    /// <summary>
    /// Opens a model folder: <c>config.json</c>, <c>model.safetensors</c>, <c>preprocessor_config.json</c>; or a model
    /// that has been downloaded, by its name on the Hugging Face hub.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    /// <inheritdoc cref="ZoeDepthForDepthEstimation.FromPretrained(string, ZoeDepthConfig?)"/>
    public static DepthEstimationPipeline FromPretrained(string folder, int? threads = null)
    {
        // Before the model is opened, which would stay open if this threw.
        var work = NetworkRun.WorkOf(threads);
        var files = ModelFiles.Open(folder);
        var model = ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source, CacheFolders.Process.Prepared);
        return new DepthEstimationPipeline(model, files.Processor, folder, work, ownsModel: true);
    }

    /// <summary>
    /// Depth of a picture file. Only local files are opened: download what lies behind an address first.
    /// </summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="ImageFormatException">it is no picture that can be read</exception>
    /// <inheritdoc cref="Run(RasterImage, CancellationToken)"/>
    public DepthEstimationResult Run(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Run([RasterImage.Load(path, null, cancellation)], [path], 1, cancellation)[0];
    }

    /// <summary>Depth of a picture.</summary>
    /// <exception cref="UnsupportedImageSizeException">
    /// it is too small, too elongated, or too large for the network
    /// </exception>
    /// <exception cref="NonFiniteDepthException">the model answered with NaN or infinity</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public DepthEstimationResult Run(RasterImage image, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Run([image], ["the picture"], 1, cancellation)[0];
    }

    /// <summary>Depth of several pictures, in their order; one by one, unless batches are asked for.</summary>
    /// <param name="images">the pixels of each</param>
    /// <param name="batchSize">
    /// pictures run together; those of one batch must come out at the same processed size, and a two-head model takes
    /// one decision for all of them
    /// </param>
    /// <param name="cancellation">looked at before every operation and between its pieces</param>
    /// <inheritdoc cref="Run(RasterImage, CancellationToken)"/>
    public IReadOnlyList<DepthEstimationResult> Run(IReadOnlyList<RasterImage> images, int batchSize = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return Run(images, ZoeDepthImageProcessor.NamesOf(images.Count), batchSize, cancellation);
    }

    /// <summary>
    /// Refuses new runs, waits for those under way, then frees their memory, and the model if it was opened here.
    /// </summary>
    public void Dispose() => _network.Dispose();

    private DepthEstimationResult[] Run(IReadOnlyList<RasterImage> images, string[] names, int batchSize,
        CancellationToken cancellation)
    {
        var sizes = images.Select(image => new ImageSize(image.Height, image.Width)).ToArray();
        var networks = sizes.Select((size, i) => Processor.OutputSize(size, names[i])).ToArray();
        for (var i = 0; i < images.Count; i++)
            NetworkRun.CheckCeiling(networks[i], sizes[i], names[i], MaxNetworkPixels);
        var results = new List<DepthEstimationResult>();
        for (var first = 0; first < images.Count; first += batchSize)
        {
            var range = first..Math.Min(first + batchSize, images.Count);
            RasterImage[] batch = [.. images.Take(range)];
            results.AddRange(_network.InPass(batch.Length, networks[first],
                pass => Batch(pass, batch, sizes[range], names[range]), cancellation));
        }
        return [.. results];
    }

    private DepthEstimationResult[] Batch(Pass pass, RasterImage[] images, ImageSize[] sizes, string[] names)
    {
        var pixels = Processor.Preprocess(pass, Array.ConvertAll(images, image => PixelArray.FromImage(image.ToRgb8())),
            names);
        var said = _network.Forward(pixels, domain: null, string.Join(", ", names)).PredictedDepth;
        var count = said.Shape[1] * said.Shape[2];
        return [.. Processor.PostProcessDepthEstimation(said, sizes).Select((depth, i) =>
            Result(depth, said.Values.Slice(i * count, count), CameraOf(images[i], sizes[i])))];
    }

    /// <summary>By the file's EXIF data, or what the model assumes; null for published models.</summary>
    private PictureCamera? CameraOf(RasterImage image, ImageSize size) =>
        PictureCamera.Of(Model.Config, new(), CameraIntrinsics.Of(image), size, Processor.Border(size),
            Processor.OutputSize(size));

    internal static DepthEstimationResult Result(Tensor depth, ReadOnlySpan<float> network = default,
        PictureCamera? camera = null)
    {
        var (height, width) = (depth.Shape[0], depth.Shape[1]);
        var metres = DepthEstimator.Scaled(depth.Values, network, camera);
        // Of a constant depth bicubic weights leave a few units in the last place, which the reference stretches to a
        // full range of noise.
        var picture = IsConstant(metres) ? new RasterImage(width, height, PixelFormat.Gray8, new byte[metres.Length])
            : GrayDepth.ByRange(metres, width, height);
        return new(new DepthRaster(metres, width, height), picture);
    }

    /// <summary>
    /// Whether the range is within 64 units in the last place of the largest value: sixteen products and sixteen
    /// weights, each rounded, and then some.
    /// </summary>
    private static bool IsConstant(float[] metres)
    {
        var (smallest, largest) = (metres.Min(), metres.Max());
        return largest - smallest <= Math.Max(Math.Abs(smallest), Math.Abs(largest)) * (64.0 / (1 << 23));
    }
}
