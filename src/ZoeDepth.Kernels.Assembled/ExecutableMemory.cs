using System.IO.MemoryMappedFiles;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// Machine code in memory that is never writable and executable at once: written through one view of an unnamed file in
/// memory, which is closed before the code is run through another. This needs no call into the system's own library,
/// and is the way .NET's own compiler takes. The code stays until the process ends.
/// </summary>
internal static unsafe class ExecutableMemory
{
    private static readonly List<MemoryMappedViewAccessor> Kept = [];

    /// <summary>The code, ready to run.</summary>
    /// <exception cref="IOException">the system refuses such memory</exception>
    /// <exception cref="UnauthorizedAccessException">the system refuses to execute it</exception>
    /// <exception cref="PlatformNotSupportedException">the system knows no such memory</exception>
    public static nint Of(ReadOnlySpan<byte> code)
    {
        using var file = MemoryMappedFile.CreateNew(null, code.Length, MemoryMappedFileAccess.ReadWriteExecute);
        using (var view = file.CreateViewAccessor(0, code.Length, MemoryMappedFileAccess.ReadWrite))
        {
            byte* to = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref to);
            try
            {
                code.CopyTo(new Span<byte>(to + view.PointerOffset, code.Length));
            }
            finally
            {
                view.SafeMemoryMappedViewHandle.ReleasePointer();
            }
        }
        var run = file.CreateViewAccessor(0, code.Length, MemoryMappedFileAccess.ReadExecute);
        byte* first = null;
        run.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        lock (Kept) Kept.Add(run);
        return (nint)(first + run.PointerOffset);
    }
}
