using System.Diagnostics;
using Iced.Intel;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Memory;
using static Iced.Intel.AssemblerRegisters;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// Times tiles: of bfloat16 against the multiply-adds of floats they stand for, because an instruction that does two
/// may take longer than the two (an Emerald Rapids multiplies 150 GFLOP/s with <c>vdpbf16ps</c> and 267 in float32);
/// and two ways to multiply bytes against each other.
/// </summary>
internal static unsafe class TileSpeed
{
    private const int Height = 12, Words = GemmTile.KC, Rounds = 24;

    /// <summary>
    /// The portable tile runs at nine tenths of the rate of multiply-adds in registers, so that what takes longer than
    /// they do by a tenth is slower than it.
    /// </summary>
    private const double Worth = 1.1;

    /// <summary>Whether a tile of 12 rows is faster than portable ones can be, on this processor and now.</summary>
    public static bool Pays(nint tile)
    {
        var multiplyAdds = AssembledKernels.Assemble((program, _) => WriteMultiplyAdds(program), heights: 1)[0];
        var (seconds, limit) = Seconds(tile, multiplyAdds);
        return Pays(seconds, limit);
    }

    /// <summary>The faster of two sets of tiles, by those of 12 rows.</summary>
    public static nint[] Faster(nint[] tiles, nint[] others)
    {
        var (one, other) = Seconds(tiles[^1], others[^1]);
        return one <= other ? tiles : others;
    }

    /// <summary>
    /// A segment of a panel by one piece of code and by another: in turns and the best of each, because clocks change
    /// while wide vectors begin, and others want the processor.
    /// </summary>
    private static (double One, double Other) Seconds(nint one, nint other)
    {
        const int rows = Height * GemmTile.RowStride, panel = Words * GemmTile.NR, sums = Height * GemmTile.NR;
        using var numbers = new NativeBuffer(rows + panel + sums);
        new Span<float>(numbers.Pointer, rows + panel + sums).Clear();
        var call = new TileCall
        {
            A = numbers.Pointer, B = numbers.Pointer + rows, C = numbers.Pointer + rows + panel,
            Next = numbers.Pointer + rows, Words = Words, CStride = GemmTile.NR * sizeof(float),
        };
        var best = (One: double.MaxValue, Other: double.MaxValue);
        for (var round = 0; round < Rounds; round++)
            best = (Math.Min(best.One, Seconds(one, &call)), Math.Min(best.Other, Seconds(other, &call)));
        return best;
    }

    /// <summary>The judgement on two times.</summary>
    internal static bool Pays(double tile, double multiplyAdds) => tile <= Worth * multiplyAdds;

    private static double Seconds(nint code, TileCall* call)
    {
        var start = Stopwatch.GetTimestamp();
        ((delegate* unmanaged[SuppressGCTransition]<TileCall*, void>)code)(call);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>As many multiply-adds as a tile of 12 rows has products, in registers, a word at a time.</summary>
    private static void WriteMultiplyAdds(Assembler c)
    {
        var again = c.CreateLabel();
        c.mov(r10, __[(OperatingSystem.IsWindows() ? rcx : rdi) + TileCode.Offset(nameof(TileCall.Words))]);
        // Sums in registers that no system wants back: a chain of each at 6 multiply-adds a word.
        AssemblerRegisterZMM[] sums = [zmm16, zmm17, zmm18, zmm19, zmm20, zmm21, zmm22, zmm23];
        foreach (var sum in sums) c.vpxord(sum, sum, sum);
        c.vpxord(zmm24, zmm24, zmm24);
        c.Label(ref again);
        for (var i = 0; i < 2 * 2 * Height; i++) c.vfmadd231ps(sums[i % sums.Length], zmm24, zmm24);
        c.dec(r10);
        c.jnz(again);
        c.vzeroupper();
        c.ret();
    }
}
