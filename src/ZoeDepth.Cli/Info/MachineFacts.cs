using System.Globalization;
using System.Runtime.InteropServices;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Info;

/// <summary>What zoedepth runs on.</summary>
internal static class MachineFacts
{
    /// <summary>Looks now.</summary>
    public static IReadOnlyList<Fact> Now()
    {
        var available = InstructionSet.Available.Select(level => level.ToString().ToLowerInvariant()).ToArray();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return
        [
            new("version", "zoedepth", ProgramVersion.Version),
            new("runtime", "runtime", RuntimeInformation.FrameworkDescription),
            new("system", "system",
                $"{RuntimeInformation.OSDescription.Trim()}, " +
                $"{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}"),
            new("simd", "instruction set", InstructionSet.Level.ToString().ToLowerInvariant()),
            new("simdAvailable", "  available", available, $"{string.Join(", ", available)} (ZOEDEPTH_SIMD chooses)"),
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
