using ZoeDepth.Runtime.Memory;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A tensor's numbers in a mapped file: opening maps exactly its bytes, closing unmaps them. Types other than float32
/// are converted into memory.
/// </summary>
/// <param name="file">the file</param>
/// <param name="offset">the first byte</param>
/// <param name="type">what the bytes are; a type that weights have</param>
/// <param name="count">numbers</param>
internal sealed unsafe class MappedValues(MappedFile file, long offset, TensorDataType type, long count)
    : IParameterValues
{
    /// <inheritdoc/>
    public ParameterLease Open()
    {
        if (count == 0) return Leased(new NativeBuffer(0));
        var view = file.Map(offset, count * type.Size());
        if (type == TensorDataType.F32 && (nuint)view.Pointer % sizeof(float) == 0)
            return new ParameterLease((float*)view.Pointer, view);
        using (view)
        {
            var buffer = new NativeBuffer(count);
            FloatConversion.Widen(view.Pointer, type, buffer.Pointer, count);
            return Leased(buffer);
        }
    }

    private static ParameterLease Leased(NativeBuffer buffer) => new(buffer.Pointer, buffer);
}
