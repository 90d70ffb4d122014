using System.Runtime.InteropServices;

namespace ZoeDepth.Runtime.Memory;

/// <summary>
/// Large blocks taken from the system itself and given back to it (Linux, <c>mmap</c>). glibc's <c>malloc</c> does
/// so at first, but the first large block that is freed raises the size from which it does, up to 32 MB; smaller ones
/// then stay in its own lists for good. A process that opened and closed models of 350 MB for a hundred rounds kept
/// 1.5 GB for 0.7 in use, and more after the next hundred. Elsewhere there are none.
/// </summary>
internal static unsafe partial class SystemBlocks
{
    /// <summary>Bytes from which a block is worth a call into the system, and a page it may not fill.</summary>
    private const long From = 1 << 20;

    // From <sys/mman.h> of Linux: read and write; private and of no file.
    private const int ReadWrite = 0x3, PrivateAnonymous = 0x22;

    private static volatile bool _isMissing = !OperatingSystem.IsLinux();

    /// <summary>A block of zeros; null where the system has none, or the block is small.</summary>
    /// <param name="bytes">its size</param>
    /// <param name="alignment">a power of two, of which the first byte's address is a multiple</param>
    public static void* TryTake(long bytes, long alignment)
    {
        if (bytes is < From or > long.MaxValue / 2 || _isMissing) return null;
        try
        {
            var extent = Extent(bytes);
            var spare = Math.Max(0, alignment - Environment.SystemPageSize);
            var taken = Map(null, (nuint)(extent + spare), ReadWrite, PrivateAnonymous, -1, 0);
            if (taken == -1) return null;
            // What lies before the first multiple, and behind the block, goes back.
            var first = (taken + (nint)alignment - 1) & ~((nint)alignment - 1);
            var (before, behind) = (first - taken, taken + spare - first);
            if (before > 0) _ = Unmap((void*)taken, (nuint)before);
            if (behind > 0) _ = Unmap((void*)(first + extent), (nuint)behind);
            return (void*)first;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            _isMissing = true;
            return null;
        }
    }

    /// <summary>Gives a block back.</summary>
    /// <param name="block">what <see cref="TryTake"/> returned</param>
    /// <param name="bytes">of how many it was asked</param>
    public static void Give(void* block, long bytes) => _ = Unmap(block, (nuint)Extent(bytes));

    private static long Extent(long bytes)
    {
        long page = Environment.SystemPageSize;
        return checked(bytes + page - 1) / page * page;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(void* address, nuint length);
}
