using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Metric;

/// <summary>
/// The weight of every bin at every pixel is a binomial distribution whose probability and temperature a small network
/// reads from the pixel's features and bin embedding; depth is the mean of the centers under it.
/// Reference: modeling_zoedepth.py ZoeDepthConditionalLogBinomialSoftmax, LogBinomialSoftmax (paper §3.2, equation 2)
/// </summary>
internal sealed class LogBinomialHead : IBinProbabilities
{
    /// <summary>The first part of its keys.</summary>
    public const string Key = "conditional_log_binomial";

    private readonly Parameter _weight0, _bias0, _weight2, _bias2;
    private readonly float _minTemperature, _maxTemperature;

    public LogBinomialHead(Weights w, int features, int embedding, int reduction, double minTemperature,
        double maxTemperature)
    {
        var (inputs, hidden) = (features + embedding, (features + embedding) / reduction);
        _weight0 = w.Parameter("mlp.0.weight", hidden, inputs, 1, 1);
        _bias0 = w.Parameter("mlp.0.bias", hidden);
        _weight2 = w.Parameter("mlp.2.weight", 4, hidden, 1, 1);
        _bias2 = w.Parameter("mlp.2.bias", 4);
        (_minTemperature, _maxTemperature) = ((float)minTemperature, (float)maxTemperature);
    }

    /// <inheritdoc/>
    public string Name => Key;

    /// <inheritdoc/>
    public Tensor Forward(Tensor features, Tensor embedding, Tensor centers) =>
        LogBinomialDepth(features, embedding, centers, _weight0, _bias0, _weight2, _bias2, _minTemperature,
            _maxTemperature);

    /// <inheritdoc/>
    public Tensor Probabilities(Tensor features, Tensor embedding, int bins) =>
        LogBinomialProbabilities(features, embedding, bins, _weight0, _bias0, _weight2, _bias2, _minTemperature,
            _maxTemperature);
}
