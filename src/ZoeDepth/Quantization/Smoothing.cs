using ZoeDepth.Tensors;

namespace ZoeDepth.Quantization;

/// <summary>
/// Activations of transformers have few channels that are many times larger than the others, and a row's scale is that
/// of its largest. Where a layer norm feeds linear layers, its channels can be made smaller and the weights that read
/// them larger by the same factor, and the network computes the same (SmoothQuant, arXiv 2211.10438).
/// </summary>
/// <remarks>
/// Factors are powers of two: float32 numbers change their exponents alone, so that depth in float32 stays what it was
/// bit by bit, and other factors can be tried one after the other without a trace.
/// </remarks>
internal sealed class Smoothing(LinearInputs inputs)
{
    private const int MostDoublings = 12;

    private readonly Dictionary<NormedLayers, int[]> _applied =
        inputs.Normed.ToDictionary(group => group, group => new int[group.Weight.Shape.Last]);

    /// <summary>Layer norms whose channels can be scaled.</summary>
    public int Norms => _applied.Count;

    /// <summary>
    /// Divides every channel by about max|x|^strength / max|weight|^(1 − strength); at 0 all is as it was.
    /// </summary>
    /// <param name="strength">how much of the difficulty goes from activations to weights, 0 to 1</param>
    public void Apply(double strength)
    {
        foreach (var (group, applied) in _applied)
        {
            var wanted = strength == 0 ? new int[applied.Length] : DoublingsOf(group, applied, strength);
            Change(group, [.. wanted.Zip(applied, (now, before) => now - before)]);
            wanted.CopyTo(applied, 0);
        }
    }

    private int[] DoublingsOf(NormedLayers group, int[] applied, double strength)
    {
        var activations = inputs.Largest[group.Layers[0]];
        var weights = new double[activations.Length];
        foreach (var layer in group.Layers)
        {
            var values = layer.Values;
            for (var i = 0; i < values.Length; i++)
                weights[i % weights.Length] = Math.Max(weights[i % weights.Length], Math.Abs(values[i]));
        }
        return [.. activations.Select((largest, channel) =>
        {
            // The weights as they were before anything was applied.
            var weight = Math.ScaleB(weights[channel], -applied[channel]);
            if (largest == 0 || weight == 0) return 0;
            var factor = Math.Pow(largest, strength) / Math.Pow(weight, 1 - strength);
            return Math.Clamp((int)Math.Round(Math.Log2(factor)), -MostDoublings, MostDoublings);
        })];
    }

    private static void Change(NormedLayers group, int[] doublings)
    {
        if (doublings.All(doubling => doubling == 0)) return;
        foreach (var parameter in new[] { group.Weight, group.Bias }) Scale(parameter, doublings, -1);
        foreach (var layer in group.Layers) Scale(layer, doublings, 1);
    }

    private static void Scale(Parameter parameter, int[] doublings, int sign)
    {
        using var writer = parameter.Write();
        for (var i = 0; i < writer.Values.Length; i++)
            writer.Values[i] = MathF.ScaleB(writer.Values[i], sign * doublings[i % doublings.Length]);
    }
}
