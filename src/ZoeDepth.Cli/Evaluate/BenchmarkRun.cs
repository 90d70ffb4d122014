using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Readers;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>One of the original's datasets, open.</summary>
/// <param name="Benchmark">its ranges and crop</param>
/// <param name="Dataset">its pairs</param>
internal sealed record BenchmarkRun(Benchmark Benchmark, IDepthDataset Dataset)
{
    /// <summary>Opens all that were asked for, before anything is computed.</summary>
    /// <exception cref="CommandException">one cannot be opened; the message says why</exception>
    public static IReadOnlyList<BenchmarkRun> Open(BenchmarkOptions options)
    {
        try
        {
            return [.. options.Keys.Select(key => new BenchmarkRun(Benchmark.Of(key),
                BenchmarkFolder.Open(key, options.Root, options.List, options.SkipMissing, options.IsPaper)))];
        }
        catch (DatasetException error)
        {
            throw CommandException.Usage(error.Message);
        }
    }

    /// <summary>How it is judged: as the paper does, or by the ranges of the command.</summary>
    public EvaluationOptions ScoringOf(EvaluateOptions options) => options.Benchmarks is { IsPaper: true }
        ? options.Scoring with
        {
            MinDepth = Benchmark.Protocol.MinDepth,
            IndoorMaxDepth = Benchmark.Protocol.MaxDepth,
            OutdoorMaxDepth = Benchmark.Protocol.MaxDepth,
            Crop = Benchmark.Protocol.Crop,
        }
        : Benchmark.Domain == Domain.Indoor
            ? options.Scoring with { OutdoorMaxDepth = options.Scoring.IndoorMaxDepth } : options.Scoring;
}
