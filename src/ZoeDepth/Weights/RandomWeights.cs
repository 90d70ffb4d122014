using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// Freshly drawn weights, by the rules of transformers' <c>_init_weights</c>: matrices and kernels normal with the
/// configuration's standard deviation, biases 0, norms 1 and 0, class token and position tables 0, layer scales
/// <c>layer_scale_init_value</c>. A number depends on the seed, the tensor's key and its position alone, so a model is
/// the same on every machine and whichever part of it is made first.
/// </summary>
/// <param name="config">the model</param>
/// <param name="seed">another seed gives other weights</param>
internal sealed class RandomWeights(ZoeDepthConfig config, ulong seed = 0) : IWeightSource
{
    /// <inheritdoc/>
    public string Description => $"random weights of seed {seed}";

    /// <summary>None: every tensor is made on demand.</summary>
    public IEnumerable<string> Keys => [];

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape)
    {
        var values = Constant(key, shape) is { } constant ? DrawnValues.Constant(shape, constant)
            : DrawnValues.Normal(shape, DrawnValues.Stream(seed, key), Deviation(key, shape));
        return new WeightTensor([.. shape.ToArray()], values, [key]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing.
    }

    /// <summary>
    /// The backbone is a model of its own with its own configuration; a ResNet's kernels keep the variance of gradients
    /// (He et al. 2015).
    /// </summary>
    private double Deviation(string key, Shape shape) =>
        !key.StartsWith(config.BackboneScope + ".", StringComparison.Ordinal) ? config.InitializerRange
        : config.BackboneConfig.WeightDeviation ?? Math.Sqrt(2.0 / shape[0] / shape[2] / shape[3]);

    private float? Constant(string key, Shape shape) => key[(key.LastIndexOf('.') + 1)..] switch
    {
        "lambda_1" or "lambda_2" or "lambda1" => (float)config.BackboneConfig.LayerScale,
        "cls_token" or "position_embeddings" or "relative_position_bias_table" or "mask_token" or "bias"
            or "running_mean" => 0,
        // Cosines enter the softmax ten times as large at first.
        "logit_scale" => MathF.Log(10),
        "running_var" => 1,
        // One-dimensional weights are those of norms.
        "weight" when shape.Rank == 1 => 1,
        _ => null,
    };
}
