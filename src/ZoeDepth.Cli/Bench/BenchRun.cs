using System.Diagnostics;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Synthetic.Datasets;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Bench;

/// <summary>A run of <c>bench</c>: the machine's limits, passes in each precision, the parts of a pass.</summary>
internal sealed class BenchRun(BenchOptions options, Terminal terminal)
{
    // A pass that packs weights for later, and one that finds them packed.
    private const int WarmUps = 2, LeastPasses = 3, MostPasses = 50;

    private static readonly TimeSpan ForEachPrecision = TimeSpan.FromSeconds(1.5);

    private static readonly Precision[] Precisions = [Precision.Float32, Precision.BFloat16, Precision.Int8];

    /// <summary>Runs on a thread of its own and returns the exit code.</summary>
    /// <exception cref="CommandException">
    /// the model cannot be opened or does not take such a picture, or the picture cannot be written
    /// </exception>
    public static Task<int> RunAsync(BenchOptions options, Terminal terminal, CancellationToken cancellation) =>
        Task.Run(() => new BenchRun(options, terminal).Run(cancellation), CancellationToken.None);

    private int Run(CancellationToken cancellation)
    {
        if (options.Picture is { } file && File.Exists(file) && !options.Replace)
            throw CommandException.Usage($"{file} is there already; name another file, or allow it with --replace");
        OutputFile.CheckFolder(options.Picture);
        var model = ModelFolder.Locate(options.Model, terminal, cancellation);
        var work = options.Threads is { } threads ? new Work(threads) : Work.Default;
        var result = new CountProgress(terminal).While("parts measured", progress =>
        {
            var limits = Roofline.Measure(work);
            var oneThread = Roofline.MeasureFlopRate(work.Single);
            progress.Report(new(1, 1, Precisions.Length + 1));
            var (times, parameters, size) = (new List<PrecisionTime>(), 0L, default(ImageSize));
            IReadOnlyCollection<NetworkPart> parts = [];
            foreach (var precision in Precisions)
            {
                using var estimator = ModelFolder.Open(model.Path, () =>
                    DepthEstimator.FromPretrained(model, new DepthEstimatorOptions { Precision = precision }));
                var (pixels, entered) = PixelsOf(estimator.Processor);
                parameters = estimator.Model.Parameters.Sum(parameter => parameter.Shape.Count);
                size = entered;
                times.Add(Timed(estimator.Model, pixels, size, work, precision, cancellation));
                if (precision == Precision.Float32)
                    parts = PartsOf(estimator.Model, pixels, size, work, cancellation);
                progress.Report(new(1 + times.Count, 1 + times.Count, Precisions.Length + 1));
            }
            return new BenchResult(
                options.Model.Model, parameters, size, work.Threads, oneThread, limits, times, parts);
        });
        if (options.Picture is { } picture)
            OutputFile.Write(picture, stream => RooflineChart.Draw(result, stream));
        terminal.Out.WriteLine(options.Json ? BenchDocument.Of(result) : BenchText.Of(result));
        return ExitCode.Done;
    }

    /// <summary>A picture of waves at the size asked for, without a border, as it enters the network.</summary>
    private (float[] Pixels, ImageSize Size) PixelsOf(ZoeDepthImageProcessor processor)
    {
        var wanted = options.Size ?? processor.Size;
        var bytes = new byte[3 * wanted.Pixels];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(127.5 + (100 * Math.Sin(0.013 * i)));
        try
        {
            using var pass = Pass.Inference();
            var pixels = (processor with { Size = wanted, DoPad = false }).Preprocess(pass,
                new RasterImage(wanted.Width, wanted.Height, PixelFormat.Rgb8, bytes));
            return (pixels.Values.ToArray(), new ImageSize(pixels.Shape[1], pixels.Shape[2]));
        }
        catch (UnsupportedImageSizeException error)
        {
            throw CommandException.Usage(error.Message);
        }
    }

    private static PrecisionTime Timed(ZoeDepthForDepthEstimation model, float[] pixels, ImageSize size, Work work,
        Precision precision, CancellationToken cancellation)
    {
        using var workspace = new Workspace();
        for (var i = 0; i < WarmUps; i++) Forward();
        var seconds = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (seconds.Count < LeastPasses
            || (seconds.Count < MostPasses && Stopwatch.GetElapsedTime(start) < ForEachPrecision))
            seconds.Add(Forward());
        seconds.Sort();
        var by = precision == Precision.Int8 && !model.Parameters.Any(Quantized)
            ? "as bfloat16: no linear layer of this model is large enough for 8 bits" : precision.Instructions();
        return new(precision.ToString().ToLowerInvariant(), by, seconds[seconds.Count / 2],
            seconds[0], seconds[^1], seconds.Count, workspace.PeakBytes);

        bool Quantized(Parameter weight) => weight.IsLinearWeight && precision.Quantizes(weight);

        double Forward()
        {
            using var pass = Pass.Inference(workspace, work, precision);
            return Forwarded(pass, model, pixels, size, cancellation);
        }
    }

    /// <summary>The parts of the fastest of a few passes.</summary>
    private static IReadOnlyCollection<NetworkPart> PartsOf(ZoeDepthForDepthEstimation model, float[] pixels,
        ImageSize size, Work work, CancellationToken cancellation)
    {
        using var workspace = new Workspace();
        PartTimes? best = null;
        for (var i = 0; i < LeastPasses; i++)
        {
            using var pass = Pass.Inference(workspace, work);
            var times = new PartTimes();
            Forwarded(pass, model, pixels, size, cancellation, times);
            if (best is null || times.Seconds < best.Seconds) best = times;
        }
        return best!.Parts;
    }

    /// <summary>Seconds of the network alone.</summary>
    private static double Forwarded(Pass pass, ZoeDepthForDepthEstimation model, float[] pixels, ImageSize size,
        CancellationToken cancellation, PartTimes? times = null)
    {
        pass.Cancellation = cancellation;
        var input = pass.New(new Shape(1, size.Height, size.Width, pixels.Length / (int)size.Pixels), pixels);
        times?.ListenTo(pass);
        var start = Stopwatch.GetTimestamp();
        model.Forward(input);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
