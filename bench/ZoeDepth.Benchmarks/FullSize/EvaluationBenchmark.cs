using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// How much of a model's rate is left when photographs and depth are decoded and the metrics computed beside it:
/// evaluating a manifest against estimating its photographs, decoded before, turn by turn in one run.
/// </summary>
internal static class EvaluationBenchmark
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary><c>evaluation MODEL MANIFEST [ROUNDS=5]</c></summary>
    public static int Run(string[] args)
    {
        var dataset = ManifestDataset.Open(args[1]);
        var rounds = args.Length > 2 ? int.Parse(args[2], Invariant) : 5;
        var threads = Work.Default.Threads;
        using var estimator = DepthEstimator.FromPretrained(args[0]);
        // A thread for each image, as zoedepth evaluate has it with up to four.
        using var shared = DepthEstimator.FromPretrained(args[0],
            new() { Threads = 1, MaxConcurrentEstimates = threads });
        foreach (var one in new[] { estimator, shared }) one.PrepareAsync().GetAwaiter().GetResult();
        var samples = Enumerable.Range(0, dataset.Count).Select(i => dataset.Load(i)).ToArray();
        Estimate();
        var (pure, whole) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            pure.Add(Rate(Estimate));
            whole.Add(Rate(Evaluate));
            Console.WriteLine(string.Create(Invariant,
                $"round {round + 1}: estimates {pure[^1]:F1} a second, evaluated {whole[^1]:F1} a second"));
        }
        Console.WriteLine(string.Create(Invariant,
            $"{samples.Length} photographs of {samples[0].Image.Height} rows, medians of {rounds}: evaluation at " +
            $"{100 * Median.Of(whole) / Median.Of(pure):F0} % of the rate of estimates"));
        return 0;

        void Estimate()
        {
            foreach (var sample in samples) Predict(estimator, sample, CancellationToken.None);
        }

        void Evaluate() => DatasetEvaluation.Run([dataset],
            (sample, cancellation) => Predict(shared, sample, cancellation), new() { Concurrency = threads });

        static DepthPrediction Predict(DepthEstimator by, DepthSample sample, CancellationToken cancellation)
        {
            var options = new EstimateOptions { Camera = sample.Intrinsics };
            var depth = by.Estimate(sample.Image, options, progress: null, cancellation);
            return new(depth.Values, depth.Width, depth.Height);
        }

        double Rate(Action work)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            return samples.Length / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
