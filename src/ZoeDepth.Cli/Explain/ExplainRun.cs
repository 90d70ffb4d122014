using ZoeDepth.Cli.Predict;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Explain;

/// <summary>A run of <c>explain</c>: read, estimate with an eye on every map, tell, draw.</summary>
internal sealed class ExplainRun(ExplainOptions options, Terminal terminal)
{
    /// <summary>Runs on a thread of its own and returns the exit code.</summary>
    /// <exception cref="CommandException">the photo or the model cannot be read, or figures not be written</exception>
    public static Task<int> RunAsync(ExplainOptions options, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => new ExplainRun(options, terminal).Run(cancellation), CancellationToken.None);

    private int Run(CancellationToken cancellation)
    {
        var figures = options.Figures is null ? null : new Figures(options.Figures, options.Replace);
        var image = Read(cancellation);
        var model = ModelFolder.Locate(options.Model, terminal, cancellation);
        using var estimator = ModelFolder.Open(model.Path, () =>
            DepthEstimator.FromPretrained(model, new DepthEstimatorOptions
            {
                Threads = options.Threads, Precision = options.Precision,
            }));
        if (estimator.Model.Config.BinConfigurations.Count == 0)
            throw CommandException.Usage(
                $"{options.Model} is a {estimator.Model.Config.ModelType}; explain tells how ZoeDepth's bins become " +
                "metres: name a ZoeDepth with --model, and see zoedepth predict and info for this one");
        if (!estimator.Model.Config.HasPublishedHeads)
            throw CommandException.Usage(
                "explain tells of attractors and the log-binomial, and this model has another head " +
                $"({estimator.Model.Config.MetricHeadType}, {estimator.Model.Config.BinProbability}); zoedepth " +
                "predict and evaluate run it");
        figures?.Check();
        var taps = new NetworkTaps(keepsValues: figures is not null);
        var map = Estimate(estimator, image, taps, cancellation);
        var written = figures?.Write(taps, DepthOf(taps)) ?? [];

        var steps = Explanation.Of(image, estimator, map, taps);
        if (options.Json) terminal.Out.WriteLine(ExplainDocument.Of(steps, written));
        else terminal.Out.WriteLine(Explanation.Text(options.Photo, steps, written));
        return ExitCode.Done;
    }

    private RasterImage Read(CancellationToken cancellation) =>
        SinglePhoto.Read(() => RasterImage.Load(options.Photo, options.Estimate.Decoding(ReadablePhotos.Decoding),
            cancellation));

    private DepthMap Estimate(DepthEstimator estimator, RasterImage image, NetworkTaps taps,
        CancellationToken cancellation) =>
        SinglePhoto.Estimate(() => new RunProgress(terminal, 1).While(options.Photo, progress =>
            estimator.Observe(image, options.Estimate, options.Photo, taps.Take, progress, cancellation)));

    /// <summary>The network's own depth: the mean of the bins' centres under their probabilities.</summary>
    private static Tap DepthOf(NetworkTaps taps)
    {
        var shares = taps.Named("metric_head.conditional_log_binomial")[^1];
        var centres = taps.Named("metric_head.attractors", ".centers")[^1];
        var depth = new float[shares.Rows * shares.Columns];
        for (var row = 0; row < shares.Rows; row++)
            for (var column = 0; column < shares.Columns; column++)
            {
                var share = shares.At(row, column, shares.Rows, shares.Columns);
                var centre = centres.At(row, column, shares.Rows, shares.Columns);
                for (var bin = 0; bin < share.Length; bin++)
                    depth[(row * shares.Columns) + column] += share[bin] * centre[bin];
            }
        return new("depth", new Shape(1, shares.Rows, shares.Columns, 1), depth, depth.Min(), depth.Max());
    }
}
