namespace ZoeDepth;

/// <summary>
/// The number types of the safetensors format, in the order in which its library sorts tensors (backwards).
/// </summary>
internal enum TensorDataType
{
    /// <summary>One byte, 0 or 1.</summary>
    BOOL,

    /// <summary>Whole, 8 bits, unsigned.</summary>
    U8,

    /// <summary>Whole, 8 bits.</summary>
    I8,

    /// <summary>Floating point, 5 bits of exponent, 2 of fraction.</summary>
    F8_E5M2,

    /// <summary>Floating point, 4 bits of exponent, 3 of fraction.</summary>
    F8_E4M3,

    /// <summary>Whole, 16 bits.</summary>
    I16,

    /// <summary>Whole, 16 bits, unsigned.</summary>
    U16,

    /// <summary>IEEE half.</summary>
    F16,

    /// <summary>The upper half of a float.</summary>
    BF16,

    /// <summary>Whole, 32 bits.</summary>
    I32,

    /// <summary>Whole, 32 bits, unsigned.</summary>
    U32,

    /// <summary>IEEE float.</summary>
    F32,

    /// <summary>IEEE double.</summary>
    F64,

    /// <summary>Whole, 64 bits.</summary>
    I64,

    /// <summary>Whole, 64 bits, unsigned.</summary>
    U64,
}

/// <summary>What the types' names say.</summary>
internal static class TensorDataTypes
{
    private static readonly Dictionary<string, TensorDataType> ByName = Enum.GetValues<TensorDataType>()
        .ToDictionary(type => type.ToString());

    /// <summary>The type of exactly this name.</summary>
    public static bool TryParse(string name, out TensorDataType type) => ByName.TryGetValue(name, out type);

    /// <summary>Bytes of one number.</summary>
    public static int Size(this TensorDataType type) => type switch
    {
        TensorDataType.F64 or TensorDataType.I64 or TensorDataType.U64 => 8,
        TensorDataType.F32 or TensorDataType.I32 or TensorDataType.U32 => 4,
        TensorDataType.F16 or TensorDataType.BF16 or TensorDataType.I16 or TensorDataType.U16 => 2,
        _ => 1,
    };
}
