namespace ZoeDepth.Data.Evaluation;

/// <summary>How a model is judged on datasets.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Range, no crop, no alignment.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>Truth counts above this, metres.</summary>
    public double MinDepth { get; init; } = 1e-3;

    /// <summary>Indoor truth counts below this, metres.</summary>
    public double IndoorMaxDepth { get; init; } = 10;

    /// <summary>Outdoor truth, and that of no known domain, counts below this, metres.</summary>
    public double OutdoorMaxDepth { get; init; } = 80;

    /// <summary>The part of an image that counts.</summary>
    public EvaluationCrop Crop { get; init; }

    /// <summary>Every image is scored once for each, from one estimate.</summary>
    public IReadOnlyList<DepthAlignment> Alignments { get; init; } = [DepthAlignment.None];

    /// <summary>At most so many images of each dataset, the first; all when null.</summary>
    public int? Limit { get; init; }

    /// <summary>
    /// Whether samples that cannot be read are left out and named; else the first of them ends the evaluation.
    /// </summary>
    public bool SkipBadSamples { get; init; }

    /// <summary>
    /// How many images the model is asked about at once, each on a thread of its own; results keep their order. 1: one
    /// after the other, on the caller's thread.
    /// </summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How an image of a domain is scored.</summary>
    public EvaluationProtocol ProtocolOf(Domain? domain, DepthAlignment alignment) => new()
    {
        MinDepth = MinDepth,
        MaxDepth = domain == Domain.Indoor ? IndoorMaxDepth : OutdoorMaxDepth,
        Crop = Crop,
        Alignment = alignment,
    };
}
