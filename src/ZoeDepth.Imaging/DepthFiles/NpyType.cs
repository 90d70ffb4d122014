namespace ZoeDepth.Imaging;

/// <summary>What one element of a NumPy array is.</summary>
internal enum NpyType
{
    /// <summary>bool, one byte 0 or 1</summary>
    Boolean,

    /// <summary>int8</summary>
    Int8,

    /// <summary>uint8</summary>
    UInt8,

    /// <summary>int16</summary>
    Int16,

    /// <summary>uint16</summary>
    UInt16,

    /// <summary>int32</summary>
    Int32,

    /// <summary>uint32</summary>
    UInt32,

    /// <summary>int64</summary>
    Int64,

    /// <summary>uint64</summary>
    UInt64,

    /// <summary>float16</summary>
    Float16,

    /// <summary>float32</summary>
    Float32,

    /// <summary>float64</summary>
    Float64,
}

/// <summary>The one table between NumPy's type codes, our names and the machine's types.</summary>
internal static class NpyTypes
{
    private static readonly (NpyType Type, string Code, int Size, Type Machine)[] Table =
    [
        (NpyType.Boolean, "b1", 1, typeof(bool)),
        (NpyType.Int8, "i1", 1, typeof(sbyte)),
        (NpyType.UInt8, "u1", 1, typeof(byte)),
        (NpyType.Int16, "i2", 2, typeof(short)),
        (NpyType.UInt16, "u2", 2, typeof(ushort)),
        (NpyType.Int32, "i4", 4, typeof(int)),
        (NpyType.UInt32, "u4", 4, typeof(uint)),
        (NpyType.Int64, "i8", 8, typeof(long)),
        (NpyType.UInt64, "u8", 8, typeof(ulong)),
        (NpyType.Float16, "f2", 2, typeof(Half)),
        (NpyType.Float32, "f4", 4, typeof(float)),
        (NpyType.Float64, "f8", 8, typeof(double)),
    ];

    /// <summary>Bytes of an element.</summary>
    internal static int SizeOf(NpyType type) => Table[(int)type].Size;

    /// <summary>The code in a little-endian file: "&lt;f4", or "|u1" where byte order means nothing.</summary>
    internal static string Description(NpyType type) => (SizeOf(type) == 1 ? "|" : "<") + Table[(int)type].Code;

    /// <summary>The element type of a machine type.</summary>
    /// <exception cref="NotSupportedException">NumPy has none, or it is not written here</exception>
    internal static NpyType Of<T>() where T : unmanaged
    {
        foreach (var row in Table)
            if (row.Machine == typeof(T)) return row.Type;
        throw new NotSupportedException(
            $"an NPY file of {typeof(T).Name} is not written here; use " +
            $"{string.Join(", ", Table.Select(r => r.Machine.Name))}");
    }

    /// <summary>Takes a code apart: its type, and whether its bytes stand in the big-endian order.</summary>
    /// <exception cref="UnsupportedImageException">no type of numbers known here</exception>
    internal static (NpyType Type, bool BigEndian) Parse(string description)
    {
        if (description.Length > 1 && description[0] is '<' or '>' or '=' or '|')
            foreach (var row in Table)
                if (description.AsSpan(1).SequenceEqual(row.Code)) return (row.Type, IsBigEndian(description[0]));

        var kind = description.TrimStart('<', '>', '=', '|') is { Length: > 0 } code ? code[0] : ' ';
        throw new UnsupportedImageException(kind switch
        {
            'O' => "the NPY file holds Python objects (pickle), which are not read: they can run code; save numbers " +
                "instead",
            'c' => $"the NPY file holds complex numbers ('{description}'), which are not read here; save real numbers",
            'S' or 'U' => $"the NPY file holds text ('{description}'), which is not read here; save numbers",
            _ => $"the NPY file holds elements of type '{description}', which are not read here; save booleans, " +
                "integers or floats of up to 8 bytes",
        });
    }

    /// <summary>"=" is the order of the machine that reads.</summary>
    private static bool IsBigEndian(char order) => order == '>' || (order == '=' && !BitConverter.IsLittleEndian);
}
