using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Info;

/// <summary>What zoedepth runs on.</summary>
internal static class MachineFacts
{
    /// <summary>
    /// When this program's own code became instructions; what an instruction set decides is compiled while it runs in
    /// any case, but where all of it was compiled ahead of time.
    /// </summary>
    private static string Compilation => !RuntimeFeature.IsDynamicCodeSupported ? "ahead of time (NativeAOT)"
        : typeof(MachineFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(fact => fact is { Key: "ReadyToRun", Value: "true" }) ? "ready to run" : "while it runs";

    /// <summary>Looks now.</summary>
    public static IReadOnlyList<Fact> Now()
    {
        var available = InstructionSet.Available.Select(level => level.ToString().ToLowerInvariant()).ToArray();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return
        [
            new("version", "zoedepth", ProgramVersion.Version),
            new("runtime", "runtime", RuntimeInformation.FrameworkDescription),
            new("compilation", "compiled", Compilation),
            new("system", "system",
                $"{RuntimeInformation.OSDescription.Trim()}, " +
                $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}"),
            new("simd", "instruction set", InstructionSet.Level.ToString().ToLowerInvariant()),
            new("simdAvailable", "  available", available,
                string.Join(", ", available) + (available.Length > 1 ? " (ZOEDEPTH_SIMD chooses)" : " alone")),
            new("bfloat16", "bfloat16", Precision.BFloat16.Instructions(),
                $"{Precision.BFloat16.Instructions()} (ZOEDEPTH_ASSEMBLED=off forbids assembled instructions)"),
            new("int8", "int8", Precision.Int8.Instructions()),
            new("processors", "processors", Environment.ProcessorCount),
            new("threads", "threads", Work.Default.Threads,
                $"{Work.Default.Threads} (ZOEDEPTH_THREADS or --threads chooses)"),
            new("memoryBytes", "memory", memory, string.Create(CultureInfo.InvariantCulture, $"{memory / 1e9:F1} GB")),
        ];
    }
}
