using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>First scan of DC coefficients (T.81 G.1.2.1).</summary>
internal readonly struct DcFirstBlocks(int lowBit) : IBlockCoder
{
    public void Restart() { }

    [MethodImpl(Hot.Loop)]
    public bool Decode(ref BitCursor bits, JpegComponent component, ref short block)
    {
        if (!SequentialBlocks.DecodeDc(ref bits, component)) return false;
        block = (short)(component.Prediction << lowBit);
        return true;
    }
}

/// <summary>One more bit of DC coefficients.</summary>
internal readonly struct DcRefinementBlocks(int lowBit) : IBlockCoder
{
    public void Restart() { }

    [MethodImpl(Hot.Loop)]
    public bool Decode(ref BitCursor bits, JpegComponent component, ref short block)
    {
        bits.LoadSymbol();
        block |= (short)(bits.Take(1) << lowBit);
        return true;
    }
}

/// <summary>First scan of a band of AC coefficients (T.81 G.1.2.2).</summary>
internal struct AcFirstBlocks(JpegScan scan) : IBlockCoder
{
    private readonly int _first = scan.First;
    private readonly int _last = scan.Last;
    private readonly int _lowBit = scan.LowBit;
    private int _emptyBlocks;

    public void Restart() => _emptyBlocks = 0;

    [MethodImpl(Hot.Loop)]
    public bool Decode(ref BitCursor bits, JpegComponent component, ref short block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return true;
        }
        var cursor = bits;
        var table = component.Ac!;
        ref var complete = ref MemoryMarshal.GetArrayDataReference(table.Complete);
        ref var zigZag = ref MemoryMarshal.GetReference(ZigZag.ToNatural);
        var index = _first;
        do
        {
            cursor.LoadSymbol();
            var entry = Unsafe.Add(ref complete, (nint)(cursor.Bits >> (64 - HuffmanTable.LookupBits)));
            if (entry != 0)
            {
                cursor.Skip((byte)entry);
                index += (byte)(entry >> 8);
                if (entry >> 16 != 0)
                    Unsafe.Add(ref block, Unsafe.Add(ref zigZag, index - 1)) = (short)((entry >> 16) << _lowBit);
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
            if (size > 0)
            {
                index += run + 1;
                Unsafe.Add(ref block, Unsafe.Add(ref zigZag, index - 1)) =
                    (short)(HuffmanTable.Extend(cursor.Bits, size) << _lowBit);
                cursor.Skip(size);
            }
            else if (run < 15)
            {
                if (run > 0) _emptyBlocks = (1 << run) - 1 + cursor.Take(run);
                break;
            }
            else index += 16;
        }
        while (index <= _last);
        bits = cursor;
        return index <= _last + 1 || index >= HuffmanTable.EndOfBlockAdvance;
    }
}

/// <summary>
/// One more bit of a band of AC coefficients (T.81 G.1.2.3): corrections of those known, and those that begin with this
/// bit.
/// </summary>
internal struct AcRefinementBlocks(JpegScan scan) : IBlockCoder
{
    private readonly int _first = scan.First;
    private readonly int _last = scan.Last;
    private readonly short _bit = (short)(1 << scan.LowBit);
    private int _emptyBlocks;

    public void Restart() => _emptyBlocks = 0;

    [MethodImpl(Hot.Loop)]
    public bool Decode(ref BitCursor bits, JpegComponent component, ref short block)
    {
        var cursor = bits;
        var table = component.Ac!;
        ref var zigZag = ref MemoryMarshal.GetReference(ZigZag.ToNatural);
        var index = _first;
        while (_emptyBlocks == 0 && index <= _last)
        {
            cursor.LoadSymbol();
            var found = table.Find(cursor.Bits);
            if (found == 0)
            {
                bits = cursor;
                return false;
            }
            cursor.Skip(found >> 8);
            var (run, size) = ((found >> 4) & 15, found & 15);
            short value = 0;
            if (size > 0) value = cursor.Take(1) != 0 ? _bit : (short)-_bit;
            else if (run < 15)
            {
                // This block is the first of those without new coefficients.
                _emptyBlocks = (1 << run) + (run > 0 ? cursor.Take(run) : 0);
                break;
            }
            for (; index <= _last; index++)
            {
                ref var coefficient = ref Unsafe.Add(ref block, Unsafe.Add(ref zigZag, index));
                if (coefficient != 0) Correct(ref cursor, ref coefficient);
                else if (run-- == 0)
                {
                    coefficient = value;
                    break;
                }
            }
            if (index > _last && value != 0)
            {
                bits = cursor;
                return false;
            }
            index++;
        }
        if (_emptyBlocks > 0)
        {
            for (; index <= _last; index++)
            {
                ref var coefficient = ref Unsafe.Add(ref block, Unsafe.Add(ref zigZag, index));
                if (coefficient != 0) Correct(ref cursor, ref coefficient);
            }
            _emptyBlocks--;
        }
        bits = cursor;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Correct(ref BitCursor cursor, ref short coefficient)
    {
        if (cursor.Count == 0) cursor.Load();
        if (cursor.Take(1) != 0 && (coefficient & _bit) == 0) coefficient += coefficient > 0 ? _bit : (short)-_bit;
    }
}
