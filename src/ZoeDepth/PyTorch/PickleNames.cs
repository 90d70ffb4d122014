using System.Collections.Frozen;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>
/// The closed list of names a checkpoint may mention. A pickle is a program that may name any function of Python's and
/// call it; here a name means what this list says, or the file is refused before anything else of it is read.
/// </summary>
internal static class PickleNames
{
    // Before Known, which is made of it.
    private static readonly (string? Storage, TensorDataType Type, string[] Names)[] Types =
    [
        ("Float", TensorDataType.F32, ["float32", "float"]),
        ("Double", TensorDataType.F64, ["float64", "double"]),
        ("Half", TensorDataType.F16, ["float16", "half"]),
        ("BFloat16", TensorDataType.BF16, ["bfloat16"]),
        ("Long", TensorDataType.I64, ["int64", "long"]),
        ("Int", TensorDataType.I32, ["int32", "int"]),
        ("Short", TensorDataType.I16, ["int16", "short"]),
        ("Char", TensorDataType.I8, ["int8"]),
        ("Byte", TensorDataType.U8, ["uint8"]),
        ("Bool", TensorDataType.BOOL, ["bool"]),
        (null, TensorDataType.U16, ["uint16"]),
        (null, TensorDataType.U32, ["uint32"]),
        (null, TensorDataType.U64, ["uint64"]),
        (null, TensorDataType.F8_E4M3, ["float8_e4m3fn"]),
        (null, TensorDataType.F8_E5M2, ["float8_e5m2"]),
    ];

    private static readonly FrozenDictionary<string, PickleName> Known = All()
        .ToFrozenDictionary(name => name.Name, StringComparer.Ordinal);

    /// <summary>Well-formed tensors of kinds that weights do not have, and what they are.</summary>
    private static readonly FrozenDictionary<string, string> Unread = new Dictionary<string, string>
    {
        ["torch._utils._rebuild_sparse_tensor"] = "sparse tensors",
        ["torch._utils._rebuild_sparse_csr_tensor"] = "sparse tensors",
        ["torch._utils._rebuild_nested_tensor"] = "nested tensors",
        ["torch._utils._rebuild_qtensor"] = "quantized tensors",
        ["torch._utils._rebuild_meta_tensor_no_storage"] = "tensors without elements",
        ["torch._utils._rebuild_wrapper_subclass"] = "tensors of classes of their own",
        ["torch.QInt8Storage"] = "quantized numbers",
        ["torch.QUInt8Storage"] = "quantized numbers",
        ["torch.QInt32Storage"] = "quantized numbers",
        ["torch.QUInt4x2Storage"] = "quantized numbers",
        ["torch.QUInt2x4Storage"] = "quantized numbers",
        ["torch.ComplexFloatStorage"] = "complex numbers",
        ["torch.ComplexDoubleStorage"] = "complex numbers",
        ["torch.complex32"] = "complex numbers",
        ["torch.complex64"] = "complex numbers",
        ["torch.complex128"] = "complex numbers",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a name means.</summary>
    /// <param name="module">the Python module</param>
    /// <param name="name">what is meant in it</param>
    /// <param name="file">for messages</param>
    /// <exception cref="CheckpointException">it is not on the list</exception>
    public static PickleName Find(string module, string name, string file)
    {
        var full = $"{module}.{name}";
        if (Known.TryGetValue(full, out var known)) return known;
        if (Unread.TryGetValue(full, out var what))
            throw new CheckpointException(CheckpointFault.Unsupported, file,
                $"it holds {what} ({full}), which no ZoeDepth has and which are not read; save the plain weights " +
                "alone: torch.save(model.state_dict(), \"weights.pt\")");
        throw new CheckpointException(CheckpointFault.ForbiddenGlobal, file,
            $"it names {UntrustedText.Quoted(full)}, {Guess(module, name)}. Nothing was called and nothing is: here " +
            "checkpoints can only describe tensors. If you trust the file, open it with the program that wrote it " +
            "and save the weights alone: torch.save(model.state_dict(), \"weights.pt\")");
    }

    /// <summary>The class of storages of a number type: <c>FloatStorage</c>.</summary>
    /// <exception cref="ArgumentException">it has none</exception>
    public static string StorageOf(TensorDataType type) =>
        Types.FirstOrDefault(known => known.Type == type).Storage is { } storage ? $"{storage}Storage"
            : throw new ArgumentException($"{type} numbers have no storage in PyTorch's files", nameof(type));

    private static string Guess(string module, string name) => module switch
    {
        "numpy" or "numpy.core.multiarray" or "numpy._core.multiarray" or "_codecs" =>
            "a NumPy value, as training programs keep beside the weights",
        "argparse" => "the settings of a training program",
        _ when name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && module is not ("subprocess" or "builtins")
            && !module.StartsWith("torch", StringComparison.Ordinal) =>
            "a class of the program that wrote it, as when a whole model is saved instead of its state dict",
        _ => "which no weights need and which may run a program on your machine",
    };

    private static IEnumerable<PickleName> All()
    {
        yield return new(PickleNameKind.OrderedDict, "collections.OrderedDict");
        yield return new(PickleNameKind.RebuildTensor, "torch._utils._rebuild_tensor");
        yield return new(PickleNameKind.RebuildTensor2, "torch._utils._rebuild_tensor_v2");
        yield return new(PickleNameKind.RebuildTensor3, "torch._utils._rebuild_tensor_v3");
        yield return new(PickleNameKind.RebuildParameter, "torch._utils._rebuild_parameter");
        yield return new(PickleNameKind.RebuildParameter, "torch._utils._rebuild_parameter_with_state");
        yield return new(PickleNameKind.RebuildFromType, "torch._tensor._rebuild_from_type_v2");
        yield return new(PickleNameKind.Size, "torch.Size");
        yield return new(PickleNameKind.Device, "torch.device");
        yield return new(PickleNameKind.TensorClass, "torch.Tensor");
        yield return new(PickleNameKind.TensorClass, "torch.nn.parameter.Parameter");
        yield return new(PickleNameKind.UntypedStorage, "torch.storage.UntypedStorage");
        yield return new(PickleNameKind.UntypedStorage, "torch.UntypedStorage");
        foreach (var (storage, type, names) in Types)
        {
            foreach (var name in names) yield return new(PickleNameKind.DataType, $"torch.{name}", type);
            if (storage is null) continue;
            yield return new(PickleNameKind.Storage, $"torch.{storage}Storage", type);
            // Before PyTorch 0.4 a storage said by its class that it had been on a GPU.
            yield return new(PickleNameKind.Storage, $"torch.cuda.{storage}Storage", type);
        }
    }
}
