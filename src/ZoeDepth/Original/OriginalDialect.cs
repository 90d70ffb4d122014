using ZoeDepth.Tensors;

namespace ZoeDepth.Original;

/// <summary>The keys of the research code's files (<c>ZoeD_M12_N.pt</c>), by <see cref="KeyTable"/>.</summary>
internal sealed class OriginalDialect : IWeightDialect
{
    /// <summary>What all keys of the encoder and the decoder begin with, and no key of another dialect.</summary>
    private const string Core = "core.core.";

    /// <summary>Whether a source has the original's keys.</summary>
    public static bool IsSpokenBy(IWeightSource source) =>
        source.Keys.Any(key => key.StartsWith(Core, StringComparison.Ordinal));

    /// <inheritdoc/>
    public WeightTensor? Find(IWeightSource source, string key, Shape shape)
    {
        if (KeyTable.Original(key) is not (var original, var part)) return null;
        if (source.Find(original, shape) is not { } tensor) return null;
        if (part is null) return tensor;
        // A stack that cannot be cut is given whole, and refused for its shape.
        if (tensor.Shape.Count == 0 || tensor.Shape[0] % KeyTable.Parts != 0) return tensor;
        long[] extents = [tensor.Shape[0] / KeyTable.Parts, .. tensor.Shape.Skip(1)];
        var count = extents.Aggregate(1L, (product, extent) => product * extent);
        return new WeightTensor(extents, new PartValues(tensor.Values, part.Value * count), tensor.Keys);
    }

    /// <inheritdoc/>
    public bool Ignores(string key) => KeyTable.Ignored.Contains(key);

    /// <inheritdoc/>
    public string NameOf(string key) => KeyTable.Original(key) is (var original, var part)
        ? part is null ? original : $"{original} (its part {part + 1} of {KeyTable.Parts})" : key;

    /// <summary>Numbers of a tensor from one of them on.</summary>
    private sealed unsafe class PartValues(IParameterValues whole, long first) : IParameterValues
    {
        public ParameterLease Open()
        {
            var lease = whole.Open();
            return new ParameterLease(lease.Pointer + first, lease);
        }
    }
}
