namespace ZoeDepth;

/// <summary>The head of a two-head model that answered.</summary>
/// <param name="Name">its name in config.json: "nyu" (indoors), "kitti" (on the road)</param>
/// <param name="Index">its place in config.json</param>
/// <param name="Probability">
/// what the router gave it, 0..1 (softmax of its logits), also where the head was chosen by the caller
/// </param>
public sealed record DepthDomain(string Name, int Index, double Probability);
