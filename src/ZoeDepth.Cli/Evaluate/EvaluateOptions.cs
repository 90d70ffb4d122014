using ZoeDepth.Cli.Shell;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>What <c>evaluate</c> was asked for.</summary>
internal sealed record EvaluateOptions
{
    // Each holds activations of its own.
    private const int MostAtOnce = 4;

    /// <summary>Manifests, or folders of theirs; none where <see cref="Benchmarks"/> are asked for.</summary>
    public required IReadOnlyList<string> Manifests { get; init; }

    /// <summary>Datasets of the original's evaluation; null where manifests are asked for.</summary>
    public BenchmarkOptions? Benchmarks { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required ModelRequest Model { get; init; }

    /// <summary>The router chooses the head; else the manifest's domain does.</summary>
    public bool Routed { get; init; }

    /// <summary>Only lines of this split; all when null.</summary>
    public string? Split { get; init; }

    /// <summary>Average with the mirrored photograph.</summary>
    public bool Flip { get; init; }

    /// <summary>Score the best constant and the best ramp, too.</summary>
    public bool Baselines { get; init; }

    /// <summary>Where the metrics of every image go; nowhere when null.</summary>
    public string? Csv { get; init; }

    /// <summary>Where the sheet goes; nowhere when null.</summary>
    public string? Sheet { get; init; }

    /// <summary>The folder that every image is drawn into; null: none.</summary>
    public string? SaveImages { get; init; }

    /// <summary>Threads; <c>ZOEDEPTH_THREADS</c> or one for each processor when null.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Images estimated at once, up to four, among which the threads come out even: a pass by itself uses several
    /// threads less well, and waits for whichever of them decodes the next photograph.
    /// </summary>
    public int Concurrency =>
        Enumerable.Range(1, Math.Min(AllThreads, MostAtOnce)).Last(count => AllThreads % count == 0);

    /// <summary>Threads of each estimate.</summary>
    public int ThreadsOfEstimate => AllThreads / Concurrency;

    private int AllThreads => Threads ?? Work.Default.Threads;

    /// <summary>What matrix products round their operands to.</summary>
    public Precision? Precision { get; init; }

    /// <summary>One line of JSON at the end.</summary>
    public bool Json { get; init; }

    /// <summary>Ranges, crop, alignments, limit.</summary>
    public required EvaluationOptions Scoring { get; init; }
}
