using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// The router that finds domains by itself ("auto", paper §3.3 and table 6): in training every picture's metres are
/// those of all heads, mixed by the probabilities the router gives them, so that the error of metres teaches the router
/// without a label.
/// </summary>
internal static class MixedHeads
{
    /// <summary>Σₕ pₕ · depthₕ, p = softmax(logits).</summary>
    /// <param name="depths">metres of each head, each <c>[image, row, column]</c></param>
    /// <param name="logits"><c>[image, head]</c></param>
    /// <returns><c>[image, row, column]</c></returns>
    public static Tensor Of(IReadOnlyList<Tensor> depths, Tensor logits)
    {
        using var frame = logits.Pass.Frame();
        var (images, heads) = (logits.Shape[0], depths.Count);
        var probabilities = Softmax(logits).Reshape(images * heads, 1);
        var pixels = checked((int)(depths[0].Shape.Count / images));
        Tensor? mixed = null;
        for (var head = 0; head < heads; head++)
        {
            int[] ofHead = [.. Enumerable.Range(0, images).Select(image => (image * heads) + head)];
            var share = PerImage.Spread(IndexSelect(probabilities, ofHead).Reshape(images), pixels);
            var part = Multiply(PerImage.Flat(depths[head]), share);
            mixed = mixed is null ? part : Add(mixed, part);
        }
        return frame.Keep(mixed!.Reshape(depths[0].Shape.ToArray()));
    }
}
