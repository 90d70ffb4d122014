namespace ZoeDepth.Imaging;

/// <summary>Writes a scan's symbols as bits, zero bytes stuffed behind 0xFF.</summary>
internal struct EntropyWriter(Stream stream, HuffmanCodes[] dc, HuffmanCodes[] ac) : ISymbolSink
{
    private readonly byte[] _buffer = new byte[1 << 14];
    private int _filled;
    private ulong _bits;
    private int _count;

    public void Dc(int slot, int size, int bits) => Write(dc[slot], size, size, bits);

    public void Ac(int slot, int symbol, int size, int bits) => Write(ac[slot], symbol, size, bits);

    /// <summary>Fills the last byte with ones and writes what is left.</summary>
    public void Finish()
    {
        var missing = -_count & 7;
        Append(missing, (1 << missing) - 1);
        WriteBytes();
        stream.Write(_buffer, 0, _filled);
        _filled = 0;
    }

    private void Write(HuffmanCodes table, int symbol, int size, int bits)
    {
        // At most 16 + 11 bits come to at most 31 that wait.
        Append(table.Lengths[symbol], table.Codes[symbol]);
        Append(size, bits);
        if (_count >= 32) WriteBytes();
    }

    private void Append(int count, int bits)
    {
        _bits = (_bits << count) | (uint)bits;
        _count += count;
    }

    private void WriteBytes()
    {
        for (; _count >= 8; _count -= 8)
        {
            var value = (byte)(_bits >> (_count - 8));
            _buffer[_filled++] = value;
            if (value == 0xFF) _buffer[_filled++] = 0;
        }
        if (_filled <= _buffer.Length - 16) return;
        stream.Write(_buffer, 0, _filled);
        _filled = 0;
    }
}
