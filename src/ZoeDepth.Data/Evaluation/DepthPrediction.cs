namespace ZoeDepth.Data.Evaluation;

/// <summary>What a model says of one photograph.</summary>
/// <param name="Depth">metres, <c>[row, column]</c>, of any size</param>
/// <param name="Width">its columns</param>
/// <param name="Height">its rows</param>
/// <param name="RoutedDomain">
/// the domain the model's router takes the photograph for, whichever head answered; null without a router
/// </param>
public sealed record DepthPrediction(float[] Depth, int Width, int Height, Domain? RoutedDomain = null);
