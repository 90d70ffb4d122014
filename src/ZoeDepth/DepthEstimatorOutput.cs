using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// What a forward pass returns; the fields of Hugging Face's <c>ZoeDepthDepthEstimatorOutput</c> in their order (its
/// <c>loss</c> belongs to training). The tensors live as long as the pass they were made in.
/// </summary>
/// <param name="PredictedDepth">
/// metres, <c>[image, row, column]</c>; 32·⌈patch rows / 2⌉ rows for a four-stage model. Inverse depth of unknown scale
/// where the model says relative depth
/// </param>
/// <param name="DomainLogits">raw logits of the domains, <c>[image, 2]</c>; null where the model has one head</param>
/// <param name="HiddenStates">
/// the embedding and the output of every layer, each <c>[image, 1 + patch, width]</c>; null unless asked for
/// </param>
/// <param name="Attentions">
/// the attention probabilities of every layer, each <c>[image, head, query, key]</c>; null unless asked for
/// </param>
/// <param name="Domain">index of the head that answered, into <c>bin_configurations</c></param>
public sealed record DepthEstimatorOutput(
    Tensor PredictedDepth,
    Tensor? DomainLogits,
    IReadOnlyList<Tensor>? HiddenStates,
    IReadOnlyList<Tensor>? Attentions,
    int Domain);
