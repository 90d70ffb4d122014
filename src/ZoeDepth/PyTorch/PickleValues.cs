namespace ZoeDepth.PyTorch;

/// <summary>What a key of a pickle's list of known names stands for.</summary>
internal enum PickleNameKind
{
    /// <summary><c>collections.OrderedDict</c>.</summary>
    OrderedDict,

    /// <summary><c>torch._utils._rebuild_tensor</c>: storage, offset, size, stride.</summary>
    RebuildTensor,

    /// <summary><c>torch._utils._rebuild_tensor_v2</c>: the same, requires_grad, hooks.</summary>
    RebuildTensor2,

    /// <summary><c>torch._utils._rebuild_tensor_v3</c>: the same, and a number type over bytes.</summary>
    RebuildTensor3,

    /// <summary>
    /// <c>torch._utils._rebuild_parameter</c>, with or without state: a tensor and what belongs to it.
    /// </summary>
    RebuildParameter,

    /// <summary><c>torch._tensor._rebuild_from_type_v2</c>: one of the others, its class and its arguments.</summary>
    RebuildFromType,

    /// <summary><c>torch.Size</c>: a tuple.</summary>
    Size,

    /// <summary><c>torch.device</c>: where a tensor was, which does not matter.</summary>
    Device,

    /// <summary>A class of tensors, named beside how to build one.</summary>
    TensorClass,

    /// <summary>A class of storages: <c>torch.FloatStorage</c>.</summary>
    Storage,

    /// <summary><c>torch.storage.UntypedStorage</c>: bytes.</summary>
    UntypedStorage,

    /// <summary>A number type: <c>torch.float32</c>.</summary>
    DataType,
}

/// <summary>One of the names a checkpoint may mention.</summary>
/// <param name="Kind">what it is</param>
/// <param name="Name">as the file spells it</param>
/// <param name="DataType">its numbers, for storages and number types</param>
internal sealed record PickleName(PickleNameKind Kind, string Name, TensorDataType DataType = default);

/// <summary>A tuple; whoever holds it does not change it.</summary>
internal sealed record PickleTuple(object?[] Items);

/// <summary>A list, or a set, whose order does not matter.</summary>
internal sealed class PickleList
{
    /// <summary>Its items so far.</summary>
    public List<object?> Items { get; } = [];
}

/// <summary>A dictionary: pairs in their order. Nobody looks anything up by a key before the tree is walked.</summary>
internal sealed class PickleDict(bool isOrdered)
{
    /// <summary>Whether it is an OrderedDict, which may have attributes.</summary>
    public bool IsOrdered { get; } = isOrdered;

    /// <summary>Its pairs so far.</summary>
    public List<KeyValuePair<object?, object?>> Items { get; } = [];
}

/// <summary>Something that is there and does not matter: bytes, a device, a number of many digits.</summary>
internal sealed class PickleOther
{
    /// <summary>All of them are alike.</summary>
    public static PickleOther Value { get; } = new();
}

/// <summary>A block of elements that tensors are views of.</summary>
/// <param name="Key">its name in the file</param>
/// <param name="DataType">what its elements are; <see cref="TensorDataType.U8"/> for bytes of any type</param>
/// <param name="Count">how many</param>
/// <param name="IsUntyped">whether it counts bytes and each tensor says its type itself</param>
internal sealed record TorchStorage(string Key, TensorDataType DataType, long Count, bool IsUntyped)
{
    /// <summary>Bytes of one number of it.</summary>
    public int ItemSize => IsUntyped ? 1 : DataType.Size();

    /// <summary>Bytes of all of it; it was checked that 63 bits count them.</summary>
    public long Bytes => Count * ItemSize;

    /// <summary>Where its bytes are, once the container has said so.</summary>
    public StorageBytes? Home { get; set; }

    /// <summary>
    /// Bytes of <see cref="Home"/> before its own: a legacy view of another storage begins inside it.
    /// </summary>
    public long HomeOffset { get; init; }

    /// <summary>The storage whose part this is, in legacy files.</summary>
    public TorchStorage? Root { get; init; }
}

/// <summary>A view of a storage.</summary>
/// <param name="Storage">the block</param>
/// <param name="DataType">what its elements are</param>
/// <param name="Offset">the first number, counted in elements</param>
/// <param name="Shape">extents, outermost first</param>
/// <param name="Strides">elements between neighbours along each axis</param>
internal sealed record TorchTensor(TorchStorage Storage, TensorDataType DataType, long Offset, long[] Shape,
    long[] Strides)
{
    /// <summary>Elements in it.</summary>
    public long Count => Shape.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>Whether the elements follow one another in the order of the axes.</summary>
    public bool IsContiguous
    {
        get
        {
            if (Shape.Contains(0)) return true;
            var next = 1L;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != next) return false;
                next *= Shape[axis];
            }
            return true;
        }
    }
}
