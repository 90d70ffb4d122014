using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>A NumPy array in memory: C order (last axis fastest), the machine's byte order.</summary>
internal sealed class NpyArray
{
    /// <summary>Wraps elements; the array is kept, not copied.</summary>
    /// <param name="type">what an element is</param>
    /// <param name="shape">extents, slowest first; empty for a scalar</param>
    /// <param name="data">the elements</param>
    /// <exception cref="ArgumentException">data and shape do not fit</exception>
    internal NpyArray(NpyType type, int[] shape, byte[] data)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        var count = 1L;
        foreach (var extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            count = checked(count * extent);
        }
        if (count * NpyTypes.SizeOf(type) != data.LongLength)
            throw new ArgumentException(
                $"an array of shape ({string.Join(", ", shape)}) has {count} elements of {NpyTypes.SizeOf(type)} " +
                $"bytes, but {data.LongLength} bytes came", nameof(data));
        Type = type;
        Shape = shape;
        Data = data;
    }

    /// <summary>What an element is.</summary>
    internal NpyType Type { get; }

    /// <summary>Extents, slowest first; empty for a scalar.</summary>
    public int[] Shape { get; }

    /// <summary>The elements' bytes.</summary>
    public byte[] Data { get; }

    /// <summary>How many elements there are.</summary>
    public int Count => Data.Length / NpyTypes.SizeOf(Type);

    /// <summary>Copies values into an array.</summary>
    /// <typeparam name="T">bool, an integer, Half, float or double</typeparam>
    /// <param name="values">the elements in C order</param>
    /// <param name="shape">extents, slowest first; none for a scalar</param>
    public static NpyArray From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape) where T : unmanaged =>
        new(NpyTypes.Of<T>(), shape.ToArray(), MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The elements as they are.</summary>
    /// <typeparam name="T">the machine type of <see cref="Type"/></typeparam>
    /// <exception cref="InvalidOperationException">the array holds another type</exception>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged =>
        NpyTypes.Of<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(Data.AsSpan())
            : throw new InvalidOperationException($"the array holds {Type}, not {typeof(T).Name}; ToFloats converts");

    /// <summary>The elements as floats, whatever they are; 64-bit values are rounded to the nearest.</summary>
    public float[] ToFloats()
    {
        switch (Type)
        {
            case NpyType.Boolean or NpyType.UInt8: return Convert<byte>(Data, x => x);
            case NpyType.Int8: return Convert<sbyte>(Data, x => x);
            case NpyType.Int16: return Convert<short>(Data, x => x);
            case NpyType.UInt16: return Convert<ushort>(Data, x => x);
            case NpyType.Int32: return Convert<int>(Data, x => x);
            case NpyType.UInt32: return Convert<uint>(Data, x => x);
            case NpyType.Int64: return Convert<long>(Data, x => x);
            case NpyType.UInt64: return Convert<ulong>(Data, x => x);
            case NpyType.Float16: return Convert<Half>(Data, x => (float)x);
            case NpyType.Float32: return MemoryMarshal.Cast<byte, float>(Data.AsSpan()).ToArray();
            default: return Convert<double>(Data, x => (float)x);
        }
    }

    private static float[] Convert<T>(ReadOnlySpan<byte> data, Func<T, float> convert) where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(data);
        var floats = new float[values.Length];
        for (var i = 0; i < floats.Length; i++) floats[i] = convert(values[i]);
        return floats;
    }
}
