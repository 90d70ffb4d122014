using System.Runtime.Intrinsics.X86;
using Iced.Intel;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// Offers assembled tiles to the products of this process, where the processor has the instructions and the system lets
/// memory be executed. <see cref="AssembledTiles"/> finds it by name.
/// </summary>
internal static class AssembledKernels
{
    private const int Heights = 12;

    /// <summary>Makes the offer; says in a few words what was offered, or why nothing was.</summary>
    internal static string Offer()
    {
        if (InstructionSet.Best < SimdLevel.Avx512) return "no AVX-512";
        try
        {
            var offered = new List<string>();
            var refused = "no AVX512-BF16 or AVX512-VNNI";
            if (HasBFloat16())
            {
                var tiles = Assemble(TileCode.OfRows(PanelFormat.BFloat16).Write);
                var outer = Assemble(TileCode.OfOuter(PanelFormat.BFloat16).Write);
                if (BFloat16TileCheck.Passes(tiles, GemmTile.RowStride, 1)
                    && BFloat16TileCheck.Passes(outer, 1, OuterWordTile.Rows))
                    Give(PanelFormat.BFloat16, "AVX512-BF16", tiles, outer, offered);
                else refused = "this processor's vdpbf16ps rounds differently";
            }
            if (HasByteProducts())
                Give(PanelFormat.Int8, "AVX512-VNNI", Assemble(TileCode.OfRows(PanelFormat.Int8).Write), null, offered);
            return offered.Count > 0 ? string.Join(" and ", offered) : refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return $"no executable memory: {e.Message}";
        }
    }

    private static void Give(PanelFormat format, string instructions, nint[] tiles, nint[]? outer, List<string> offered)
    {
        AssembledTiles.Offer(format, instructions, tiles, outer);
        offered.Add(instructions);
    }

    /// <summary>Function 7, part 1: bit 5 of eax. That the system saves 512-bit registers .NET has found out.</summary>
    private static bool HasBFloat16() =>
        X86Base.IsSupported && X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;

    /// <summary>Function 7, part 0: bit 11 of ecx.</summary>
    private static bool HasByteProducts() => X86Base.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0;

    /// <summary>The tiles of all heights in one piece of memory; their addresses, from height 1.</summary>
    internal static nint[] Assemble(Action<Assembler, int> write)
    {
        var code = Code(write, out var starts);
        var memory = ExecutableMemory.Of(code);
        return [.. starts.Select(start => memory + (nint)start)];
    }

    /// <summary>The bytes of the tiles of all heights, and where each begins; they run at any address.</summary>
    internal static byte[] Code(Action<Assembler, int> write, out ulong[] starts)
    {
        var program = new Assembler(64);
        var labels = new Label[Heights];
        for (var height = 1; height <= Heights; height++)
        {
            labels[height - 1] = program.CreateLabel();
            program.Label(ref labels[height - 1]);
            write(program, height);
        }
        using var stream = new MemoryStream();
        var assembled = program.Assemble(new StreamCodeWriter(stream), 0,
            BlockEncoderOptions.ReturnNewInstructionOffsets);
        starts = [.. labels.Select(label => assembled.GetLabelRIP(label))];
        return stream.ToArray();
    }
}
