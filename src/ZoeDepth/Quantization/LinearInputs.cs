using ZoeDepth.Tensors;

namespace ZoeDepth.Quantization;

/// <summary>Linear layers that multiply the result of one layer norm, which nothing else reads.</summary>
/// <param name="Weight">the norm's weight <c>[width]</c></param>
/// <param name="Bias">its bias <c>[width]</c></param>
/// <param name="Layers">the weights <c>[out, width]</c> of the linear layers</param>
internal sealed record NormedLayers(Parameter Weight, Parameter Bias, IReadOnlyList<Parameter> Layers);

/// <summary>
/// What the large linear layers of a model are given, seen from outside: the largest magnitude of every channel, and
/// which layer norms nothing but such layers reads.
/// </summary>
/// <param name="layers">the weights whose layers are looked at</param>
internal sealed class LinearInputs(IEnumerable<Parameter> layers)
{
    private readonly HashSet<Parameter> _layers = [.. layers];
    private readonly Dictionary<Parameter, float[]> _largest = [];
    private readonly Dictionary<Tensor, IOperation> _norms = [];
    private readonly Dictionary<(Parameter Weight, Parameter Bias), HashSet<Parameter>> _readers = [];
    private readonly HashSet<(Parameter, Parameter)> _readByOthers = [];

    /// <summary>The largest magnitude of each channel of what a layer was given, <c>[in]</c>.</summary>
    public IReadOnlyDictionary<Parameter, float[]> Largest => _largest;

    /// <summary>The layer norms that only such layers read.</summary>
    public IReadOnlyList<NormedLayers> Normed => [.. _readers.Where(pair => !_readByOthers.Contains(pair.Key))
        .Select(pair => new NormedLayers(pair.Key.Weight, pair.Key.Bias, [.. pair.Value]))];

    /// <summary>The weight a linear operation multiplies by; null of every other operation.</summary>
    public static Parameter? WeightOf(IOperation operation) =>
        operation is { Name: "linear" or "linear with epilogue", Parameters: [{ IsLinearWeight: true } weight, ..] }
            ? weight : null;

    /// <summary>Looks at an operation that has run.</summary>
    public void Observe(IOperation operation, Tensor result)
    {
        if (operation is { Name: "layer norm" }) _norms[result] = operation;
        var weight = WeightOf(operation) is { } linear && _layers.Contains(linear) ? linear : null;
        foreach (var (i, input) in operation.Inputs.Index())
        {
            if (!_norms.TryGetValue(input, out var norm)) continue;
            var key = (norm.Parameters[0], norm.Parameters[1]);
            if (weight is null || i > 0) _readByOthers.Add(key);
            else if (_readers.TryGetValue(key, out var readers)) readers.Add(weight);
            else _readers[key] = [weight];
        }
        if (weight is not null) Raise(weight, operation.Inputs[0]);
    }

    private void Raise(Parameter weight, Tensor input)
    {
        if (!_largest.TryGetValue(weight, out var largest)) _largest[weight] = largest = new float[input.Shape.Last];
        var values = input.Values;
        for (var row = 0; row < values.Length; row += largest.Length)
            for (var channel = 0; channel < largest.Length; channel++)
                largest[channel] = MathF.Max(largest[channel], MathF.Abs(values[row + channel]));
    }
}
