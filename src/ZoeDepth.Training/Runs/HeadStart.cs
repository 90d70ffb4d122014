using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// Biases for heads that have learnt nothing. Fresh ones say softplus(0) = 0.69 everywhere, whatever the world. Here
/// bins and attractors are spread evenly in log depth over what the labels hold, the temperature is
/// <see cref="Temperature"/>, and the probability is such that the mode is the median. A regression begins at the
/// median; the bins of a splitter lie evenly without help, and so do the scores of a softmax.
/// </summary>
internal static class HeadStart
{
    // The binomial over 64 bins then has a deviation of 6 bins: wide enough that gradients reach many, narrow enough
    // that depth follows the probability.
    private const double Temperature = 2;
    private const double Narrow = 0.005, Wide = 0.995;

    /// <summary>Sets the biases of every head from labels of its domain.</summary>
    /// <param name="model">its attractors, if it has them, move "softplus" bins</param>
    /// <param name="logDepths">ln of labels by head, in any order</param>
    /// <exception cref="RecipeException">attractors move bins of another type, or a head has no labels</exception>
    public static void Set(ZoeDepthForDepthEstimation model, IReadOnlyList<List<float>> logDepths)
    {
        if (model.Config is { MetricHeadType: ZoeDepthConfig.Attractors, BinCentersType: not "softplus" })
            throw new RecipeException(
                "initialDepth needs bins of the type \"softplus\", but the model's are " +
                $"\"{model.Config.BinCentersType}\"; leave it out");
        var parameters = model.Parameters.ToDictionary(parameter => parameter.Name);
        for (var head = 0; head < logDepths.Count; head++)
        {
            var depths = logDepths[head];
            var name = model.Config.BinConfigurations[head].Name;
            if (depths.Count == 0)
                throw new RecipeException(
                    $"initialDepth: the data have no picture for the head {name}; add some, or leave it out");
            depths.Sort();
            var (least, median, most) = (At(depths, Narrow), At(depths, 0.5), At(depths, Wide));
            SetHead(parameters, logDepths.Count > 1 ? $".{name}" : "", least, Math.Max(most, least + 0.1), median,
                model.Config);
        }
    }

    /// <summary>
    /// Lifts relative depth above 0 everywhere. It ends in a relu, and where a fresh head says 0 in all of a picture
    /// nothing flows back.
    /// </summary>
    public static void SetRelative(ZoeDepthForDepthEstimation model)
    {
        using var bias = model.GetParameter("relative_head.conv3.bias").Write();
        bias.Values[0] = 1;
    }

    private static void SetHead(Dictionary<string, Parameter> parameters, string domain, double least, double most,
        double median, ZoeDepthConfig config)
    {
        if (parameters.TryGetValue($"metric_head.regression{domain}.mlp.2.bias", out var regression))
        {
            using var bias = regression.Write();
            bias.Values[0] = InverseSoftplus(Math.Exp(median));
            return;
        }
        // Where the median lies among the bins: those of a splitter share the range evenly in metres.
        var bins = config.BinConfigurations.First(bins => domain.Length == 0 || domain == $".{bins.Name}");
        var isSplit = config.MetricHeadType == ZoeDepthConfig.Splitter;
        var part = isSplit
            ? (Math.Exp(median) - bins.MinDepth) / (bins.MaxDepth - bins.MinDepth)
            : (median - least) / (most - least);
        if (!isSplit) SetBins(parameters, domain, least, most);
        if (parameters.TryGetValue($"metric_head.conditional_log_binomial{domain}.mlp.2.bias", out var last))
            SetProbability(last, Math.Clamp(part, 0.05, 0.95), config);
    }

    private static void SetBins(Dictionary<string, Parameter> parameters, string domain, double least, double most)
    {
        var seed = domain.Length > 0 ? $"metric_head.seed_bin_regressors{domain}" : "metric_head.seed_bin_regressor";
        Spread(parameters[$"{seed}.conv2.bias"], least, most);
        for (var level = 0;
            parameters.TryGetValue($"metric_head.attractors{domain}.{level}.conv2.bias", out var attractors); level++)
            Spread(attractors, least, most);
    }

    private static void SetProbability(Parameter bias, double part, ZoeDepthConfig config)
    {
        var warmth = Math.Clamp((Temperature - config.MinTemp) / (config.MaxTemp - config.MinTemp), 0.01, 0.99);
        // Probability and temperature are each the first of two positive numbers divided by their sum; the second is 1.
        Span<double> outputs = [part / (1 - part), 1, warmth / (1 - warmth), 1];
        using var biases = bias.Write();
        for (var i = 0; i < outputs.Length; i++) biases.Values[i] = InverseSoftplus(outputs[i]);
    }

    private static void Spread(Parameter bias, double least, double most)
    {
        using var biases = bias.Write();
        var values = biases.Values;
        for (var i = 0; i < values.Length; i++)
            values[i] = InverseSoftplus(Math.Exp(least + ((i + 0.5) / values.Length * (most - least))));
    }

    private static float InverseSoftplus(double value) => (float)(value > 20 ? value : Math.Log(Math.Exp(value) - 1));

    private static double At(List<float> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];
}
