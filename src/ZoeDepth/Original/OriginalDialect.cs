using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Original;

/// <summary>The keys of a research code's files (<c>ZoeD_M12_N.pt</c>), by their <see cref="KeyTable"/>.</summary>
internal sealed class OriginalDialect(KeyTable table) : IWeightDialect
{
    /// <summary>ZoeDepth on BEiT.</summary>
    public OriginalDialect() : this(KeyTable.ZoeDepth) { }

    /// <summary>Whether a source has a research code's keys.</summary>
    public static bool IsSpokenBy(IWeightSource source) => OriginalNetwork.IsIn(source);

    /// <summary>
    /// The dialect of a source: that of ZoeDepth on BEiT where its network is none that can be built.
    /// </summary>
    public static OriginalDialect Of(IWeightSource source) =>
        OriginalNetwork.Of(source, out _) is { } network ? new(network.Table) : new();

    /// <inheritdoc/>
    public WeightTensor? Find(IWeightSource source, string key, Shape shape)
    {
        if (table.Original(key) is not (var original, var part)) return null;
        if (source.Find(original, shape) is not { } tensor) return null;
        if (part is null) return tensor;
        // A stack that cannot be cut is given whole, and refused for its shape.
        if (tensor.Shape.Count == 0 || tensor.Shape[0] % KeyTable.Parts != 0) return tensor;
        long[] extents = [tensor.Shape[0] / KeyTable.Parts, .. tensor.Shape.Skip(1)];
        var count = extents.Aggregate(1L, (product, extent) => product * extent);
        return new WeightTensor(extents, new PartValues(tensor.Values, part.Value * count), tensor.Keys);
    }

    /// <inheritdoc/>
    public bool Ignores(string key) => table.Ignored.Contains(key);

    /// <inheritdoc/>
    public string NameOf(string key) => table.Original(key) is (var original, var part)
        ? part is null ? original : $"{original} (its part {part + 1} of {KeyTable.Parts})" : key;

    /// <summary>Elements of a tensor from one of them on.</summary>
    private sealed unsafe class PartValues(IParameterValues whole, long first) : IParameterValues
    {
        public ParameterLease Open() => Open(Work.Alone);

        public ParameterLease Open(Work work)
        {
            var lease = whole.Open(work);
            return new ParameterLease(lease.Pointer + first, lease);
        }
    }
}
