using ZoeDepth.Tensors;

namespace ZoeDepth.Layers;

/// <summary>
/// y = (x − running mean) / √(running variance + ε) · γ + β per channel. Not part of a published model; a configuration
/// may ask for it (<c>use_batch_norm_in_fusion_residual</c>).        reference: torch.nn.BatchNorm2d in evaluation mode
/// </summary>
internal sealed class BatchNorm(Weights w, int channels, double epsilon)
{
    private readonly Parameter _gamma = w.Parameter("weight", channels);
    private readonly Parameter _beta = w.Parameter("bias", channels);
    private readonly Parameter _runningMean = w.Buffer("running_mean", channels);
    private readonly Parameter _runningVariance = w.Buffer("running_var", channels);

    /// <summary>x <c>[image, row, column, channels]</c> → same</summary>
    public Tensor Forward(Tensor x) =>
        Operations.BatchNorm(x, _gamma, _beta, _runningMean, _runningVariance, (float)epsilon);
}
