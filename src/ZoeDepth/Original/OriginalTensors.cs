using System.Runtime.InteropServices;
using ZoeDepth.Tensors;

namespace ZoeDepth.Original;

/// <summary>
/// The tensors of a model as the research code's strict loading wants them: those that are stacked there put together,
/// and those nobody learns beside them.
/// </summary>
internal static class OriginalTensors
{
    private const string Model = "core.core.pretrained.model.";

    /// <summary>Classes of ImageNet, whose classifier the encoder's class keeps in its files.</summary>
    private const int Classes = 1000;

    /// <summary>All tensors of a model.</summary>
    /// <param name="config">the model</param>
    /// <param name="parameters">its parameters under their canonical keys</param>
    /// <param name="type">what elements are written as</param>
    /// <param name="cancellation">looked at while they are written</param>
    /// <exception cref="CheckpointException">the research code has no such model</exception>
    public static IReadOnlyList<WritableTensor> Of(ZoeDepthConfig config, IEnumerable<Parameter> parameters,
        TensorDataType type, CancellationToken cancellation = default)
    {
        if (!config.HasMetricHead || config.BackboneConfig is not BeitConfig beit || beit.UseAbsolutePositionEmbeddings
            || !beit.UseRelativePositionBias || config.UseBatchNormInFusionResidual || config.AddProjection)
            throw new CheckpointException(CheckpointFault.Unsupported, config.File ?? "the model",
                "no such model is written for the research code; expected a ZoeDepth on a BEiT encoder with relative " +
                "positions, and a decoder without batch norm");
        var stacks = new Dictionary<string, List<Parameter>>();
        foreach (var parameter in parameters)
        {
            if (KeyTable.ZoeDepth.Original(parameter.Name) is not (var key, _))
                throw new CheckpointException(CheckpointFault.Unsupported, config.File ?? "the model",
                    $"the research code has no name for the tensor {parameter.Name}");
            if (!stacks.TryGetValue(key, out var stack)) stacks[key] = stack = [];
            stack.Add(parameter);
        }
        return [.. stacks.Select(stack => WritableTensor.Of(stack.Key, stack.Value, type, cancellation)),
            .. Unlearnt(config, beit, type)];
    }

    private static IEnumerable<WritableTensor> Unlearnt(ZoeDepthConfig config, BeitConfig beit, TensorDataType type)
    {
        var index = PositionIndex(beit.ImageSize / beit.PatchSize, beit.TrainedColumns);
        var side = (long)Math.Sqrt(index.Length);
        for (var layer = 0; layer < beit.NumHiddenLayers; layer++)
            yield return WritableTensor.Of($"{Model}blocks.{layer}.attn.relative_position_index", TensorDataType.I64,
                [side, side], MemoryMarshal.AsBytes(index.AsSpan()).ToArray());
        yield return Filled(Model + "fc_norm.weight", type, 1, beit.HiddenSize);
        yield return Filled(Model + "fc_norm.bias", type, 0, beit.HiddenSize);
        yield return Filled(Model + "head.weight", type, 0, Classes, beit.HiddenSize);
        yield return Filled(Model + "head.bias", type, 0, Classes);
        var isTwoHeaded = config.BinConfigurations.Count > 1;
        foreach (var bins in config.BinConfigurations)
        {
            var transform = $"conditional_log_binomial{(isTwoHeaded ? $".{bins.Name}" : "")}.log_binomial_transform.";
            long[] numbers = [.. Enumerable.Range(0, bins.NBins)];
            yield return WritableTensor.Of(transform + "k_idx", TensorDataType.I64, [1, bins.NBins, 1, 1],
                MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
            yield return Filled(transform + "K_minus_1", TensorDataType.F32, bins.NBins - 1, 1, 1, 1, 1);
        }
    }

    /// <summary>
    /// For every pair of tokens the row of the table of relative positions: timm's <c>gen_relative_position_index</c>
    /// for a window of so many rows and columns of patches.
    /// </summary>
    private static long[] PositionIndex(int height, int width)
    {
        var (tokens, span) = (1 + (height * width), (2 * width) - 1);
        var rows = (((2 * height) - 1) * span) + 3;
        var index = new long[tokens * tokens];
        for (var query = 0; query < tokens; query++)
            for (var key = 0; key < tokens; key++)
                index[(query * tokens) + key] = (query, key) switch
                {
                    (0, 0) => rows - 1,
                    (0, _) => rows - 3,
                    (_, 0) => rows - 2,
                    _ => (((query - 1) / width) - ((key - 1) / width) + height - 1) * span
                        + ((query - 1) % width) - ((key - 1) % width) + width - 1,
                };
        return index;
    }

    private static unsafe WritableTensor Filled(string name, TensorDataType type, float number, params long[] shape)
    {
        var numbers = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        Array.Fill(numbers, number);
        var bytes = new byte[numbers.Length * type.Size()];
        fixed (float* from = numbers)
        fixed (byte* to = bytes)
            FloatConversion.Narrow(from, type, to, numbers.Length);
        return WritableTensor.Of(name, type, shape, bytes);
    }
}
