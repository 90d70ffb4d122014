using System.Globalization;
using ZoeDepth.Cache;
using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A picture in, metres out.
/// <code>
/// using var estimator = DepthEstimator.FromPretrained("models/zoedepth-nyu-kitti");
/// var depth = estimator.Estimate("room.jpg");
/// Console.WriteLine($"{depth[240, 320]:0.00} m");
/// depth.Save("room.depth.png");
/// </code>
/// Several estimates may run at once, each with all threads it was given
/// (<see cref="DepthEstimatorOptions.MaxConcurrentEstimates"/>). It may be disposed while they run: they finish first.
/// </summary>
public sealed partial class DepthEstimator : IDepthEstimator, IDisposable, IAsyncDisposable
{
    private readonly NetworkRun _network;
    private readonly AdmissionQueue _places;
    private readonly DepthEstimatorOptions _options;
    private readonly Preparation _preparation;

    /// <summary>An estimator over a loaded model, which stays the caller's.</summary>
    /// <param name="model">the model</param>
    /// <param name="processor">the settings of its folder</param>
    /// <param name="options">
    /// presets and limits; a range (<see cref="DepthEstimatorOptions.MaxDepth"/>) can only be set while loading
    /// </param>
    /// <param name="name">what results and messages call the model</param>
    /// <exception cref="ArgumentException">a range is asked for</exception>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    public DepthEstimator(ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor,
        DepthEstimatorOptions? options = null, string name = "ZoeDepth")
        : this(model, processor, options ?? new(), NetworkRun.WorkOf(options?.Threads), name, ownsModel: false)
    {
        if (_options.MaxDepth is not null)
            throw new ArgumentException(
                "the range is part of a loaded model; set MaxDepth with DepthEstimator.FromPretrained, or change " +
                "the model's configuration", nameof(options));
    }

    private DepthEstimator(ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor,
        DepthEstimatorOptions options, Work work, string name, bool ownsModel)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(processor);
        if (options.MaxConcurrentEstimates is < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"MaxConcurrentEstimates is {options.MaxConcurrentEstimates}; expected at least 1, or null for as " +
                "many as the machine suits");
        }
        if (options.MaxBatch < 1)
            throw new ArgumentOutOfRangeException(nameof(options),
                $"MaxBatch is {options.MaxBatch}; expected at least 1");
        if (options.MaxActivationBytes < 1)
            throw new ArgumentOutOfRangeException(nameof(options),
                $"MaxActivationBytes is {options.MaxActivationBytes}; expected at least 1");
        if (options.Precision is { } asked && !Enum.IsDefined(asked))
            throw new ArgumentOutOfRangeException(nameof(options),
                $"Precision is {options.Precision}; expected {string.Join(" or ", Enum.GetNames<Precision>())}");
        _network = new NetworkRun(model, name, work, ownsModel, options.MaxActivationBytes, typeof(DepthEstimator),
            options.Precision ?? model.Config.Precision);
        _places = new AdmissionQueue(options.MaxConcurrentEstimates ?? Math.Max(2, Environment.ProcessorCount),
            typeof(DepthEstimator));
        _batches = new(_places, MostTogether, RunTogether);
        _preparation = new Preparation(Prepare);
        _options = options;
        Processor = processor;
        Notes = [.. ModelNotes(model.Config, processor, options)];
    }

    /// <summary>The model.</summary>
    public ZoeDepthForDepthEstimation Model => _network.Model;

    /// <summary>What products round their operands to.</summary>
    internal Precision Precision => _network.Precision;

    /// <summary>The settings of the model's folder, before presets and overrides.</summary>
    public ZoeDepthImageProcessor Processor { get; }

    /// <summary>
    /// What is worth knowing about the model before its metres are trusted, one line each. Empty for most.
    /// </summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// Opens a model folder: <c>config.json</c>, <c>model.safetensors</c>, <c>preprocessor_config.json</c>; or a
    /// checkpoint of the research code.
    /// </summary>
    /// <param name="folder">
    /// the model folder, a weight file, or the name of a model that has been downloaded,
    /// <c>Intel/zoedepth-nyu-kitti</c> or <c>ZoeD_NK</c>: looked for in the caches of Hugging Face and PyTorch, never
    /// fetched
    /// </param>
    /// <param name="options">preset, range, threads, limits</param>
    /// <exception cref="ArgumentException">a range is asked of a model whose bins are unbounded</exception>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    /// <inheritdoc cref="ZoeDepthForDepthEstimation.FromPretrained(string, ZoeDepthConfig?)"/>
    public static DepthEstimator FromPretrained(string folder, DepthEstimatorOptions? options = null) =>
        FromPretrained(ModelLocation.Of(folder), options);

    /// <inheritdoc cref="FromPretrained(string, DepthEstimatorOptions?)"/>
    /// <param name="model">where it lies</param>
    /// <param name="options">preset, range, threads, limits</param>
    /// <param name="preparedFolder">where operands may lie that were packed ahead; null: where this user's do</param>
    internal static DepthEstimator FromPretrained(ModelLocation model, DepthEstimatorOptions? options = null,
        string? preparedFolder = null)
    {
        options ??= new();
        // Before the model is opened, which would stay open if this threw.
        var work = NetworkRun.WorkOf(options.Threads);
        var files = ModelFiles.Open(model);
        var config = files.Config;
        try
        {
            if (options.MaxDepth is { } maxDepth) config = PublishedKitti.WithMaxDepth(config, maxDepth);
        }
        catch
        {
            files.Source.Dispose();
            throw;
        }
        var loaded = ZoeDepthForDepthEstimation.FromSource(config, files.Source,
            preparedFolder ?? CacheFolders.Process.Prepared);
        return new DepthEstimator(loaded, files.Processor, options, work, model.Name, ownsModel: true);
    }

    /// <summary>Everything that would move the metres of a picture of this size; nothing is computed.</summary>
    /// <exception cref="ArgumentException">there is no such head, or a setting is out of its range</exception>
    /// <exception cref="UnsupportedImageSizeException">
    /// the picture is too small for its border, too elongated, or too large for the network
    /// </exception>
    public DepthPlan Plan(ImageSize picture, EstimateOptions? options = null) => Plan(picture, options, "the picture");

    /// <summary>
    /// Depth of a picture, upright as
    /// <see cref="RasterImage.Load(string, DecodeOptions?, CancellationToken)"/> gives it.
    /// </summary>
    /// <param name="image">
    /// its pixels; anything but RGB is converted by Pillow's rules (<see cref="RasterImage.ToRgb8"/>)
    /// </param>
    /// <param name="options">the preset, and switches that differ from it</param>
    /// <param name="progress">told after every stage, on the thread that computes</param>
    /// <param name="cancellation">
    /// looked at while waiting for a turn, before every operation and between its pieces
    /// </param>
    /// <exception cref="ArgumentException">there is no such head, or a setting is out of its range</exception>
    /// <exception cref="UnsupportedImageSizeException">
    /// the picture is too small for its border, too elongated, or too large for the network
    /// </exception>
    /// <exception cref="NonFiniteDepthException">the model answered with NaN or infinity</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    /// <exception cref="ObjectDisposedException">the estimator was disposed</exception>
    public DepthMap Estimate(
        RasterImage image, EstimateOptions? options = null, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Estimate(image, options, "the picture", progress, cancellation);

    /// <param name="image">
    /// its pixels; anything but RGB is converted by Pillow's rules (<see cref="RasterImage.ToRgb8"/>)
    /// </param>
    /// <param name="options">the preset, and switches that differ from it; null: the estimator's</param>
    /// <param name="name">what messages call the picture: its file, its frame</param>
    /// <param name="progress">told after every stage, on the thread that computes</param>
    /// <param name="cancellation">
    /// looked at while waiting for a turn, before every operation and between its pieces
    /// </param>
    /// <inheritdoc cref="Estimate(RasterImage, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    public DepthMap Estimate(
        RasterImage image, EstimateOptions? options, string name, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Shares(options))
            return InBatchAsync(image, options, name, progress, cancellation).GetAwaiter().GetResult();
        using var turn = Turn(cancellation);
        return Run(Source.Of(image), options, name, progress, cancellation);
    }

    /// <summary>Depth of a picture file.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="ImageFormatException">it is no picture that can be read</exception>
    /// <inheritdoc cref="Estimate(RasterImage, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    public DepthMap Estimate(string path, EstimateOptions? options = null, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var turn = Turn(cancellation);
        return Run(path, options, progress, cancellation);
    }

    /// <summary>The same on a thread of the pool; while it waits for its turn it holds none.</summary>
    /// <inheritdoc cref="Estimate(RasterImage, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    public Task<DepthMap> EstimateAsync(
        RasterImage image, EstimateOptions? options = null, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default) =>
        EstimateAsync(image, options, "the picture", progress, cancellation);

    /// <summary>The same on a thread of the pool; while it waits for its turn it holds none.</summary>
    /// <inheritdoc
    /// cref="Estimate(RasterImage, EstimateOptions?, string, IProgress{DepthProgress}?, CancellationToken)"/>
    public Task<DepthMap> EstimateAsync(
        RasterImage image, EstimateOptions? options, string name, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Shares(options) ? InBatchAsync(image, options, name, progress, cancellation)
            : InTurnAsync(() => Run(Source.Of(image), options, name, progress, cancellation), cancellation);
    }

    /// <summary>
    /// The same on a thread of the pool; while it waits for its turn it holds none, and no decoded picture either.
    /// </summary>
    /// <inheritdoc cref="Estimate(string, EstimateOptions?, IProgress{DepthProgress}?, CancellationToken)"/>
    public Task<DepthMap> EstimateAsync(
        string path, EstimateOptions? options = null, IProgress<DepthProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return InTurnAsync(() => Run(path, options, progress, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DepthMap> EstimateAsync(IAsyncEnumerable<RasterImage> images,
        EstimateOptions? options = null, CancellationToken cancellation = default) =>
        EstimateStream.Of(this, images, options, cancellation);

    /// <summary>
    /// Packs the weights on a thread of the pool, in the order the network needs them, so that the first estimate finds
    /// them ready. Estimates may begin meanwhile: what they need before its turn they pack themselves. Asked for again
    /// while it runs or after it is done, it is the same preparation.
    /// </summary>
    /// <param name="cancellation">
    /// ends the waiting; the packing ends when all who asked for it have cancelled, or the estimator is disposed
    /// </param>
    /// <exception cref="ObjectDisposedException">the estimator was disposed</exception>
    public Task PrepareAsync(CancellationToken cancellation = default)
    {
        using (_network.Use()) return _preparation.Ask(_network.Closing, cancellation);
    }

    /// <summary>
    /// Refuses new estimates and those that wait their turn (<see cref="ObjectDisposedException"/>), waits for those
    /// under way, then frees the memory of passes, and the model if it was opened here. Called from inside an estimate,
    /// by its progress report, it does not wait: the memory goes when that estimate ends.
    /// </summary>
    public void Dispose()
    {
        _places.Close();
        _network.Dispose();
    }

    /// <summary>The same without blocking the thread while estimates finish.</summary>
    public ValueTask DisposeAsync()
    {
        _places.Close();
        return new ValueTask(_network.CloseAsync());
    }

    private void Prepare(CancellationToken cancellation)
    {
        using var use = _network.Use();
        Model.Prepare(_network.Precision, cancellation);
    }
}
