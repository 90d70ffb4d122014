using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// The checksum of PNG chunks (ISO 3309, polynomial 0xEDB88320 reflected), eight bytes a step: table k holds the effect
/// of a byte that k more zero bytes follow, so eight look-ups have no chain between them.
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Tables = MakeTables();

    /// <summary>The checksum of a chunk: its type and its data.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes) => Update(0, bytes);

    /// <summary>Goes on from the checksum of what came before; begin with 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Update(uint checksum, ReadOnlySpan<byte> bytes)
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
