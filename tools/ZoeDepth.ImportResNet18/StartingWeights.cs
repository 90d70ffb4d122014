using ZoeDepth;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;

namespace ZoeDepth.ImportResNet18;

/// <summary>
/// The backbone's weights, and for all others what the original project begins with, PyTorch's defaults: numbers even
/// between ±1/√(inputs of an output), for biases too; the router's query, key and value even between ±√(6/(4·width))
/// (Xavier over the three stacked), its attention biases 0; norms 1 and 0. A number depends on the seed, the key and
/// its position alone.
/// </summary>
/// <param name="backbone">the backbone's tensors by key</param>
/// <param name="config">the model</param>
/// <param name="seed">another seed gives another decoder</param>
internal sealed class StartingWeights(Dictionary<string, OnnxTensor> backbone, ZoeDepthConfig config, int seed)
    : IWeightSource
{
    /// <summary>Shapes of weights, from which a bias knows how many inputs its outputs have.</summary>
    private readonly Dictionary<string, Shape> _shapes = Shapes(config);

    /// <inheritdoc/>
    public string Description => $"an imported ResNet-18 and PyTorch's initial weights of seed {seed}";

    /// <inheritdoc/>
    public IEnumerable<string> Keys =>
        backbone.Keys.Concat(_shapes.Keys.Where(key => !key.StartsWith("backbone.", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape)
    {
        if (backbone.TryGetValue(key, out var stored))
            return new([.. stored.Shape], new MemoryValues(stored.Values), [key]);
        if (!_shapes.TryGetValue(key, out var known)) return null;
        return new([.. known.ToArray().Select(extent => (long)extent)], new MemoryValues(Drawn(key, known)), [key]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing but memory.
    }

    private float[] Drawn(string key, Shape shape)
    {
        var values = new float[shape.Count];
        if (key.Contains(".norm", StringComparison.Ordinal))
        {
            if (key.EndsWith(".weight", StringComparison.Ordinal)) Array.Fill(values, 1);
            return values;
        }
        var inAttention = key.Contains(".self_attn.", StringComparison.Ordinal);
        if (inAttention && key.EndsWith(".bias", StringComparison.Ordinal)) return values;
        var weight = _shapes[key[..key.LastIndexOf('.')] + ".weight"];
        var inputs = weight.Count / weight[0];
        var reach = inAttention && !key.Contains(".out_proj.", StringComparison.Ordinal)
            ? Math.Sqrt(6.0 / (4 * inputs)) : 1 / Math.Sqrt(inputs);
        var random = new Random(Fnv1a.SeedOf(key) ^ seed);
        for (var i = 0; i < values.Length; i++) values[i] = (float)(((2 * random.NextDouble()) - 1) * reach);
        return values;
    }

    private static Dictionary<string, Shape> Shapes(ZoeDepthConfig config)
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(config);
        return model.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
    }
}
