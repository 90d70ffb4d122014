using Iced.Intel;
using ZoeDepth.Kernels.Gemm;
using static Iced.Intel.AssemblerRegisters;

namespace ZoeDepth.Kernels.Assembled;

/// <summary>
/// The tile of words of four bytes by AMX (Intel Xeon since Sapphire Rapids): <c>tdpbusd</c> adds the products of up to
/// 16 rows of 64 bytes and 16 columns to 256 sums in one instruction. Panels and rows lie as they lie for
/// <c>vpdpbusd</c>, and sums of integers are exact: the same bits.
/// </summary>
/// <remarks>
/// <para>
/// For System V's calling convention (Linux). rax is a, rdx b, r8 c, r9 the bytes between rows of c, r10 words, r11
/// whether c is added to; then rcx counts sixteens, rsi and rdi hold the bytes between rows of a and of a panel.
/// </para>
/// <para>
/// The configuration belongs to a thread, and a call may come on any: each loads its own and gives the registers back,
/// so that the system has nothing to save between calls. Twelve rows of the sixteen are used, since blocks are made of
/// tiles of twelve.
/// </para>
/// </remarks>
/// <param name="configurations"><see cref="AmxTileConfiguration.All"/></param>
internal sealed class AmxTileCode(nint configurations)
{
    private const int RowBytes = GemmTile.RowStride * sizeof(float), PanelBytes = GemmTile.NR * sizeof(float);

    /// <summary>Adds the tile of a height to a program; it takes a <see cref="TileCall"/>.</summary>
    public void Write(Assembler c, int height)
    {
        c.mov(rax, __[rdi + TileCode.Offset(nameof(TileCall.A))]);
        c.mov(rdx, __[rdi + TileCode.Offset(nameof(TileCall.B))]);
        c.mov(r8, __[rdi + TileCode.Offset(nameof(TileCall.C))]);
        c.mov(r9, __[rdi + TileCode.Offset(nameof(TileCall.CStride))]);
        c.mov(r10, __[rdi + TileCode.Offset(nameof(TileCall.Words))]);
        c.mov(r11, __[rdi + TileCode.Offset(nameof(TileCall.Accumulate))]);
        c.mov(rsi, configurations + ((height - 1) * AmxTileConfiguration.OfHeight));
        c.mov(rcx, r10);
        c.and(rcx, AmxTileConfiguration.Words - 1);
        c.imul(rcx, rcx, AmxTileConfiguration.Size);
        c.ldtilecfg(__[rsi + rcx]);

        Label clear = c.CreateLabel(), begin = c.CreateLabel(), several = c.CreateLabel();
        Label rest = c.CreateLabel(), done = c.CreateLabel();
        c.test(r11, r11);
        c.jz(clear);
        c.tileloadd(tmm0, __[r8 + r9]);
        c.tileloadd(tmm1, __[r8 + r9 + 64]);
        c.jmp(begin);
        c.Label(ref clear);
        c.tilezero(tmm0);
        c.tilezero(tmm1);
        c.Label(ref begin);
        c.mov(rsi, (long)RowBytes);
        c.mov(rdi, (long)PanelBytes);
        c.mov(rcx, r10);
        c.shr(rcx, 4);
        c.jz(rest);
        c.Label(ref several);
        c.tileloadd(tmm2, __[rax + rsi]);
        c.tileloadd(tmm3, __[rdx + rdi]);
        c.tileloadd(tmm4, __[rdx + rdi + 64]);
        c.tdpbusd(tmm0, tmm2, tmm3);
        c.tdpbusd(tmm1, tmm2, tmm4);
        c.add(rax, AmxTileConfiguration.Words * sizeof(float));
        c.add(rdx, AmxTileConfiguration.Words * PanelBytes);
        c.dec(rcx);
        c.jnz(several);
        c.Label(ref rest);
        c.and(r10, AmxTileConfiguration.Words - 1);
        c.jz(done);
        c.tileloadd(tmm5, __[rax + rsi]);
        c.tileloadd(tmm6, __[rdx + rdi]);
        c.tileloadd(tmm7, __[rdx + rdi + 64]);
        c.tdpbusd(tmm0, tmm5, tmm6);
        c.tdpbusd(tmm1, tmm5, tmm7);
        c.Label(ref done);
        c.tilestored(__[r8 + r9], tmm0);
        c.tilestored(__[r8 + r9 + 64], tmm1);
        c.tilerelease();
        c.ret();
    }
}
