using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ZoeDepth.PyTorch;

/// <summary>Collects the elements of a view one after the other, in the order of its axes.</summary>
internal static unsafe class TensorGathering
{
    /// <summary>Copies all elements of a tensor, little-endian.</summary>
    /// <param name="tensor">the view</param>
    /// <param name="storage">the first byte of its storage</param>
    /// <param name="isBigEndian">whether the storage's numbers begin with their highest byte</param>
    /// <param name="target">room for all elements</param>
    public static void Copy(TorchTensor tensor, byte* storage, bool isBigEndian, byte* target)
    {
        var size = tensor.DataType.Size();
        var from = storage + (tensor.Offset * size);
        var bytes = tensor.Count * size;
        if (bytes == 0) return;
        if (tensor.IsContiguous) Buffer.MemoryCopy(from, target, bytes, bytes);
        else Walk(tensor, from, size, target);
        if (isBigEndian) Swap(target, tensor.Count, size);
    }

    /// <summary>Counts through all axes but the last like the digits of a number, and copies row by row.</summary>
    private static void Walk(TorchTensor tensor, byte* from, int size, byte* target)
    {
        var (shape, strides) = (tensor.Shape, tensor.Strides);
        var last = shape.Length - 1;
        var index = new long[shape.Length];
        while (true)
        {
            Row(from, strides[last] * size, shape[last], size, target);
            target += shape[last] * size;
            var axis = last - 1;
            for (; axis >= 0; axis--)
            {
                from += strides[axis] * size;
                if (++index[axis] < shape[axis]) break;
                from -= shape[axis] * strides[axis] * size;
                index[axis] = 0;
            }
            if (axis < 0) return;
        }
    }

    private static void Row(byte* from, long step, long count, int size, byte* target)
    {
        if (step == size)
        {
            Buffer.MemoryCopy(from, target, count * size, count * size);
            return;
        }
        for (var i = 0L; i < count; i++, from += step, target += size)
            Unsafe.CopyBlockUnaligned(target, from, (uint)size);
    }

    private static void Swap(byte* numbers, long count, int size)
    {
        for (var i = 0L; i < count; i++, numbers += size)
            switch (size)
            {
                case 2: Unsafe.WriteUnaligned(numbers, Reversed(Unsafe.ReadUnaligned<ushort>(numbers))); break;
                case 4: Unsafe.WriteUnaligned(numbers, Reversed(Unsafe.ReadUnaligned<uint>(numbers))); break;
                case 8: Unsafe.WriteUnaligned(numbers, Reversed(Unsafe.ReadUnaligned<ulong>(numbers))); break;
                default: return;
            }
    }

    private static ushort Reversed(ushort number) => BinaryPrimitives.ReverseEndianness(number);

    private static uint Reversed(uint number) => BinaryPrimitives.ReverseEndianness(number);

    private static ulong Reversed(ulong number) => BinaryPrimitives.ReverseEndianness(number);
}
