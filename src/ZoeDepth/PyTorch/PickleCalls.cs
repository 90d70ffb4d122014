using System.Numerics;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>
/// What the known functions return: none is Python's, each makes a description of a storage or a tensor, or passes
/// something on. All storages of a file come together here.
/// </summary>
/// <param name="file">for messages</param>
/// <param name="isLegacy">whether storages may say that they are part of another one</param>
internal sealed class PickleCalls(string file, bool isLegacy)
{
    /// <summary>A key is looked up as often as its storage is named; PyTorch's are numbers.</summary>
    private const int LongestKey = 256;

    private readonly Dictionary<string, TorchStorage> _storages = [];

    /// <summary>All storages by their keys, parts of others left out.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => _storages;

    /// <summary>
    /// The storage that <c>('storage', class, key, location, count)</c> means, in legacy files with a sixth item,
    /// <c>(key of the part, first number, count)</c>. Where it was, on a GPU perhaps, does not matter.
    /// </summary>
    public TorchStorage Storage(object? id)
    {
        if (id is not PickleTuple { Items: var items } || items.Length != (isLegacy ? 6 : 5)
            || items is not ["storage", PickleName name, string key, _, ..])
            throw Bad("what should name a storage does not");
        if (name.Kind is not (PickleNameKind.Storage or PickleNameKind.UntypedStorage))
            throw Bad($"{name.Name} is no class of storages");
        if (key.Length > LongestKey)
            throw new CheckpointException(CheckpointFault.Limit, file,
                $"the key of a storage has {key.Length} characters, and {LongestKey} are allowed; save the weights " +
                "alone");
        var isUntyped = name.Kind == PickleNameKind.UntypedStorage;
        var type = isUntyped ? TensorDataType.U8 : name.DataType;
        var count = CountOf(items[4], key, type.Size());
        if (!_storages.TryGetValue(key, out var storage))
            _storages[key] = storage = new TorchStorage(key, type, count, isUntyped);
        else if (storage.DataType != type || storage.Count != count || storage.IsUntyped != isUntyped)
            throw BadTensor($"the storage {UntrustedText.Quoted(key)} is described twice, as {storage.Count} " +
                $"{storage.DataType} and as {count} {type} elements");
        return isLegacy && items[5] is not null ? PartOf(storage, items[5]) : storage;
    }

    /// <summary>What a function returns.</summary>
    public object? Call(PickleName function, object?[] arguments) => (function.Kind, arguments) switch
    {
        (PickleNameKind.OrderedDict, []) => new PickleDict(isOrdered: true),
        (PickleNameKind.OrderedDict, [PickleList pairs]) => DictOf(pairs),
        (PickleNameKind.RebuildTensor, [TorchStorage storage, var offset, PickleTuple shape, PickleTuple strides]) =>
            TensorOf(storage, storage.DataType, offset, shape, strides),
        (PickleNameKind.RebuildTensor2, [TorchStorage storage, var offset, PickleTuple shape, PickleTuple strides,
            bool, _, ..]) when arguments.Length <= 7 => TensorOf(storage, storage.DataType, offset, shape, strides),
        (PickleNameKind.RebuildTensor3, [TorchStorage storage, var offset, PickleTuple shape, PickleTuple strides,
            bool, _, PickleName { Kind: PickleNameKind.DataType } type, ..]) when arguments.Length <= 8 =>
            TensorOf(storage, type.DataType, offset, shape, strides),
        (PickleNameKind.RebuildParameter, [TorchTensor tensor, bool, _, ..]) when arguments.Length <= 4 => tensor,
        (PickleNameKind.RebuildFromType, [PickleName { Kind: < PickleNameKind.RebuildFromType } inner, PickleName
            { Kind: PickleNameKind.TensorClass }, PickleTuple own, _]) => Call(inner, own.Items),
        (PickleNameKind.Size, [PickleTuple size]) => size,
        (PickleNameKind.Device, _) => PickleOther.Value,
        (PickleNameKind.Size or PickleNameKind.OrderedDict or PickleNameKind.RebuildTensor
            or PickleNameKind.RebuildTensor2 or PickleNameKind.RebuildTensor3 or PickleNameKind.RebuildParameter
            or PickleNameKind.RebuildFromType, _) =>
            throw Bad($"{function.Name} is called with {arguments.Length} arguments, or with other kinds than it " +
                "takes"),
        _ => throw Bad($"{function.Name} is called, which is no function"),
    };

    private TorchStorage PartOf(TorchStorage root, object? part)
    {
        if (part is not PickleTuple { Items: [string, long first, long count] })
            throw Bad("what should name a part of a storage does not");
        if (first < 0 || count < 0 || first > root.Count - count)
            throw BadTensor($"a part of the storage {UntrustedText.Quoted(root.Key)} has {count} elements from " +
                $"{first} of {root.Count}");
        return root with { Count = count, Root = root, HomeOffset = first * root.ItemSize };
    }

    private PickleDict DictOf(PickleList pairs)
    {
        var dict = new PickleDict(isOrdered: true);
        foreach (var pair in pairs.Items)
            dict.Items.Add(pair switch
            {
                PickleTuple { Items: [var key, var value] } when key is not (PickleList or PickleDict) =>
                    new(key, value),
                PickleList { Items: [var key, var value] } when key is not (PickleList or PickleDict) =>
                    new(key, value),
                _ => throw Bad("an OrderedDict is made of something that is no pair"),
            });
        return dict;
    }

    private TorchTensor TensorOf(TorchStorage storage, TensorDataType type, object? offset, PickleTuple shape,
        PickleTuple strides) =>
        TensorChecks.Checked(file, storage, type, WholeOf(offset, "the offset of a tensor"),
            [.. shape.Items.Select(extent => WholeOf(extent, "an extent of a tensor"))],
            [.. strides.Items.Select(stride => WholeOf(stride, "a stride of a tensor"))]);

    private long CountOf(object? value, string key, int size)
    {
        var count = WholeOf(value, "the length of a storage");
        if (count < 0 || count > long.MaxValue / size)
            throw BadTensor($"the storage {UntrustedText.Quoted(key)} has {count} elements of {size} bytes");
        return count;
    }

    private long WholeOf(object? value, string what) => value switch
    {
        long whole => whole,
        BigInteger => throw BadTensor($"{what} is a number that 64 bits do not hold"),
        _ => throw Bad($"{what} is no whole number"),
    };

    private CheckpointException Bad(string problem) => new(CheckpointFault.BadPickle, file,
        $"its pickle is malformed: {problem}; download or save the file again");

    private CheckpointException BadTensor(string problem) => TensorChecks.Bad(file, problem);
}
