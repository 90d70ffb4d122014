using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A tensor's elements in a file: opening reads exactly its bytes into memory that serves the next tensor again.
/// Copying from the system's cache costs less than mapping: pages of a mapped file have to be entered into the page
/// tables one by one, and in a virtual machine that took four times as long as the copy.
/// </summary>
/// <param name="file">the file</param>
/// <param name="offset">the first byte</param>
/// <param name="type">what the bytes are; a type that weights have</param>
/// <param name="count">elements</param>
/// <param name="isQuantized">false in a file that holds other weights in 8 bits</param>
internal sealed unsafe class FileValues(MappedFile file, long offset, TensorDataType type, long count,
    bool? isQuantized = null) : IParameterValues
{
    /// <inheritdoc/>
    public bool? IsQuantized => isQuantized;

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public ParameterLease Open() => Open(Work.Alone);

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public ParameterLease Open(Work work)
    {
        var stored = file.ReadBlock(offset, count * type.Size(), work);
        if (type == TensorDataType.F32) return new ParameterLease(stored.Pointer, stored);
        using (stored)
        {
            var widened = file.Block(count);
            var from = (byte*)stored.Pointer;
            var to = widened.Pointer;
            work.Ranges(count, 1 << 18, (start, end) =>
                FloatConversion.Widen(from + (start * type.Size()), type, to + start, end - start));
            return new ParameterLease(to, widened);
        }
    }
}
