using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>What a model is held against: somebody's manifests, or the original's datasets.</summary>
internal interface IEvaluationSubject
{
    /// <summary>All datasets, in order.</summary>
    IReadOnlyList<IDepthDataset> Datasets { get; }

    /// <summary>Whether some line of a list was left out because it cannot be read.</summary>
    bool LacksLines { get; }

    /// <summary>Scores a model.</summary>
    /// <param name="pass">goes through the datasets with the model</param>
    /// <param name="cancellation">Ctrl-C</param>
    EvaluationReport Score(ScoringPass pass, CancellationToken cancellation);
}

/// <summary>What came out.</summary>
/// <param name="Result">every image</param>
/// <param name="Text">for reading</param>
/// <param name="Document">the last line of <c>--json</c>, made when it is wanted</param>
internal sealed record EvaluationReport(EvaluationResult Result, string Text, Func<string> Document);
