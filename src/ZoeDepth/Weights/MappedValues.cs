using System.IO.MemoryMappedFiles;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A tensor's numbers in a mapped file: opening maps exactly its bytes, closing unmaps them. Types other than float32
/// are converted into memory.
/// </summary>
internal sealed unsafe class MappedValues(FileStream stream, MemoryMappedFile file, long offset, TensorEntry entry)
    : IParameterValues
{
    /// <inheritdoc/>
    public ParameterLease Open()
    {
        if (entry.Length == 0) return Leased(new NativeBuffer(0));
        CheckLength();
        var view = new MappedView(file, offset, entry.Length);
        if (entry.DataType == TensorDataType.F32 && (nuint)view.Pointer % sizeof(float) == 0)
            return new ParameterLease((float*)view.Pointer, view);
        using (view)
        {
            var buffer = new NativeBuffer(entry.Count);
            FloatConversion.Widen(view.Pointer, entry.DataType, buffer.Pointer, entry.Count);
            return Leased(buffer);
        }
    }

    /// <summary>
    /// A file that was shortened in place since it was opened would end the process with a signal nobody can catch,
    /// once a page behind its end is read. This catches all but the case that it happens during the reading itself.
    /// </summary>
    private void CheckLength()
    {
        var length = RandomAccess.GetLength(stream.SafeFileHandle);
        if (length >= offset + entry.Length) return;
        throw new CheckpointException(CheckpointFault.Truncated, stream.Name,
            $"the file was cut to {length} bytes while it was open, and {offset + entry.Length} are needed; " +
            "replace model files by renaming new ones over them, and open the model again");
    }

    private static ParameterLease Leased(NativeBuffer buffer) => new(buffer.Pointer, buffer);

    /// <summary>A range of the file in the address space.</summary>
    private sealed class MappedView : IDisposable
    {
        private readonly MemoryMappedViewAccessor _accessor;

        public MappedView(MemoryMappedFile file, long offset, long length)
        {
            _accessor = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            _accessor.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            // A view starts at a page; the range may start anywhere in it.
            Pointer = start + _accessor.PointerOffset;
        }

        public byte* Pointer { get; }

        public void Dispose()
        {
            _accessor.SafeMemoryMappedViewHandle.ReleasePointer();
            _accessor.Dispose();
        }
    }
}
