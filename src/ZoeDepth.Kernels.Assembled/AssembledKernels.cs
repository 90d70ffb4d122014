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

    /// <summary>Puts code where it can be executed, and says where.</summary>
    internal delegate nint CodePlace(ReadOnlySpan<byte> code);

    /// <summary>Makes the offer; says in a few words what was offered, or why nothing was.</summary>
    internal static string Offer() => OfferIn(ExecutableMemory.Of);

    /// <summary>The same with memory from somewhere else.</summary>
    /// <param name="place">puts code where it can be executed; may refuse as a system does</param>
    internal static string OfferIn(CodePlace place)
    {
        if (InstructionSet.Best < SimdLevel.Avx512) return "no AVX-512";
        try
        {
            List<string> offered = [];
            string? refused = null;
            var floats = Assemble(place, TileCode.OfRows(PanelFormat.Float32).Write);
            Give(PanelFormat.Float32, "AVX-512", floats, null, offered);
            if (HasBFloat16())
            {
                var tiles = Assemble(place, TileCode.OfRows(PanelFormat.BFloat16).Write);
                var outer = Assemble(place, TileCode.OfOuter(PanelFormat.BFloat16).Write);
                if (BFloat16TileCheck.Passes(tiles, GemmTile.RowStride, 1)
                    && BFloat16TileCheck.Passes(outer, 1, OuterWordTile.Rows))
                {
                    if (TileSpeed.Pays(tiles[^1])) Give(PanelFormat.BFloat16, "AVX512-BF16", tiles, outer, offered);
                    else refused = "vdpbf16ps is slower than float32's multiply-adds here";
                }
                else refused = "this processor's vdpbf16ps rounds differently";
            }
            if (HasByteProducts())
            {
                var tiles = Assemble(place, TileCode.OfRows(PanelFormat.Int8).Write);
                var faster = Amx(place) is { } matrices ? TileSpeed.Faster(matrices, tiles) : tiles;
                if (faster == tiles) Give(PanelFormat.Int8, "AVX512-VNNI", tiles, null, offered);
                else Give(PanelFormat.Int8, "AMX-INT8", faster, null, offered, asksAhead: false);
            }
            var found = string.Join(", ", offered);
            return refused is null ? found : $"{found}; {refused}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return $"no executable memory: {e.Message}";
        }
    }

    /// <summary>Tiles by AMX; null where there is none, or none that gives the sums.</summary>
    private static nint[]? Amx(CodePlace place)
    {
        if (!AmxPermission.IsGiven()) return null;
        var tiles = Assemble(place, new AmxTileCode(AmxTileConfiguration.All(Heights)).Write);
        return ByteTileCheck.Passes(tiles) ? tiles : null;
    }

    private static void Give(PanelFormat format, string instructions, nint[] tiles, nint[]? outer, List<string> offered,
        bool asksAhead = true)
    {
        AssembledTiles.Offer(format, instructions, tiles, outer, asksAhead);
        offered.Add(instructions);
    }

    /// <summary>Function 7, part 1: bit 5 of eax. That the system saves 512-bit registers .NET has found out.</summary>
    private static bool HasBFloat16() =>
        X86Base.IsSupported && X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;

    /// <summary>Function 7, part 0: bit 11 of ecx.</summary>
    private static bool HasByteProducts() => X86Base.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0;

    /// <summary>The tiles of all heights in one piece of memory; their addresses, from height 1.</summary>
    internal static nint[] Assemble(Action<Assembler, int> write, int heights = Heights) =>
        Assemble(ExecutableMemory.Of, write, heights);

    private static nint[] Assemble(CodePlace place, Action<Assembler, int> write, int heights = Heights)
    {
        var code = Code(write, out var starts, heights);
        var memory = place(code);
        return [.. starts.Select(start => memory + (nint)start)];
    }

    /// <summary>The bytes of the tiles of all heights, and where each begins; they run at any address.</summary>
    internal static byte[] Code(Action<Assembler, int> write, out ulong[] starts, int heights = Heights)
    {
        var program = new Assembler(64);
        var labels = new Label[heights];
        for (var height = 1; height <= heights; height++)
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
