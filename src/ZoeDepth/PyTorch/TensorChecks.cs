using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>Whether a tensor lies within its storage, and is no larger than it has reason to be.</summary>
internal static class TensorChecks
{
    /// <summary>NumPy's arrays have at most 64 axes, a ZoeDepth's tensors at most 4.</summary>
    private const int MostAxes = 64;

    /// <summary>
    /// A view may repeat elements (strides of 0, windows that overlap): not more than this often, or one number could
    /// stand for a full memory.
    /// </summary>
    private const long MostRepeats = 64, AlwaysAllowed = 1 << 16;

    /// <summary>A tensor all of whose elements are in its storage.</summary>
    /// <exception cref="CheckpointException">they are not, or there are absurdly many</exception>
    public static TorchTensor Checked(string file, TorchStorage storage, TensorDataType type, long offset,
        long[] shape, long[] strides)
    {
        var shown = $"a tensor of the storage {UntrustedText.Quoted(storage.Key)}";
        if (shape.Length != strides.Length)
            throw Bad(file, $"{shown} has {shape.Length} extents and {strides.Length} strides");
        if (shape.Length > MostAxes)
            throw new CheckpointException(CheckpointFault.Limit, file,
                $"{shown} has {shape.Length} axes, and {MostAxes} are allowed; save the weights alone");
        if (offset < 0 || shape.Any(extent => extent < 0) || strides.Any(stride => stride < 0))
            throw Bad(file, $"{shown} has a negative offset, extent or stride");
        var tensor = new TorchTensor(storage, type, offset, shape, strides);
        if (shape.Contains(0)) return tensor;
        var items = storage.Bytes / type.Size();
        if (Last(tensor) is not { } last || last >= items || CountOf(shape) is not { } count)
            throw Bad(file,
                $"{shown} has the shape [{string.Join(", ", shape.Take(8))}] with strides " +
                $"[{string.Join(", ", strides.Take(8))}] from {offset}, but the storage has {items} elements");
        if (count > AlwaysAllowed && count / MostRepeats > items)
            throw new CheckpointException(CheckpointFault.Limit, file,
                $"{shown} repeats {items} elements until there are {count}; save a copy of it (.clone()) instead of " +
                "an expanded view");
        return tensor;
    }

    /// <summary>A storage or a tensor that contradicts itself.</summary>
    public static CheckpointException Bad(string file, string problem) => new(CheckpointFault.BadTensor, file,
        $"{problem}; download or save the file again");

    /// <summary>The number farthest inside the storage; null beyond 63 bits.</summary>
    private static long? Last(TorchTensor tensor)
    {
        Int128 last = tensor.Offset;
        for (var axis = 0; axis < tensor.Shape.Length; axis++)
        {
            last += (Int128)(tensor.Shape[axis] - 1) * tensor.Strides[axis];
            if (last > long.MaxValue) return null;
        }
        return (long)last;
    }

    private static long? CountOf(long[] shape)
    {
        Int128 count = 1;
        foreach (var extent in shape)
        {
            count *= extent;
            if (count > long.MaxValue) return null;
        }
        return (long)count;
    }
}
