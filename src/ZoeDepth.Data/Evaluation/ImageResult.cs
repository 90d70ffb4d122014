namespace ZoeDepth.Data.Evaluation;

/// <summary>One image of an evaluation.</summary>
/// <param name="Dataset">the dataset it is of</param>
/// <param name="Info">what the dataset knows of it</param>
/// <param name="Scores">one for each alignment that was asked for, in that order</param>
/// <param name="RoutedDomain">what the router took it for; null without a router</param>
public sealed record ImageResult(
    string Dataset, DepthSampleInfo Info, IReadOnlyList<ImageScore> Scores, Domain? RoutedDomain);

/// <summary>An image that was left out of an evaluation.</summary>
/// <param name="Dataset">the dataset it is of</param>
/// <param name="Name">its name there</param>
/// <param name="Reason">why</param>
/// <param name="IsBroken">whether it could not be read; else nothing in it counts</param>
public sealed record SkippedImage(string Dataset, string Name, string Reason, bool IsBroken);

/// <summary>How far an evaluation has come.</summary>
/// <param name="Done">images scored or left out</param>
/// <param name="Count">how many there are</param>
public readonly record struct EvaluationProgress(int Done, int Count);
