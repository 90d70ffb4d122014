using System.Collections.Concurrent;
using System.Globalization;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// Freshly drawn weights as the research code's modules draw them. In the BEiT encoder timm's rules: matrices and class
/// token normal with deviation 0.02, the two that end a block's branches divided by √(2·block), biases 0. Everywhere
/// else PyTorch's defaults: weights and biases alike within ±1/√(numbers a result is made of). The router's layers are
/// copies of one, as <c>nn.TransformerEncoder</c> makes them, and its query, key and value are one matrix of Glorot's
/// (2010) rule.
/// Reference: isl-org/ZoeDepth d87f17b; timm 0.9.16 models/beit.py; torch.nn Linear, Conv2d, MultiheadAttention
/// </summary>
/// <param name="config">the model</param>
/// <param name="seed">another seed gives other weights</param>
internal sealed class OriginalWeights(ZoeDepthConfig config, ulong seed) : IWeightSource
{
    private const double Deviation = 0.02;
    private const string RouterLayers = "transformer_encoder.";

    private readonly ConcurrentDictionary<string, Shape> _shapes = new();

    /// <inheritdoc/>
    public string Description => $"random weights of seed {seed}, drawn as the research code's";

    /// <summary>None: every tensor is made on demand.</summary>
    public IEnumerable<string> Keys => [];

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape)
    {
        _shapes[key] = shape;
        var scope = config.BackboneScope + ".";
        var values = key.StartsWith(scope, StringComparison.Ordinal)
            ? Encoder(key, key[scope.Length..], shape) : Elsewhere(key, shape);
        return new WeightTensor([.. shape.ToArray()], values, [key]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing.
    }

    private DrawnValues Encoder(string key, string name, Shape shape) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        _ when name.StartsWith("embeddings.patch_embeddings.", StringComparison.Ordinal) =>
            WithinFanIn(key, key, shape),
        "lambda_1" or "lambda_2" => DrawnValues.Constant(shape, (float)config.BackboneConfig.LayerScale),
        "relative_position_bias_table" or "mask_token" or "bias" => DrawnValues.Constant(shape, 0),
        "weight" when shape.Rank == 1 => DrawnValues.Constant(shape, 1),
        _ => DrawnValues.Normal(shape, DrawnValues.Stream(seed, key), Deviation / Math.Sqrt(Branches(name))),
    };

    /// <summary>
    /// 2·i for the matrices that end the branches of block i, from 1, which add to the stream; else 1.
    /// </summary>
    private static int Branches(string name) =>
        name.Split('.') is ["encoder", "layer", var block, .. var rest]
        && rest is ["attention", "output", "dense", _] or ["output", "dense", _]
            ? 2 * (int.Parse(block, CultureInfo.InvariantCulture) + 1)
            : 1;

    private DrawnValues Elsewhere(string key, Shape shape)
    {
        var parts = key.Split('.');
        var drawnAs = OfFirstLayer(key);
        return parts[^1] switch
        {
            "weight" when shape.Rank == 1 => DrawnValues.Constant(shape, 1),
            "running_var" => DrawnValues.Constant(shape, 1),
            "running_mean" => DrawnValues.Constant(shape, 0),
            "bias" when parts.Contains("self_attn") || IsNorm(key) => DrawnValues.Constant(shape, 0),
            "weight" when parts is [.., "self_attn", "query" or "key" or "value", _] =>
                DrawnValues.Uniform(shape, DrawnValues.Stream(seed, drawnAs),
                    () => Math.Sqrt(6.0 / ((3 * shape[0]) + shape[1]))),
            _ => WithinFanIn(key, drawnAs, shape),
        };
    }

    private bool IsNorm(string key) => _shapes.TryGetValue(WeightOf(key), out var weight) && weight.Rank == 1;

    /// <summary>
    /// PyTorch's fan in is all but the first axis, of a transposed convolution too, whose first axis is its input. A
    /// bias takes its weight's, which is known once the model is put together.
    /// </summary>
    private DrawnValues WithinFanIn(string key, string drawnAs, Shape shape) =>
        DrawnValues.Uniform(shape, DrawnValues.Stream(seed, drawnAs), () =>
        {
            var weight = _shapes[WeightOf(key)];
            return Math.Sqrt((double)weight[0] / weight.Count);
        });

    private static string WeightOf(string key) => key[..key.LastIndexOf('.')] + ".weight";

    private static string OfFirstLayer(string key)
    {
        var at = key.IndexOf(RouterLayers, StringComparison.Ordinal);
        if (at < 0) return key;
        var first = at + RouterLayers.Length;
        return key[..first] + "0" + key[key.IndexOf('.', first)..];
    }
}
