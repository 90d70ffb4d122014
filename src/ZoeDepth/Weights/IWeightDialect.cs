using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// How another naming calls the model's tensors. A dialect answers requests for canonical keys (those of the published
/// files) and renames nothing: it can only be asked for what the model needs, so whatever is left over stays visible.
/// </summary>
internal interface IWeightDialect
{
    /// <summary>
    /// The tensor that the canonical key means, made of the source's own; null when the source does not have it in this
    /// dialect.
    /// </summary>
    /// <param name="source">where the elements are</param>
    /// <param name="key">the canonical key: <c>backbone.encoder.layer.5.lambda_1</c></param>
    /// <param name="shape">the shape the model needs</param>
    WeightTensor? Find(IWeightSource source, string key, Shape shape);

    /// <summary>Whether files of this dialect have a tensor that no model reads.</summary>
    bool Ignores(string key) => false;

    /// <summary>What this dialect calls the tensor of a canonical key, for messages.</summary>
    string NameOf(string key) => key;
}
