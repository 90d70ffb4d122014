using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth;

/// <summary>Turns the floating-point types of a file into float32.</summary>
internal static unsafe class FloatConversion
{
    /// <summary>Whether weights may have this type.</summary>
    public static bool Reads(TensorDataType type) =>
        type is TensorDataType.F32 or TensorDataType.F16 or TensorDataType.BF16 or TensorDataType.F64;

    /// <summary>Converts numbers; F64 is rounded to the nearest, the others are exact.</summary>
    /// <param name="source">the file's bytes, aligned to nothing</param>
    /// <param name="type">what they are; <see cref="Reads"/> says which may be</param>
    /// <param name="target">float32</param>
    /// <param name="count">numbers</param>
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
