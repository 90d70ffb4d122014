namespace ZoeDepth;

/// <summary>How far an estimate has come.</summary>
/// <param name="Stage">
/// what has just been done: "backbone.encoder.layer.5", with "mirrored " before it in the second pass
/// </param>
/// <param name="Fraction">0..1, counted in stages, which take about the same time</param>
public readonly record struct DepthProgress(string Stage, double Fraction);
