using Iced.Intel;
using ZoeDepth.Kernels.Assembled;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Memory;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// AMX's tiles of bytes, read back by a disassembler and run by <see cref="AmxEmulator"/>: no machine that has AMX is
/// needed.
/// </summary>
public sealed unsafe class AmxTileTests
{
    private static readonly ulong[] Starts;
    private static readonly byte[] Code;

    static AmxTileTests() =>
        Code = AssembledKernels.Code(new AmxTileCode(AmxTileConfiguration.All(12)).Write, out Starts);

    [Fact]
    public void Every_height_multiplies_both_halves_of_a_panel_and_gives_the_registers_back()
    {
        Starts.Length.ShouldBe(12);
        for (var height = 1; height <= 12; height++)
        {
            var end = height == 12 ? (ulong)Code.Length : Starts[height];
            var read = new List<Instruction>();
            var decoder = Decoder.Create(64, Code[(int)Starts[height - 1]..(int)end]);
            while (decoder.IP < end - Starts[height - 1]) read.Add(decoder.Decode());
            read[^1].Mnemonic.ShouldBe(Mnemonic.Ret);
            read[^2].Mnemonic.ShouldBe(Mnemonic.Tilerelease);
            read.Count(i => i.Mnemonic == Mnemonic.Ldtilecfg).ShouldBe(1);
            read.Count(i => i.Mnemonic == Mnemonic.Tdpbusd).ShouldBe(4);
            read.Count(i => i.Mnemonic == Mnemonic.Tilestored).ShouldBe(2);
            read.ShouldAllBe(i => i.Mnemonic != Mnemonic.INVALID);
            // What System V's convention lets a callee use, beside tile registers.
            var factory = new InstructionInfoFactory();
            read.SelectMany(i => factory.GetInfo(i).GetUsedRegisters().ToArray())
                .Where(used => used.Access is OpAccess.Write or OpAccess.ReadWrite or OpAccess.CondWrite)
                .Select(used => used.Register.GetFullRegister()).Distinct()
                .Where(register => register is < Register.TMM0 or > Register.TMM7)
                .ShouldBeSubsetOf([Register.RAX, Register.RCX, Register.RDX, Register.RSI, Register.RDI, Register.R8,
                    Register.R9, Register.R10, Register.R11, Register.RSP]);
        }
    }

    [Fact]
    public void The_sums_are_those_of_the_portable_tile_in_every_height_and_depth()
    {
        foreach (var words in new[] { 0, 1, 3, 15, 16, 17, 32, 40, 255, 256 })
            for (var height = 1; height <= 12; height++)
                foreach (var accumulate in new[] { false, true })
                    Sums(height, words, accumulate, emulated: true)
                        .ShouldBe(Sums(height, words, accumulate, emulated: false), $"{height} rows, {words} words");
    }

    [Fact]
    public void Tiles_that_give_other_sums_are_not_taken()
    {
        using var widest = InstructionSet.Force(InstructionSet.Best);
        Assert.SkipUnless(AssembledTiles.Serve(PanelFormat.Int8), "this machine has no AVX512-VNNI");
        var tiles = AssembledKernels.Assemble(TileCode.OfRows(PanelFormat.Int8).Write);
        ByteTileCheck.Passes(tiles).ShouldBeTrue();
        ByteTileCheck.Passes([tiles[0], tiles[0]]).ShouldBeFalse();
        TileSpeed.Faster(tiles, tiles).ShouldBe(tiles);
    }

    private static int[] Sums(int height, int words, bool accumulate, bool emulated)
    {
        const int rows = 12 * GemmTile.RowStride, panel = GemmTile.KC * GemmTile.NR, stride = GemmTile.NR + 7;
        using var memory = new NativeBuffer(rows + panel + (12 * stride));
        float* a = memory.Pointer, b = a + rows, c = b + panel;
        var random = new Random(words);
        random.NextBytes(new Span<byte>(a, (rows + panel) * sizeof(float)));
        for (var i = 0; i < 12 * stride; i++) ((int*)c)[i] = i * 1009;
        if (emulated)
        {
            var call = new TileCall
            {
                A = a, B = b, C = c, Words = words, CStride = stride * sizeof(float), Accumulate = accumulate ? 1 : 0,
            };
            var emulator = new AmxEmulator();
            emulator.Run(Code, Starts[height - 1], (nint)(&call));
            emulator.IsReleased.ShouldBeTrue();
        }
        else
        {
            for (var row = 0; row < height; row++)
                for (var pair = 0; pair < GemmTile.NR; pair += 2)
                    GemmTile.Run<Scalar, float, ByteProducts>(1, words, a + (row * GemmTile.RowStride), b + pair,
                        GemmTile.NR, c + (row * stride) + pair, stride, accumulate);
        }
        return new Span<int>(c, 12 * stride).ToArray();
    }
}
