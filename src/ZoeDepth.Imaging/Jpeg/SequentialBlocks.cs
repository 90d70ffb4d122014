using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>Decodes one block's share of a scan.</summary>
internal interface IBlockCoder
{
    /// <summary>Forgets what it knew of the blocks before: a scan or a restart interval begins.</summary>
    void Restart();

    /// <summary>
    /// Reads a block. <paramref name="block"/> is the first of its 64 coefficients, zero or as earlier scans left them.
    /// </summary>
    /// <returns>
    /// false when the bits are no code (<paramref name="bits"/> then stand before it) or lead beyond the block
    /// </returns>
    bool Decode(ref BitCursor bits, JpegComponent component, ref short block);
}

/// <summary>Blocks of baseline and extended sequential pictures (T.81 F.2.2).</summary>
internal struct SequentialBlocks : IBlockCoder
{
    public readonly void Restart() { }

    [MethodImpl(Hot.Loop)]
    public readonly bool Decode(ref BitCursor bits, JpegComponent component, ref short block)
    {
        var cursor = bits;
        if (!DecodeDc(ref cursor, component)) return false;
        block = (short)component.Prediction;

        var table = component.Ac!;
        ref var complete = ref MemoryMarshal.GetArrayDataReference(table.Complete);
        ref var zigZag = ref MemoryMarshal.GetReference(ZigZag.ToNatural);
        var index = 1;
        do
        {
            cursor.LoadSymbol();
            var entry = Unsafe.Add(ref complete, (nint)(cursor.Bits >> (64 - HuffmanTable.LookupBits)));
            if (entry != 0)
            {
                // End of block and runs of sixteen write a zero where a zero is.
                cursor.Skip((byte)entry);
                index += (byte)(entry >> 8);
                Unsafe.Add(ref block, Unsafe.Add(ref zigZag, index - 1)) = (short)(entry >> 16);
                continue;
            }
            var found = table.Find(cursor.Bits);
            if (found == 0)
            {
                bits = cursor;
                return false;
            }
            cursor.Skip(found >> 8);
            var (run, size) = ((found >> 4) & 15, found & 15);
            if (size == 0)
            {
                if (run != 15) break;
                index += 16;
                continue;
            }
            index += run + 1;
            Unsafe.Add(ref block, Unsafe.Add(ref zigZag, index - 1)) = (short)HuffmanTable.Extend(cursor.Bits, size);
            cursor.Skip(size);
        }
        while (index < 64);
        bits = cursor;
        return index is <= 64 or > HuffmanTable.EndOfBlockAdvance;
    }

    /// <summary>Reads the difference of a DC value from its prediction and keeps the new one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool DecodeDc(ref BitCursor cursor, JpegComponent component)
    {
        var table = component.Dc!;
        cursor.LoadSymbol();
        var entry = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table.Complete),
            (nint)(cursor.Bits >> (64 - HuffmanTable.LookupBits)));
        if (entry != 0)
        {
            cursor.Skip((byte)entry);
            component.Prediction += entry >> 16;
            return true;
        }
        var found = table.Find(cursor.Bits);
        if (found == 0) return false;
        cursor.Skip(found >> 8);
        var size = found & 15;
        if (size == 0) return true;
        component.Prediction += HuffmanTable.Extend(cursor.Bits, size);
        cursor.Skip(size);
        return true;
    }
}
