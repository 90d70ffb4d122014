using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Benchmarks.Service;

/// <summary>
/// Whether requests gain from entering the network together: the same pictures one after the other, two at once as the
/// service works, and in batches, turn by turn, with every bit compared.
/// </summary>
internal static class BatchingBenchmark
{
    private const int Pictures = 8, AtOnce = 2;

    /// <summary><c>batching MODEL PHOTO.jpg [ROUNDS]</c>.</summary>
    public static int Run(string[] args)
    {
        var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 12;
        var files = ModelFiles.Open(args[0]);
        using var network = new NetworkRun(ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source), "model",
            Work.Default, ownsModel: true);
        var photo = PixelArray.FromImage(RasterImage.Load(File.ReadAllBytes(args[1])).ToRgb8());
        (string Name, Func<float[][]> Do)[] ways =
        [
            ("one after the other", () => [.. Enumerable.Range(0, Pictures).SelectMany(_ => Depths(1))]),
            ("two at once", TwoAtOnce),
            ("batches of 2", () => [.. Enumerable.Range(0, Pictures / 2).SelectMany(_ => Depths(2))]),
            ("batches of 4", () => [.. Enumerable.Range(0, Pictures / 4).SelectMany(_ => Depths(4))]),
            ("one batch of 8", () => Depths(8)),
        ];
        var alone = ways[0].Do()[0];
        foreach (var (name, way) in ways.Append(ways[0]))
            if (!way().All(depth => depth.AsSpan().SequenceEqual(alone)))
                Console.WriteLine($"{name}: other bits than alone");
        var (times, processor) = (ways.Select(_ => new double[rounds]).ToArray(),
            ways.Select(_ => new double[rounds]).ToArray());
        for (var round = 0; round < rounds; round++)
            for (var step = 0; step < ways.Length; step++)
            {
                var way = (step + round) % ways.Length;
                var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                ways[way].Do();
                processor[way][round] = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds / Pictures;
                times[way][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / Pictures;
            }
        foreach (var ((name, _), time, used) in ways.Zip(times, processor))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-20} {Median.Of(time),5:0.0} ms a picture, " +
                $"{Median.Of(Ratios(time)):0.00} of one after the other; " +
                $"{Median.Of(used),5:0.0} ms of processors"));
        return 0;

        double[] Ratios(double[] time) => [.. time.Zip(times[0], (one, first) => one / first)];

        float[][] Depths(int batch) => network.InPass(batch, files.Processor.Size, pass =>
        {
            var pixels = files.Processor.Preprocess(pass, [.. Enumerable.Repeat(photo, batch)],
                [.. Enumerable.Repeat("photo", batch)]);
            var depth = network.Forward(pixels, domain: null, "photo").PredictedDepth;
            var each = (int)(depth.Shape.Count / batch);
            return Enumerable.Range(0, batch).Select(i => depth.Values.Slice(i * each, each).ToArray()).ToArray();
        }, CancellationToken.None);

        float[][] TwoAtOnce()
        {
            var halves = Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() =>
                Enumerable.Range(0, Pictures / AtOnce).SelectMany(_ => Depths(1)).ToArray())).ToArray();
            return [.. halves.SelectMany(half => half.GetAwaiter().GetResult())];
        }
    }
}
