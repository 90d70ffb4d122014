using Iced.Intel;
using ZoeDepth.Kernels.Assembled;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>The code that is assembled: what is in it, read back by a disassembler, and when it is used.</summary>
public sealed class AssembledTileTests
{
    [Theory]
    [InlineData(nameof(PanelFormat.Float32), false, Mnemonic.Vfmadd231ps, Mnemonic.Vaddps, 2)]
    [InlineData(nameof(PanelFormat.BFloat16), false, Mnemonic.Vdpbf16ps, Mnemonic.Vaddps, 1)]
    [InlineData(nameof(PanelFormat.BFloat16), true, Mnemonic.Vdpbf16ps, Mnemonic.Vaddps, 1)]
    [InlineData(nameof(PanelFormat.Int8), false, Mnemonic.Vpdpbusd, Mnemonic.Vpaddd, 1)]
    public void A_tile_multiplies_every_row_by_both_vectors_and_touches_no_other_register(
        string words, bool outer, Mnemonic products, Mnemonic sums, int loops)
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
            // Four words between two looks at the count, in each loop over sums, and one word for the rest.
            var unrolled = (4 * loops) + 1;
            tile.Count(i => i.Mnemonic == products).ShouldBe(unrolled * 2 * height);
            tile.Count(i => i.Mnemonic == sums).ShouldBe(loops * 2 * height);
            tile.Count(i => i.Mnemonic == Mnemonic.Vpbroadcastd).ShouldBe(unrolled * height);
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

    private static bool HasBFloat16 =>
        AssembledTiles.Description.Split(';')[0].Split(", ").Contains("AVX512-BF16", StringComparer.Ordinal);

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
            foreach (var format in Enum.GetValues<PanelFormat>())
            {
                using var forbidden = AssembledTiles.Forbid();
                AssembledTiles.Serve(format).ShouldBeFalse();
            }
            AssembledTiles.Serve(PanelFormat.BFloat16).ShouldBe(offered);
        }
        using (InstructionSet.Force(SimdLevel.Scalar))
            foreach (var format in Enum.GetValues<PanelFormat>()) AssembledTiles.Serve(format).ShouldBeFalse();
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

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(1.05, true)]
    [InlineData(1.2, false)]
    [InlineData(2.1, false)]
    public void A_tile_that_takes_longer_than_the_multiply_adds_it_stands_for_is_not_taken(double times, bool taken) =>
        TileSpeed.Pays(times * 3e-6, 3e-6).ShouldBe(taken);

    [Fact]
    public void The_speed_of_a_tile_is_measured_on_this_processor()
    {
        Assert.SkipUnless(HasBFloat16, "this machine has no AVX512-BF16, or one that is slow");
        var tiles = AssembledKernels.Assemble(TileCode.OfRows(PanelFormat.BFloat16).Write);
        TileSpeed.Pays(tiles[^1]).ShouldBeTrue();
    }

    [Fact]
    public void Where_memory_may_not_be_executed_nothing_is_offered_and_the_reason_is_told()
    {
        using var widest = InstructionSet.Force(InstructionSet.Best);
        Assert.SkipUnless(InstructionSet.Best == SimdLevel.Avx512, "this machine has no AVX-512");
        foreach (var refusal in new Exception[]
            { new IOException("no"), new UnauthorizedAccessException("no"), new PlatformNotSupportedException("no") })
            AssembledKernels.OfferIn(_ => throw refusal).ShouldBe("no executable memory: no");
    }

    [Fact]
    public void Products_of_floats_have_the_bits_of_portable_tiles_in_every_height_and_depth()
    {
        using var widest = InstructionSet.Force(InstructionSet.Best);
        Assert.SkipUnless(AssembledTiles.Serve(PanelFormat.Float32), "this machine has no AVX-512, or no tiles for it");
        foreach (var k in new[] { 0, 1, 3, 4, 5, 63, 64, 65, 67, 127, 128, 200, 255, 256, 257, 320, 600, 1025 })
            for (var m = 1; m <= 13; m++)
                foreach (var n in new[] { 1, 31, 32, 33, 70 })
                    foreach (var adds in new[] { false, true })
                    {
                        var assembled = Product(m, k, n, adds);
                        using var portable = AssembledTiles.Forbid();
                        assembled.ShouldBe(Product(m, k, n, adds), $"{m}x{k}x{n}");
                    }
    }

    private static unsafe float[] Product(int m, int k, int n, bool adds)
    {
        using var x = Guarded.Random(m * k, 1);
        using var w = Guarded.Random(n * k, 2);
        using var y = Guarded.Random(m * n, 3);
        var target = GemmC.Rows(y.Pointer, n);
        using var packed = new PackedMatrix(Work.Alone, MatrixSource.Rows(w.Pointer, n, k));
        GemmDriver.Run(Work.Alone, GemmA.Plain(x.Pointer, m, k, k), packed, GemmEpilogue.None,
            adds ? target.Adding() : target);
        return y.Span.ToArray();
    }

    private static List<Instruction> Read(byte[] code, ulong start, ulong end)
    {
        var decoder = Decoder.Create(64, code.AsMemory((int)start, (int)(end - start)).ToArray());
        var read = new List<Instruction>();
        while (decoder.IP < end - start) read.Add(decoder.Decode());
        return read;
    }
}
