using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth;

/// <summary>Turns the floating-point types of a file into float32.</summary>
internal static unsafe class FloatConversion
{
    /// <summary>Whether weights may have this type.</summary>
    public static bool Reads(TensorDataType type) =>
        type is TensorDataType.F32 or TensorDataType.F16 or TensorDataType.BF16 or TensorDataType.F64;

    /// <summary>Converts elements; F64 is rounded to the nearest, the others are exact.</summary>
    /// <param name="source">the file's bytes, aligned to nothing</param>
    /// <param name="type">what they are; <see cref="Reads"/> says which may be</param>
    /// <param name="target">float32</param>
    /// <param name="count">elements</param>
    public static void Widen(byte* source, TensorDataType type, float* target, long count)
    {
        switch (type)
        {
            case TensorDataType.F32:
                Buffer.MemoryCopy(source, target, count * sizeof(float), count * sizeof(float));
                break;
            case TensorDataType.BF16:
                WidenBrainFloat(source, target, count);
                break;
            case TensorDataType.F16:
                for (var i = 0L; i < count; i++) target[i] = (float)Unsafe.ReadUnaligned<Half>(source + (i * 2));
                break;
            case TensorDataType.F64:
                for (var i = 0L; i < count; i++) target[i] = (float)Unsafe.ReadUnaligned<double>(source + (i * 8));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), $"{type} numbers are no weights");
        }
    }

    /// <summary>The largest number of the 16-bit types; what rounds to more becomes infinite.</summary>
    public static float Largest(TensorDataType type) => type switch
    {
        TensorDataType.F16 => 65504,
        TensorDataType.BF16 => BitConverter.UInt32BitsToSingle(0x7F7F_0000),
        _ => float.MaxValue,
    };

    /// <summary>Rounds elements to the nearest of another type, ties to even.</summary>
    /// <param name="source">float32</param>
    /// <param name="type">F32, F16 or BF16</param>
    /// <param name="target">the other type's bytes</param>
    /// <param name="count">elements</param>
    public static void Narrow(float* source, TensorDataType type, byte* target, long count)
    {
        switch (type)
        {
            case TensorDataType.F32:
                Buffer.MemoryCopy(source, target, count * sizeof(float), count * sizeof(float));
                break;
            case TensorDataType.F16:
                for (var i = 0L; i < count; i++) Unsafe.WriteUnaligned(target + (i * 2), (Half)source[i]);
                break;
            case TensorDataType.BF16:
                for (var i = 0L; i < count; i++) Unsafe.WriteUnaligned(target + (i * 2), BrainFloat(source[i]));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), $"weights are not written as {type}");
        }
    }

    private static ushort BrainFloat(float number)
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        // The payload of a NaN may lie in the lower half alone; a bit of the upper one keeps it a NaN.
        return float.IsNaN(number) ? (ushort)((bits >> 16) | 0x40)
            : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    /// <summary>A bfloat16 is the upper half of a float: widen and shift.</summary>
    private static void WidenBrainFloat(byte* source, float* target, long count)
    {
        var i = 0L;
        for (; i <= count - Vector128<ushort>.Count; i += Vector128<ushort>.Count)
        {
            var (lower, upper) = Vector128.Widen(Vector128.Load((ushort*)(source + (i * 2))));
            Vector128.Store(lower << 16, (uint*)target + i);
            Vector128.Store(upper << 16, (uint*)target + i + Vector128<uint>.Count);
        }
        for (; i < count; i++) ((uint*)target)[i] = (uint)Unsafe.ReadUnaligned<ushort>(source + (i * 2)) << 16;
    }
}
