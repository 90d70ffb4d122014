using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// Whether this process may use AMX's tile registers. Linux gives their 8 KB to a process that asks for them
/// (arch_prctl, since 5.16), and refuses where the processor, a virtual machine or the size of a signal's stack says
/// no; other systems are not asked.
/// </summary>
internal static partial class AmxPermission
{
    private const long ArchPrctl = 158, RequestPermission = 0x1023, TileData = 18;

    /// <summary>
    /// Whether the processor multiplies bytes in tiles and the system lets this process: function 7, part 0, bits 24
    /// (tiles) and 25 (bytes) of edx.
    /// </summary>
    public static bool IsGiven()
    {
        const int tilesOfBytes = 3 << 24;
        return X86Base.X64.IsSupported && OperatingSystem.IsLinux()
            && (X86Base.CpuId(7, 0).Edx & tilesOfBytes) == tilesOfBytes
            && SystemCall(ArchPrctl, RequestPermission, TileData) == 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long SystemCall(long number, long code, long argument);
}
