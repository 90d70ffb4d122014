using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Data.Readers;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>One of the original's datasets, open.</summary>
/// <param name="Benchmark">its ranges and crop</param>
/// <param name="Dataset">its pairs</param>
/// <param name="Missing">files that are not there, the first of each pair that was left out for it</param>
internal sealed record BenchmarkRun(Benchmark Benchmark, IDepthDataset Dataset, IReadOnlyList<string> Missing)
{
    /// <summary>Opens all that were asked for, before anything is computed.</summary>
    /// <param name="options">what was asked for</param>
    /// <param name="absent">those that are left out, <see cref="AbsentOf"/></param>
    /// <exception cref="CommandException">one cannot be opened; the message says why</exception>
    public static IReadOnlyList<BenchmarkRun> Open(BenchmarkOptions options, IReadOnlyList<string> absent)
    {
        try
        {
            return [.. options.Keys.Except(absent).Select(key => Open(key, options))];
        }
        catch (DatasetException error)
        {
            throw CommandException.Usage(error.Message);
        }
    }

    /// <summary>
    /// Of several datasets with <c>--skip-missing</c>, those whose folder is not there; none where that would leave
    /// nothing, so that opening the first says what was expected.
    /// </summary>
    public static IReadOnlyList<string> AbsentOf(BenchmarkOptions options)
    {
        if (!options.SkipMissing || options.Keys.Count == 1) return [];
        List<string> absent = [.. options.Keys.Where(key => !BenchmarkFolder.IsBelow(options.Root, key))];
        return absent.Count < options.Keys.Count ? absent : [];
    }

    private static BenchmarkRun Open(string key, BenchmarkOptions options)
    {
        var missing = options.SkipMissing ? new List<string>() : null;
        var dataset = BenchmarkFolder.Open(key, options.Root, options.List, missing, options.IsPaper);
        return new(Benchmark.Of(key), dataset, missing ?? []);
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
