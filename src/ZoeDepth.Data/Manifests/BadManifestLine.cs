namespace ZoeDepth.Data.Manifests;

/// <summary>A line of a manifest that was left out.</summary>
/// <param name="Line">which, from 1</param>
/// <param name="Problem">what was expected and what came</param>
public sealed record BadManifestLine(int Line, string Problem);
