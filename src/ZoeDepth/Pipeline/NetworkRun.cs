using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// What <see cref="DepthEstimationPipeline"/> and <see cref="DepthEstimator"/> share: a model with its pool of
/// workspaces, and one pass through it. Runs at once hold no more activations together than they are allowed; the
/// others wait their turn. Once closed it admits no run, and frees what it owns after the last one.
/// </summary>
internal sealed class NetworkRun : IDisposable
{
    // A workspace keeps its blocks, so that the second picture of a size allocates nothing; for another size they would
    // only lie idle, so it starts empty. More or fewer pictures of the size find most of what they need. Two are kept:
    // every run uses all threads, so more at once are seldom worth their memory.
    private const int MostIdle = 2;

    private readonly List<Idle> _idle = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly AdmissionQueue _memory;
    private readonly PackedPrecisions _packed;
    private readonly Rundown _rundown;
    private readonly Work _work;
    private readonly bool _ownsModel;
    private long _bytesPerPixel;
    private int _closed;

    /// <summary>Runs of a model.</summary>
    /// <param name="model">the model</param>
    /// <param name="modelName">what messages call it</param>
    /// <param name="work">the threads</param>
    /// <param name="ownsModel">whether the model is freed after the last run</param>
    /// <param name="maxActivationBytes">what all runs at once may hold</param>
    /// <param name="owner">what the error of a run that comes too late calls the disposed thing</param>
    /// <param name="precision">of runs that name no other</param>
    public NetworkRun(
        ZoeDepthForDepthEstimation model, string modelName, Work work, bool ownsModel = false,
        long? maxActivationBytes = null, Type? owner = null, Precision precision = Precision.Float32)
    {
        (Model, ModelName, _work, _ownsModel, Precision) = (model, modelName, work, ownsModel, precision);
        _memory = new AdmissionQueue(maxActivationBytes ?? DepthEstimatorOptions.UsualActivationBytes,
            owner ?? typeof(NetworkRun));
        _packed = new PackedPrecisions(precision, model.Release);
        _rundown = new Rundown(owner ?? typeof(NetworkRun), Free);
        // Until a run has been measured: the finest map of the decoder, its convolutions' inputs and outputs, at half
        // the network's resolution and at all of it.
        _bytesPerPixel = 8L * model.Config.FusionHiddenSize;
        Closing = _closing.Token;
    }

    public ZoeDepthForDepthEstimation Model { get; }

    public string ModelName { get; }

    /// <summary>What products of its runs round their operands to, where a run names nothing else.</summary>
    public Precision Precision { get; }

    /// <summary>Cancelled when it is closed: for work that nobody waits for.</summary>
    public CancellationToken Closing { get; }

    /// <summary>The threads of runs: so many, or the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    public static Work WorkOf(int? threads) => threads is { } count ? new Work(count) : Work.Default;

    /// <summary>Keeps the model until the result is disposed, on the same thread.</summary>
    /// <exception cref="ObjectDisposedException">it is closed</exception>
    public IDisposable Use() => _rundown.Enter();

    /// <summary>Runs <paramref name="body"/> in a pass of its own.</summary>
    /// <param name="images">pictures that will enter the network together</param>
    /// <param name="network">the size they enter it with</param>
    /// <param name="body">the run</param>
    /// <param name="cancellation">
    /// looked at while waiting for memory, before every operation and between its pieces
    /// </param>
    /// <param name="precision">of this run; the usual one when null</param>
    /// <exception cref="ObjectDisposedException">it is closed</exception>
    public T InPass<T>(int images, ImageSize network, Func<Pass, T> body, CancellationToken cancellation,
        Precision? precision = null)
    {
        cancellation.ThrowIfCancellationRequested();
        var bytes = images * network.Pixels * Volatile.Read(ref _bytesPerPixel);
        using var turn = _memory.EnterAsync(bytes, cancellation).AsTask().GetAwaiter().GetResult();
        using var use = Use();
        _packed.Begin(precision ?? Precision);
        var idle = Rent(images, network);
        try
        {
            using var pass = Pass.Inference(idle.Workspace, _work, precision ?? Precision);
            pass.Cancellation = cancellation;
            return body(pass);
        }
        finally
        {
            Return(idle);
            _packed.End(precision ?? Precision);
        }
    }

    /// <summary>The network's answer for pixels; only the answer stays in memory.</summary>
    /// <param name="pixels"><c>[image, row, column, channel]</c></param>
    /// <param name="domain">the head that shall answer</param>
    /// <param name="picture">what messages call the picture</param>
    /// <exception cref="NonFiniteDepthException">the answer holds NaN or infinity</exception>
    public DepthEstimatorOutput Forward(Tensor pixels, int? domain, string picture)
    {
        using var frame = pixels.Pass.Frame();
        var output = Model.Forward(pixels, outputHiddenStates: false, outputAttentions: false, domain);
        RequireFinite(output, picture);
        frame.Keep(output.PredictedDepth);
        if (output.DomainLogits is not null) frame.Keep(output.DomainLogits);
        return output;
    }

    /// <summary>Refuses an answer that is no depth.</summary>
    /// <exception cref="NonFiniteDepthException">it holds NaN or infinity</exception>
    public void RequireFinite(DepthEstimatorOutput output, string picture) =>
        NonFiniteDepthException.ThrowIfNotFinite(output.PredictedDepth, picture, Model, ModelName);

    /// <summary>Pictures of this size that memory holds in one run; 0 where one is more than is allowed.</summary>
    public long MostImages(ImageSize network) =>
        _memory.Capacity / Math.Max(1, network.Pixels * Volatile.Read(ref _bytesPerPixel));

    /// <summary>What every head says of one picture, from one pass through the rest of the network.</summary>
    /// <param name="pixels"><c>[1, row, column, channel]</c></param>
    /// <param name="picture">what messages call the picture</param>
    /// <returns>an answer a head, in the order of <c>bin_configurations</c></returns>
    /// <exception cref="NonFiniteDepthException">an answer holds NaN or infinity</exception>
    public IReadOnlyList<DepthEstimatorOutput> EveryHead(Tensor pixels, string picture)
    {
        using var frame = pixels.Pass.Frame();
        var (depths, logits) = Model.ForwardHeads(pixels);
        foreach (var depth in depths)
        {
            NonFiniteDepthException.ThrowIfNotFinite(depth, picture, Model, ModelName);
            frame.Keep(depth);
        }
        if (logits is not null) frame.Keep(logits);
        return [.. depths.Select((depth, head) => new DepthEstimatorOutput(depth, logits, null, null, head))];
    }

    /// <summary>The mean of all heads of one picture, weighed by the router's probabilities.</summary>
    /// <returns>the mean; its domain is the likelier one</returns>
    /// <inheritdoc cref="EveryHead"/>
    public DepthEstimatorOutput Blended(Tensor pixels, string picture)
    {
        using var frame = pixels.Pass.Frame();
        var heads = EveryHead(pixels, picture);
        var shares = heads.Select(head => DomainOf(head)!.Probability).ToArray();
        var mean = heads.Zip(shares, (head, share) => Operations.Affine(head.PredictedDepth, (float)share, 0))
            .Aggregate(Operations.Add);
        var likeliest = Array.IndexOf(shares, shares.Max());
        frame.Keep(heads[likeliest].DomainLogits!);
        return heads[likeliest] with { PredictedDepth = frame.Keep(mean) };
    }

    /// <summary>The head that answered, with the share the router gave it; null for a model of one head.</summary>
    public DepthDomain? DomainOf(DepthEstimatorOutput output)
    {
        if (output.DomainLogits is not { } logits) return null;
        // The vote is on the sum over the images of the batch.
        var (heads, sums) = (logits.Shape.Last, new double[logits.Shape.Last]);
        for (var i = 0; i < logits.Values.Length; i++) sums[i % heads] += logits.Values[i];
        var total = sums.Sum(sum => Math.Exp(sum - sums.Max()));
        var name = Model.Config.BinConfigurations[output.Domain].Name ?? $"{output.Domain}";
        return new(name, output.Domain, Math.Exp(sums[output.Domain] - sums.Max()) / total);
    }

    /// <summary>Refuses a picture that would enter the network with more pixels than are allowed.</summary>
    public static void CheckCeiling(ImageSize network, ImageSize picture, string name, long maxNetworkPixels)
    {
        if (network.Pixels <= maxNetworkPixels) return;
        throw new UnsupportedImageSizeException(
            $"{name} of {picture} would enter the network with {network} = {network.Pixels} pixels, " +
            $"more than the {maxNetworkPixels} allowed",
            SuggestedFix.Crop, SuggestedFix.Stretch, SuggestedFix.SmallerSize, SuggestedFix.MorePixels);
    }

    /// <summary>
    /// Refuses new runs and those that wait, lets those under way finish, then frees. May be called again.
    /// </summary>
    public void Dispose()
    {
        Refuse();
        _rundown.Close();
    }

    /// <summary>The same without blocking.</summary>
    public Task CloseAsync()
    {
        Refuse();
        return _rundown.CloseAsync();
    }

    private void Refuse()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        _closing.Cancel();
        _memory.Close();
    }

    private void Free()
    {
        foreach (var idle in _idle) idle.Workspace.Dispose();
        _idle.Clear();
        if (_ownsModel) Model.Dispose();
        _closing.Dispose();
    }

    private Idle Rent(int images, ImageSize network)
    {
        lock (_idle)
        {
            if (_idle.Count == 0) return new(new Workspace(), network, images);
            var same = _idle.FindIndex(idle => idle.Network == network);
            var (workspace, _, most) = _idle[Math.Max(0, same)];
            _idle.RemoveAt(Math.Max(0, same));
            if (same < 0) workspace.Trim();
            return new(workspace, network, same < 0 ? images : Math.Max(images, most));
        }
    }

    private void Return(Idle idle)
    {
        lock (_idle)
        {
            var pixels = Math.Max(1, idle.MostImages * idle.Network.Pixels);
            _bytesPerPixel = Math.Max(_bytesPerPixel, idle.Workspace.PeakBytes / pixels);
            if (_idle.Count == MostIdle) idle.Workspace.Dispose();
            else _idle.Add(idle);
        }
    }

    /// <summary>Memory of runs of one size.</summary>
    /// <param name="Workspace">the memory</param>
    /// <param name="Network">the size of its runs</param>
    /// <param name="MostImages">of one run; what it holds at most was for these</param>
    private readonly record struct Idle(Workspace Workspace, ImageSize Network, int MostImages);
}
