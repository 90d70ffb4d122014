using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoeDepth.Runtime.Checksums;

/// <summary>
/// The checksum of PNG chunks and zip entries (ISO 3309, polynomial 0xEDB88320 reflected). Where the processor
/// multiplies without carries, 64 bytes are folded a step, as Gopal et al. describe it ("Fast CRC Computation for
/// Generic Polynomials Using PCLMULQDQ Instruction", 2009); else eight bytes a step by tables.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private const int Block = 16;

    // What multiplies the halves of a block that is moved on by 64 and by 16 bytes: x^(512 ± 32) and x^(128 ± 32)
    // modulo the polynomial, reflected.
    private static readonly Vector128<ulong> By64 = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL),
        By16 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);

    private static readonly uint[] Tables = MakeTables();

    /// <summary>The checksum of all bytes at once.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Update(0, bytes);

    /// <summary>Goes on from the checksum of what came before; begin with 0.</summary>
    public static uint Update(uint checksum, ReadOnlySpan<byte> bytes) =>
        Pclmulqdq.IsSupported && bytes.Length >= 4 * Block ? ByFolding(checksum, bytes) : ByTables(checksum, bytes);

    /// <summary>
    /// Keeps four blocks that have the remainder of all bytes so far; at the end they are one block, which the tables
    /// take like any other.
    /// </summary>
    internal static uint ByFolding(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var a = BlockAt(bytes, 0) ^ Vector128.CreateScalar(~checksum).AsUInt64();
        var (b, c, d) = (BlockAt(bytes, 1), BlockAt(bytes, 2), BlockAt(bytes, 3));
        bytes = bytes[(4 * Block)..];
        for (; bytes.Length >= 4 * Block; bytes = bytes[(4 * Block)..])
        {
            a = Moved(a, By64) ^ BlockAt(bytes, 0);
            b = Moved(b, By64) ^ BlockAt(bytes, 1);
            c = Moved(c, By64) ^ BlockAt(bytes, 2);
            d = Moved(d, By64) ^ BlockAt(bytes, 3);
        }
        var sum = Moved(Moved(Moved(a, By16) ^ b, By16) ^ c, By16) ^ d;
        for (; bytes.Length >= Block; bytes = bytes[Block..]) sum = Moved(sum, By16) ^ BlockAt(bytes, 0);
        Span<byte> last = stackalloc byte[Block];
        MemoryMarshal.Write(last, in sum);
        return ByTables(ByTables(uint.MaxValue, last), bytes);
    }

    /// <summary>The same eight bytes a step.</summary>
    /// <remarks>
    /// Table k holds the effect of a byte that k more zero bytes follow, so eight look-ups have no chain between them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint ByTables(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        var c = ~checksum;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ c;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            c = tables[(7 * 256) + (int)(low & 255)] ^ tables[(6 * 256) + (int)((low >> 8) & 255)]
                ^ tables[(5 * 256) + (int)((low >> 16) & 255)] ^ tables[(4 * 256) + (int)(low >> 24)]
                ^ tables[(3 * 256) + (int)(high & 255)] ^ tables[(2 * 256) + (int)((high >> 8) & 255)]
                ^ tables[256 + (int)((high >> 16) & 255)] ^ tables[(int)(high >> 24)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes) c = tables[(int)((c ^ b) & 255)] ^ (c >> 8);
        return ~c;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> BlockAt(ReadOnlySpan<byte> bytes, int block) =>
        MemoryMarshal.Read<Vector128<ulong>>(bytes[(block * Block)..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Moved(Vector128<ulong> block, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(block, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(block, by, 0x11);

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var n = 0u; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? (c >> 1) ^ Polynomial : c >> 1;
            tables[n] = c;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = tables[tables[i - 256] & 255] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
