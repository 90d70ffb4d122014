using System.Runtime.InteropServices;
using Iced.Intel;
using ZoeDepth.Kernels.Gemm;
using static Iced.Intel.AssemblerRegisters;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// The tile of <see cref="GemmTile"/> for words of two bfloat16, in AVX512-BF16: <c>vdpbf16ps</c> adds the products of
/// a word's two numbers to a sum of floats, 32 multiplications in one instruction.
/// </summary>
/// <remarks>
/// Registers: zmm0 … zmm23 hold the sums of up to 12 rows, left and right; zmm24 and zmm25 the words of the panel,
/// zmm26 a word of a row in every lane. rax is a, rdx b, r8 c, r9 the bytes between rows of c, r10 words, r11 whether c
/// is added to. Loads: 2 + 12 for 24 multiplications, as in the tile of floats.
/// </remarks>
internal static class BFloat16TileCode
{
    private const int PanelBytes = GemmTile.NR * sizeof(float);

    /// <summary>Words that are multiplied between two looks at the count.</summary>
    private const int Unrolled = 4;

    /// <summary>Adds the tile of a height to a program; it takes a <see cref="TileCall"/>.</summary>
    public static void Write(Assembler c, int height) =>
        Write(c, height, GemmTile.RowStride * sizeof(float), sizeof(float));

    /// <summary>The same for a left side that lies word after word, as in <see cref="OuterWordTile"/>.</summary>
    public static void WriteOuter(Assembler c, int height) =>
        Write(c, height, sizeof(float), OuterWordTile.Rows * sizeof(float));

    /// <param name="c">the program</param>
    /// <param name="height">rows</param>
    /// <param name="rowBytes">bytes from one row of a to the next</param>
    /// <param name="wordBytes">bytes from one word of a row to the next</param>
    private static void Write(Assembler c, int height, int rowBytes, int wordBytes)
    {
        var isWindows = OperatingSystem.IsWindows();
        if (isWindows) SaveVectors(c);
        var call = isWindows ? rcx : rdi;
        c.mov(rax, __[call + Offset(nameof(TileCall.A))]);
        c.mov(rdx, __[call + Offset(nameof(TileCall.B))]);
        c.mov(r8, __[call + Offset(nameof(TileCall.C))]);
        c.mov(r9, __[call + Offset(nameof(TileCall.CStride))]);
        c.mov(r10, __[call + Offset(nameof(TileCall.Words))]);
        c.mov(r11, __[call + Offset(nameof(TileCall.Accumulate))]);
        for (var i = 0; i < 2 * height; i++) c.vpxord(Sum(i), Sum(i), Sum(i));

        Label several = c.CreateLabel(), rest = c.CreateLabel(), one = c.CreateLabel(), done = c.CreateLabel();
        c.sub(r10, Unrolled);
        c.jl(rest);
        c.Label(ref several);
        for (var word = 0; word < Unrolled; word++) Multiply(c, height, word, rowBytes, wordBytes);
        c.add(rax, Unrolled * wordBytes);
        c.add(rdx, Unrolled * PanelBytes);
        c.sub(r10, Unrolled);
        c.jge(several);
        c.Label(ref rest);
        c.add(r10, Unrolled);
        c.jz(done);
        c.Label(ref one);
        Multiply(c, height, 0, rowBytes, wordBytes);
        c.add(rax, wordBytes);
        c.add(rdx, PanelBytes);
        c.dec(r10);
        c.jnz(one);
        c.Label(ref done);
        Store(c, height);
        c.vzeroupper();
        if (isWindows) RestoreVectors(c);
        c.ret();
    }

    private static void Multiply(Assembler c, int height, int word, int rowBytes, int wordBytes)
    {
        c.vmovups(zmm24, __zmmword_ptr[rdx + (word * PanelBytes)]);
        c.vmovups(zmm25, __zmmword_ptr[rdx + (word * PanelBytes) + 64]);
        for (var row = 0; row < height; row++)
        {
            c.vpbroadcastd(zmm26, __dword_ptr[rax + (row * rowBytes) + (word * wordBytes)]);
            c.vdpbf16ps(Sum(2 * row), zmm26, zmm24);
            c.vdpbf16ps(Sum((2 * row) + 1), zmm26, zmm25);
        }
    }

    private static void Store(Assembler c, int height)
    {
        var store = c.CreateLabel();
        c.test(r11, r11);
        c.jz(store);
        c.mov(rax, r8);
        for (var row = 0; row < height; row++)
        {
            c.vaddps(Sum(2 * row), Sum(2 * row), __zmmword_ptr[rax]);
            c.vaddps(Sum((2 * row) + 1), Sum((2 * row) + 1), __zmmword_ptr[rax + 64]);
            c.add(rax, r9);
        }
        c.Label(ref store);
        for (var row = 0; row < height; row++)
        {
            c.vmovups(__zmmword_ptr[r8], Sum(2 * row));
            c.vmovups(__zmmword_ptr[r8 + 64], Sum((2 * row) + 1));
            c.add(r8, r9);
        }
    }

    /// <summary>Windows wants the lower halves of ymm6 … ymm15 back as they were.</summary>
    private static void SaveVectors(Assembler c)
    {
        c.sub(rsp, 168);
        for (var i = 6; i < 16; i++) c.movups(__xmmword_ptr[rsp + (16 * (i - 6))], Low(i));
    }

    private static void RestoreVectors(Assembler c)
    {
        for (var i = 6; i < 16; i++) c.movups(Low(i), __xmmword_ptr[rsp + (16 * (i - 6))]);
        c.add(rsp, 168);
    }

    private static AssemblerRegisterZMM Sum(int i) => new(Register.ZMM0 + i);

    private static AssemblerRegisterXMM Low(int i) => new(Register.XMM0 + i);

    private static int Offset(string field) => (int)Marshal.OffsetOf<TileCall>(field);
}
