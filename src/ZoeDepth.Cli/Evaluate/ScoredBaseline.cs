using ZoeDepth.Data.Evaluation;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>What can be had without looking, scored like a model.</summary>
/// <param name="Name">"best constant"</param>
/// <param name="Result">its scores</param>
internal sealed record ScoredBaseline(string Name, EvaluationResult Result);
