using ZoeDepth;

namespace ZoeDepth.ImportResNet18;

/// <summary>
/// The convolutions of the ONNX file with everything beside them folded in. A batch norm γ·(z − μ)/√(σ² + ε) + β after
/// z = W·x becomes W·γ/√(σ² + ε) and the bias β − μ·γ/√(σ² + ε). The first convolution also takes red first instead of
/// blue first, and numbers divided by 255 and <see cref="Deviations"/>. The mean is not folded but handed to the image
/// processor, so that the zeros around the picture still mean the mean colour.
/// </summary>
internal static class FoldedResNet
{
    /// <summary>
    /// What pixels in 0..1 are divided by after the mean is taken off: the usual deviations of ImageNet's channels, red
    /// first.
    /// </summary>
    public static IReadOnlyList<double> Deviations { get; } = [0.229, 0.224, 0.225];

    private const double White = 255;

    /// <summary>
    /// The file's last stage has a third layer, which the ResNet-18 of the paper has not. With its 4.7 million
    /// parameters the whole model would have more than 32 MB in 16 bit, so the backbone ends at the second.
    /// </summary>
    private const int BeyondResNet18 = 2;

    /// <summary>The mean of each channel over the mean picture, red first, in 0..1.</summary>
    public static IReadOnlyList<double> Means(OnnxFile preprocess)
    {
        var picture = preprocess.Tensors["MeanImage"];
        var pixels = picture.Values.Length / 3;
        return [.. Enumerable.Range(0, 3)
            .Select(channel => picture.Values.Skip((2 - channel) * pixels).Take(pixels)
                .Average(v => (double)v) / White)];
    }

    /// <summary>Every tensor of the backbone by its checkpoint key.</summary>
    public static Dictionary<string, OnnxTensor> Tensors(OnnxFile network)
    {
        var convolutions = network.Nodes.Where(node => node.Kind == "Conv").ToArray();
        string[] keys = [.. Keys(ResNetConfig.ResNet18)];
        if (convolutions.Length != keys.Length + BeyondResNet18)
            throw new InvalidDataException(
                $"the ONNX file has {convolutions.Length} convolutions; expected {keys.Length + BeyondResNet18}");
        var tensors = new Dictionary<string, OnnxTensor>();
        foreach (var (key, convolution) in keys.Zip(convolutions))
        {
            var norm = network.Nodes.Single(node => node.Kind == "BatchNormalization"
                && node.Inputs[0] == convolution.Output);
            var (weight, bias) = Fold(network.Tensors[convolution.Inputs[1]],
                [.. norm.Inputs.Skip(1).Select(name => network.Tensors[name].Values)], norm.Epsilon);
            tensors[$"backbone.{key}.weight"] = tensors.Count == 0 ? RedFirst(weight) : weight;
            tensors[$"backbone.{key}.bias"] = bias;
        }
        return tensors;
    }

    /// <summary>
    /// The convolutions in the order of the file, in which a shortcut stands before the layer it leads around.
    /// </summary>
    private static IEnumerable<string> Keys(ResNetConfig c)
    {
        yield return "embedder.embedder.convolution";
        foreach (var (stage, depth) in c.Depths.Index())
            for (var layer = 0; layer < depth; layer++)
            {
                var place = $"encoder.stages.{stage}.layers.{layer}";
                if (stage > 0 && layer == 0) yield return $"{place}.shortcut.convolution";
                yield return $"{place}.layer.0.convolution";
                yield return $"{place}.layer.1.convolution";
            }
    }

    private static (OnnxTensor Weight, OnnxTensor Bias) Fold(OnnxTensor weight, float[][] norm, float epsilon)
    {
        var (gamma, beta, mean, variance) = (norm[0], norm[1], norm[2], norm[3]);
        var outputs = gamma.Length;
        var perOutput = weight.Values.Length / outputs;
        var factors = gamma.Zip(variance, (g, v) => g / Math.Sqrt(v + (double)epsilon)).ToArray();
        float[] values = [.. weight.Values.Select((w, i) => (float)(w * factors[i / perOutput]))];
        float[] bias = [.. factors.Select((factor, i) => (float)(beta[i] - (mean[i] * factor)))];
        return (new(weight.Shape, values), new([outputs], bias));
    }

    /// <summary>
    /// <c>[out, blue green red, row, column]</c> of 0..255 → <c>[out, red green blue, row, column]</c> of normalised
    /// numbers.
    /// </summary>
    private static OnnxTensor RedFirst(OnnxTensor weight)
    {
        var taps = (int)(weight.Shape[2] * weight.Shape[3]);
        var values = new float[weight.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (plane, tap) = Math.DivRem(i, taps);
            var (output, channel) = Math.DivRem(plane, 3);
            values[i] = (float)(weight.Values[(((output * 3) + 2 - channel) * taps) + tap] * White
                * Deviations[channel]);
        }
        return new(weight.Shape, values);
    }
}
