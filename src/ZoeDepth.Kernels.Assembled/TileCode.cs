using System.Runtime.InteropServices;
using Iced.Intel;
using ZoeDepth.Kernels.Gemm;
using static Iced.Intel.AssemblerRegisters;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// The tile of <see cref="GemmTile"/> for words of two bfloat16 or four integers of 8 bits. <c>vdpbf16ps</c>
/// (AVX512-BF16) adds the products of a word's two numbers to a sum of floats, 32 multiplications in one instruction;
/// <c>vpdpbusd</c> (AVX512-VNNI) those of a word's four bytes to a sum of integers, 64 in one.
/// </summary>
/// <remarks>
/// Registers: zmm0 … zmm23 hold the sums of up to 12 rows, left and right; zmm24 and zmm25 the words of the panel,
/// zmm26 a word of a row in every lane. rax is a, rdx b, r8 c, r9 the bytes between rows of c, r10 words, r11 whether c
/// is added to. Loads: 2 + 12 for 24 multiplications, as in the tile of floats.
/// </remarks>
internal sealed class TileCode
{
    private const int PanelBytes = GemmTile.NR * sizeof(float);

    /// <summary>Words that are multiplied between two looks at the count.</summary>
    private const int Unrolled = 4;

    private readonly PanelFormat _format;
    private readonly int _rowBytes, _wordBytes;

    private TileCode(PanelFormat format, int rowBytes, int wordBytes) =>
        (_format, _rowBytes, _wordBytes) = (format, rowBytes, wordBytes);

    /// <summary>For a left side that lies row after row.</summary>
    /// <param name="format">
    /// what a word is: <see cref="PanelFormat.BFloat16"/> or <see cref="PanelFormat.Int8"/>
    /// </param>
    public static TileCode OfRows(PanelFormat format) =>
        new(format, GemmTile.RowStride * sizeof(float), sizeof(float));

    /// <summary>For a left side that lies word after word, as in <see cref="OuterWordTile"/>.</summary>
    /// <inheritdoc cref="OfRows"/>
    public static TileCode OfOuter(PanelFormat format) =>
        new(format, sizeof(float), OuterWordTile.Rows * sizeof(float));

    /// <summary>Adds the tile of a height to a program; it takes a <see cref="TileCall"/>.</summary>
    public void Write(Assembler c, int height)
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
        for (var word = 0; word < Unrolled; word++) Multiply(c, height, word);
        c.add(rax, Unrolled * _wordBytes);
        c.add(rdx, Unrolled * PanelBytes);
        c.sub(r10, Unrolled);
        c.jge(several);
        c.Label(ref rest);
        c.add(r10, Unrolled);
        c.jz(done);
        c.Label(ref one);
        Multiply(c, height, 0);
        c.add(rax, _wordBytes);
        c.add(rdx, PanelBytes);
        c.dec(r10);
        c.jnz(one);
        c.Label(ref done);
        Store(c, height);
        c.vzeroupper();
        if (isWindows) RestoreVectors(c);
        c.ret();
    }

    private void Multiply(Assembler c, int height, int word)
    {
        c.vmovups(zmm24, __zmmword_ptr[rdx + (word * PanelBytes)]);
        c.vmovups(zmm25, __zmmword_ptr[rdx + (word * PanelBytes) + 64]);
        for (var row = 0; row < height; row++)
        {
            c.vpbroadcastd(zmm26, __dword_ptr[rax + (row * _rowBytes) + (word * _wordBytes)]);
            AddProducts(c, Sum(2 * row), zmm24);
            AddProducts(c, Sum((2 * row) + 1), zmm25);
        }
    }

    private void Store(Assembler c, int height)
    {
        var store = c.CreateLabel();
        c.test(r11, r11);
        c.jz(store);
        c.mov(rax, r8);
        for (var row = 0; row < height; row++)
        {
            AddSums(c, Sum(2 * row), __zmmword_ptr[rax]);
            AddSums(c, Sum((2 * row) + 1), __zmmword_ptr[rax + 64]);
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

    private void AddProducts(Assembler c, AssemblerRegisterZMM sum, AssemblerRegisterZMM panel)
    {
        if (_format == PanelFormat.BFloat16) c.vdpbf16ps(sum, zmm26, panel);
        else c.vpdpbusd(sum, zmm26, panel);
    }

    private void AddSums(Assembler c, AssemblerRegisterZMM sum, AssemblerMemoryOperand earlier)
    {
        if (_format == PanelFormat.BFloat16) c.vaddps(sum, sum, earlier);
        else c.vpaddd(sum, sum, earlier);
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
