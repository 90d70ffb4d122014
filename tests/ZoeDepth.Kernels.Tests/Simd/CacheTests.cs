using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Tests.Simd;

/// <summary>What is known of the caches.</summary>
public sealed class CacheTests
{
    [Fact]
    public void A_first_cache_is_roomy_where_the_c_library_finds_more_than_32_kilobytes()
    {
        var bytes = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? FoundByTheCLibrary() : 0;
        Cache.IsRoomy.ShouldBe(bytes > 32 << 10);
    }

    private static long FoundByTheCLibrary()
    {
        using var getconf = Process.Start(new ProcessStartInfo("getconf", "LEVEL1_DCACHE_SIZE")
            { RedirectStandardOutput = true })!;
        var said = getconf.StandardOutput.ReadToEnd();
        getconf.WaitForExit();
        return long.TryParse(said, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
    }
}
