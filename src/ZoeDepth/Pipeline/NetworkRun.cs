using ZoeDepth.Imaging;
using ZoeDepth.Kernels;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>What <see cref="DepthEstimationPipeline"/> and <see cref="DepthEstimator"/> share: a model with its pool of workspaces, and one pass through it.</summary>
internal sealed class NetworkRun(ZoeDepthForDepthEstimation model, string modelName, Work work) : IDisposable
{
    // A workspace keeps its blocks, so that the second picture of a size allocates nothing; for another size they would only lie idle, so it starts empty.
    // Two are kept: every run uses all threads, so more at once are seldom worth their memory.
    private const int MostIdle = 2;

    private readonly List<(Workspace Workspace, Shape Pixels)> _idle = [];
    private bool _disposed;

    public ZoeDepthForDepthEstimation Model => model;

    public string ModelName => modelName;

    /// <summary>The threads of runs: so many, or the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">fewer than one thread, or more than 1024</exception>
    public static Work WorkOf(int? threads) => threads is { } count ? new Work(count) : Work.Default;

    /// <summary>Runs <paramref name="body"/> in a pass of its own.</summary>
    /// <param name="images">pictures that will enter the network together</param>
    /// <param name="network">the size they enter it with</param>
    /// <param name="body">the run</param>
    /// <param name="cancellation">looked at before every operation</param>
    public T InPass<T>(int images, ImageSize network, Func<Pass, T> body, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var pixels = new Shape(images, network.Height, network.Width);
        var workspace = Rent(pixels);
        try
        {
            using var pass = Pass.Inference(workspace, work);
            pass.Cancellation = cancellation;
            return body(pass);
        }
        finally
        {
            Return(workspace, pixels);
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
        var output = model.Forward(pixels, outputHiddenStates: false, outputAttentions: false, domain);
        NonFiniteDepthException.ThrowIfNotFinite(output.PredictedDepth, picture, model, modelName);
        frame.Keep(output.PredictedDepth);
        if (output.DomainLogits is not null) frame.Keep(output.DomainLogits);
        return output;
    }

    /// <summary>The head that answered, with the share the router gave it; null for a model of one head.</summary>
    public DepthDomain? DomainOf(DepthEstimatorOutput output)
    {
        if (output.DomainLogits is not { } logits) return null;
        // The vote is on the sum over the images of the batch.
        var (heads, sums) = (logits.Shape.Last, new double[logits.Shape.Last]);
        for (var i = 0; i < logits.Values.Length; i++) sums[i % heads] += logits.Values[i];
        var total = sums.Sum(sum => Math.Exp(sum - sums.Max()));
        return new(model.Config.BinConfigurations[output.Domain].Name ?? $"{output.Domain}", output.Domain, Math.Exp(sums[output.Domain] - sums.Max()) / total);
    }

    /// <summary>Refuses a picture that would enter the network with more pixels than are allowed.</summary>
    public static void CheckCeiling(ImageSize network, ImageSize picture, string name, long maxNetworkPixels)
    {
        if (network.Pixels <= maxNetworkPixels) return;
        throw new UnsuitablePictureException(
            $"{name} of {picture} would enter the network with {network} = {network.Pixels} pixels, more than the {maxNetworkPixels} allowed",
            PictureRemedy.Crop, PictureRemedy.Stretch, PictureRemedy.SmallerSize, PictureRemedy.MorePixels);
    }

    public void Dispose()
    {
        lock (_idle)
        {
            _disposed = true;
            foreach (var (workspace, _) in _idle) workspace.Dispose();
            _idle.Clear();
        }
    }

    private Workspace Rent(Shape pixels)
    {
        lock (_idle)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(ZoeDepthForDepthEstimation));
            if (_idle.Count == 0) return new Workspace();
            var same = _idle.FindIndex(idle => idle.Pixels == pixels);
            var workspace = _idle[Math.Max(0, same)].Workspace;
            _idle.RemoveAt(Math.Max(0, same));
            if (same < 0) workspace.Trim();
            return workspace;
        }
    }

    private void Return(Workspace workspace, Shape pixels)
    {
        lock (_idle)
        {
            if (_disposed || _idle.Count == MostIdle) workspace.Dispose();
            else _idle.Add((workspace, pixels));
        }
    }
}
