using Iced.Intel;
using ZoeDepth.Kernels.Assembled;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The code that is assembled: what is in it, read back by a disassembler, and when it is used.</summary>
public sealed class AssembledTileTests
{
    [Theory]
    [InlineData(nameof(PanelFormat.BFloat16), false, Mnemonic.Vdpbf16ps, Mnemonic.Vaddps)]
    [InlineData(nameof(PanelFormat.BFloat16), true, Mnemonic.Vdpbf16ps, Mnemonic.Vaddps)]
    [InlineData(nameof(PanelFormat.Int8), false, Mnemonic.Vpdpbusd, Mnemonic.Vpaddd)]
    public void A_tile_multiplies_every_row_by_both_vectors_and_touches_no_other_register(
        string words, bool outer, Mnemonic products, Mnemonic sums)
    {
        var format = Enum.Parse<PanelFormat>(words);
        var tiles = outer ? TileCode.OfOuter(format) : TileCode.OfRows(format);
        var code = AssembledKernels.Code(tiles.Write, out var starts);
        starts.Length.ShouldBe(12);
        for (var height = 1; height <= 12; height++)
        {
            var tile = Read(code, starts[height - 1], height == 12 ? (ulong)code.Length : starts[height]);
            tile[^1].Mnemonic.ShouldBe(Mnemonic.Ret);
            tile[^2].Mnemonic.ShouldBe(OperatingSystem.IsWindows() ? Mnemonic.Add : Mnemonic.Vzeroupper);
            // Four words between two looks at the count, and one word for the rest.
            tile.Count(i => i.Mnemonic == products).ShouldBe(5 * 2 * height);
            tile.Count(i => i.Mnemonic == sums).ShouldBe(2 * height);
            tile.Count(i => i.Mnemonic == Mnemonic.Vpbroadcastd).ShouldBe(5 * height);
            tile.ShouldAllBe(i => i.Mnemonic != Mnemonic.INVALID);
            // Nothing that a caller wants back: rbx, rbp, r12 to r15 and, but for Windows' prologue, the stack.
            var factory = new InstructionInfoFactory();
            var written = tile.SelectMany(i => factory.GetInfo(i).GetUsedRegisters().ToArray())
                .Where(used => used.Access is OpAccess.Write or OpAccess.ReadWrite or OpAccess.CondWrite)
                .Select(used => used.Register.GetFullRegister()).Distinct();
            foreach (var kept in new[]
                { Register.RBX, Register.RBP, Register.R12, Register.R13, Register.R14, Register.R15 })
                written.ShouldNotContain(kept);
        }
    }

    private static bool HasBFloat16 => AssembledTiles.Description.Contains("AVX512-BF16", StringComparison.Ordinal);

    [Fact]
    public void The_switch_is_on_or_off()
    {
        foreach (var on in new[] { null, "", " on ", "ON" }) AssembledTiles.IsAllowed(on).ShouldBeTrue();
        AssembledTiles.IsAllowed("Off").ShouldBeFalse();
        Should.Throw<PlatformNotSupportedException>(() => AssembledTiles.IsAllowed("0")).Message
            .ShouldBe("ZOEDEPTH_ASSEMBLED is '0'; expected on or off");
    }

    [Fact]
    public void They_serve_only_the_widest_set_and_not_where_they_are_forbidden()
    {
        AssembledTiles.Description.ShouldNotBeEmpty();
        using (InstructionSet.Force(InstructionSet.Best))
        {
            var offered = HasBFloat16;
            AssembledTiles.Serve(PanelFormat.BFloat16).ShouldBe(offered);
            AssembledTiles.Serve(PanelFormat.Float32).ShouldBeFalse();
            using (AssembledTiles.Forbid()) AssembledTiles.Serve(PanelFormat.BFloat16).ShouldBeFalse();
            AssembledTiles.Serve(PanelFormat.BFloat16).ShouldBe(offered);
        }
        using (InstructionSet.Force(SimdLevel.Scalar)) AssembledTiles.Serve(PanelFormat.BFloat16).ShouldBeFalse();
    }

    [Fact]
    public void A_tile_that_rounds_differently_is_not_taken()
    {
        Assert.SkipUnless(HasBFloat16, "this machine has no AVX512-BF16");
        var tiles = AssembledKernels.Assemble(TileCode.OfRows(PanelFormat.BFloat16).Write);
        BFloat16TileCheck.Passes(tiles, GemmTile.RowStride, 1).ShouldBeTrue();
        // Tiles of the next smaller height leave a row as it was.
        BFloat16TileCheck.Passes([tiles[0], tiles[0]], GemmTile.RowStride, 1).ShouldBeFalse();
        var outer = AssembledKernels.Assemble(TileCode.OfOuter(PanelFormat.BFloat16).Write);
        BFloat16TileCheck.Passes(outer, 1, OuterWordTile.Rows).ShouldBeTrue();
        BFloat16TileCheck.Passes(outer, GemmTile.RowStride, 1).ShouldBeFalse();
    }

    private static List<Instruction> Read(byte[] code, ulong start, ulong end)
    {
        var decoder = Decoder.Create(64, code.AsMemory((int)start, (int)(end - start)).ToArray());
        var read = new List<Instruction>();
        while (decoder.IP < end - start) read.Add(decoder.Decode());
        return read;
    }
}
