using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// The network answered with NaN or infinity. The message names the weights that hold such elements, if any do.
/// </summary>
public sealed class NonFiniteDepthException : Exception
{
    private const int NamesShown = 5;

    private NonFiniteDepthException(string message, IReadOnlyList<NonFiniteTensor> weights) : base(message) =>
        Weights = weights;

    /// <summary>The weights that hold NaN or infinity.</summary>
    internal IReadOnlyList<NonFiniteTensor> Weights { get; }

    /// <summary>Throws if the depth holds NaN or infinity.</summary>
    /// <param name="depth">metres</param>
    /// <param name="picture">what the message calls the picture</param>
    /// <param name="model">the model that answered</param>
    /// <param name="modelName">what the message calls it</param>
    internal static void ThrowIfNotFinite(Tensor depth, string picture, ZoeDepthForDepthEstimation model,
        string modelName)
    {
        foreach (var value in depth.Values)
        {
            if (float.IsFinite(value)) continue;
            var weights = WeightHealth.Scan(model.Parameters);
            throw new NonFiniteDepthException(Text(picture, depth.Values, modelName, weights), weights);
        }
    }

    private static string Text(string picture, ReadOnlySpan<float> depth, string model,
        IReadOnlyList<NonFiniteTensor> weights)
    {
        var count = 0;
        foreach (var value in depth)
            if (!float.IsFinite(value)) count++;
        var found = $"{model} answered {picture} with {count} of {depth.Length} depths that are not finite. ";
        if (weights.Count == 0)
            return found
            + "All of its weights are finite, so this is a defect of the program or weights of another model; " +
                "please report it with the picture";
        var names = string.Join(", ", weights.Take(NamesShown)
            .Select(w => $"{w.Name} ({w.Count} elements, the first at {w.First})"));
        var more = weights.Count > NamesShown ? $" and {weights.Count - NamesShown} more" : "";
        return found
            + $"NaN or infinity stands in the weights {names}{more}: the checkpoint is damaged; download it again";
    }
}
