using System.Runtime.InteropServices;
using Iced.Intel;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using static Iced.Intel.AssemblerRegisters;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// The tile of <see cref="GemmTile"/> for words of a float, two bfloat16 or four integers of 8 bits. <c>vdpbf16ps</c>
/// (AVX512-BF16) adds the products of a word's two numbers to a sum of floats, 32 multiplications in one instruction;
/// <c>vpdpbusd</c> (AVX512-VNNI) those of a word's four bytes to a sum of integers, 64 in one. Floats need no other
/// instruction than .NET has, but sums of <see cref="Float32Operands.LongestSum"/> words begin and end so often that
/// what a compiler makes of it costs a twentieth: its loop ends where the processor does not expect it, and everything
/// waits.
/// </summary>
/// <remarks>
/// Registers: zmm0 … zmm23 hold the sums of up to 12 rows, left and right; zmm24 and zmm25 the words of the panel,
/// zmm26 a word of a row in every lane. rax is a, rdx b, r8 c, r9 the bytes between rows of c, r10 words, r11 whether c
/// is added to, rcx counts or walks through c, rdi walks through what comes next. Loads: 2 + 12 for 24 multiplications.
/// </remarks>
internal sealed class TileCode
{
    private const int PanelBytes = GemmTile.NR * sizeof(float), LineBytes = Cache.Line * sizeof(float);

    /// <summary>Words that are multiplied between two looks at the count.</summary>
    private const int Unrolled = AssembledTiles.WordsToALine;

    private readonly PanelFormat _format;
    private readonly int _rowBytes, _wordBytes;

    private TileCode(PanelFormat format, int rowBytes, int wordBytes) =>
        (_format, _rowBytes, _wordBytes) = (format, rowBytes, wordBytes);

    /// <summary>For a left side that lies row after row.</summary>
    /// <param name="format">what a word is</param>
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
        if (isWindows) Save(c);
        var call = isWindows ? rcx : rdi;
        c.mov(rax, __[call + Offset(nameof(TileCall.A))]);
        c.mov(rdx, __[call + Offset(nameof(TileCall.B))]);
        c.mov(r8, __[call + Offset(nameof(TileCall.C))]);
        c.mov(r9, __[call + Offset(nameof(TileCall.CStride))]);
        c.mov(r10, __[call + Offset(nameof(TileCall.Words))]);
        c.mov(r11, __[call + Offset(nameof(TileCall.Accumulate))]);
        c.mov(rdi, __[call + Offset(nameof(TileCall.Next))]);
        var end = c.CreateLabel();
        if (_format == PanelFormat.Float32) WriteWholeSums(c, height, ref end);

        Label several = c.CreateLabel(), rest = c.CreateLabel(), one = c.CreateLabel(), done = c.CreateLabel();
        Clear(c, height);
        c.sub(r10, Unrolled);
        c.jl(rest);
        c.Label(ref several);
        MultiplySeveral(c, height);
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
        c.Label(ref end);
        c.vzeroupper();
        if (isWindows) Restore(c);
        c.ret();
    }

    /// <summary>
    /// Sums of <see cref="Float32Operands.LongestSum"/> words, one after the other. The next ones begin while the last
    /// ones are on their way to memory; what is left of the words is a sum of its own, and none where nothing is left.
    /// </summary>
    private void WriteWholeSums(Assembler c, int height, ref Label end)
    {
        Label sum = c.CreateLabel(), several = c.CreateLabel(), rest = c.CreateLabel();
        c.Label(ref sum);
        c.cmp(r10, Float32Operands.LongestSum);
        c.jl(rest);
        Clear(c, height);
        c.mov(ecx, Float32Operands.LongestSum / Unrolled);
        c.Label(ref several);
        MultiplySeveral(c, height);
        c.dec(ecx);
        c.jnz(several);
        Store(c, height);
        c.mov(r11d, 1);
        c.sub(r10, Float32Operands.LongestSum);
        c.jnz(sum);
        c.jmp(end);
        c.Label(ref rest);
    }

    private static void Clear(Assembler c, int height)
    {
        for (var i = 0; i < 2 * height; i++) c.vpxord(Sum(i), Sum(i), Sum(i));
    }

    private void MultiplySeveral(Assembler c, int height)
    {
        for (var word = 0; word < Unrolled; word++) Multiply(c, height, word);
        c.prefetcht0(__byte_ptr[rdi]);
        c.add(rdi, LineBytes);
        c.add(rax, Unrolled * _wordBytes);
        c.add(rdx, Unrolled * PanelBytes);
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
        c.mov(rcx, r8);
        c.jz(store);
        for (var row = 0; row < height; row++)
        {
            AddSums(c, Sum(2 * row), __zmmword_ptr[rcx]);
            AddSums(c, Sum((2 * row) + 1), __zmmword_ptr[rcx + 64]);
            c.add(rcx, r9);
        }
        c.mov(rcx, r8);
        c.Label(ref store);
        for (var row = 0; row < height; row++)
        {
            c.vmovups(__zmmword_ptr[rcx], Sum(2 * row));
            c.vmovups(__zmmword_ptr[rcx + 64], Sum((2 * row) + 1));
            c.add(rcx, r9);
        }
    }

    private void AddProducts(Assembler c, AssemblerRegisterZMM sum, AssemblerRegisterZMM panel)
    {
        switch (_format)
        {
            case PanelFormat.Float32: c.vfmadd231ps(sum, zmm26, panel); break;
            case PanelFormat.BFloat16: c.vdpbf16ps(sum, zmm26, panel); break;
            default: c.vpdpbusd(sum, zmm26, panel); break;
        }
    }

    private void AddSums(Assembler c, AssemblerRegisterZMM sum, AssemblerMemoryOperand earlier)
    {
        if (_format == PanelFormat.Int8) c.vpaddd(sum, sum, earlier);
        else c.vaddps(sum, sum, earlier);
    }

    /// <summary>Windows wants rdi and the lower halves of ymm6 … ymm15 back as they were.</summary>
    private static void Save(Assembler c)
    {
        c.sub(rsp, 168);
        c.mov(__[rsp + 160], rdi);
        for (var i = 6; i < 16; i++) c.movups(__xmmword_ptr[rsp + (16 * (i - 6))], Low(i));
    }

    private static void Restore(Assembler c)
    {
        c.mov(rdi, __[rsp + 160]);
        for (var i = 6; i < 16; i++) c.movups(Low(i), __xmmword_ptr[rsp + (16 * (i - 6))]);
        c.add(rsp, 168);
    }

    private static AssemblerRegisterZMM Sum(int i) => new(Register.ZMM0 + i);

    private static AssemblerRegisterXMM Low(int i) => new(Register.XMM0 + i);

    internal static int Offset(string field) => (int)Marshal.OffsetOf<TileCall>(field);
}
