using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoeDepth.Imaging;

/// <summary>
/// The entropy-coded bits of one scan. Bytes are copied from the file into a small window, stuffed zeros dropped and
/// zero bits appended where the data ends. As long as <see cref="Ready"/> is asked before each block, the block's loop
/// need look neither for 0xFF nor for the end.
/// </summary>
internal ref struct EntropyReader : IDisposable
{
    /// <summary>
    /// More bytes than a block can take: 64 codes of 16 bits with values of up to 15 bits are 248 bytes, and the cursor
    /// loads at most 8 ahead.
    /// </summary>
    private const int LongestBlock = 264;

    private const int WindowLength = 1 << 15;

    private readonly ReadOnlySpan<byte> _file;
    private readonly byte[] _window;
    private int _next;
    private int _filled;
    private bool _ended;

    /// <summary>Begins at a position of the file.</summary>
    public EntropyReader(ReadOnlySpan<byte> file, int position)
    {
        _file = file;
        _window = ArrayPool<byte>.Shared.Rent(WindowLength + (2 * LongestBlock));
        Begin(position);
    }

    /// <summary>The bits at hand; block decoders work on a copy and put it back.</summary>
    public BitCursor Cursor;

    /// <summary>
    /// Where the file goes on: the next marker once the scan is over (see <see cref="SkipToMarker"/>).
    /// </summary>
    public readonly int Position => _next;

    /// <summary>Whether bits were taken that the data did not hold.</summary>
    public readonly bool Overrun => Beyond(0);

    /// <summary>Whether a code of the longest kind would need bits that the data does not hold.</summary>
    public readonly bool EndsWithinCode => Beyond(16);

    /// <summary>Whether the file itself ends here, without a marker.</summary>
    public readonly bool AtEndOfFile => _ended && _next + 1 >= _file.Length;

    /// <summary>The marker that follows; meaningful once the data ended and not <see cref="AtEndOfFile"/>.</summary>
    public readonly byte Marker => _file[_next + 1];

    /// <summary>Starts a new run of data behind a marker.</summary>
    public void Begin(int position)
    {
        _next = position;
        _filled = 0;
        _ended = false;
        Cursor = new BitCursor(ref MemoryMarshal.GetArrayDataReference(_window));
        Fill();
    }

    /// <summary>Sees to it that the window holds all bytes the next block can take, or their end.</summary>
    /// <returns>false when the blocks before took more than there was</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Ready() => Cursor.Position <= _filled - LongestBlock || Refill();

    /// <summary>Leaves data that is not needed and finds the next marker.</summary>
    public void SkipToMarker()
    {
        while (!_ended)
        {
            Cursor.Position = _filled;
            Refill();
        }
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_window);

    private readonly bool Beyond(int bits) => _ended && (Cursor.Position * 8) - Cursor.Count + bits > _filled * 8;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refill()
    {
        if (_ended) return !Overrun;
        _window.AsSpan(Cursor.Position, _filled - Cursor.Position).CopyTo(_window);
        _filled -= Cursor.Position;
        Cursor.Position = 0;
        Fill();
        return !Overrun;
    }

    private void Fill()
    {
        while (!_ended && _filled < WindowLength)
        {
            var rest = _file[_next..];
            rest = rest[..Math.Min(rest.Length, WindowLength - _filled)];
            var plain = rest.IndexOf((byte)0xFF);
            if (plain < 0) plain = rest.Length;
            rest[..plain].CopyTo(_window.AsSpan(_filled));
            _next += plain;
            _filled += plain;
            if (plain == rest.Length) _ended = _next == _file.Length;
            else if (_next + 1 == _file.Length) _ended = true;
            else if (_file[_next + 1] == 0xFF) _next++;
            else if (_file[_next + 1] != 0) _ended = true;
            else
            {
                _window[_filled++] = 0xFF;
                _next += 2;
            }
        }
        _window.AsSpan(_filled, 2 * LongestBlock).Clear();
    }
}

/// <summary>Up to 63 bits in a register, and where the next ones lie.</summary>
internal ref struct BitCursor(ref byte window)
{
    private readonly ref byte _window = ref window;

    /// <summary>
    /// The next bits, the first one highest. Bits below <see cref="Count"/> are already those that follow, or 0.
    /// </summary>
    public ulong Bits;

    /// <summary>How many of <see cref="Bits"/> may be taken.</summary>
    public int Count;

    /// <summary>Index in the window of the next byte to load.</summary>
    public int Position;

    /// <summary>Makes at least 56 bits available.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load()
    {
        // Bytes that fit only in part are loaded too and loaded again next time: the same bits meet the same bits, and
        // no branch is needed.
        var next = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _window, Position));
        Bits |= (BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(next) : next) >> Count;
        Position += (63 - Count) >> 3;
        Count |= 56;
    }

    /// <summary>Makes at least 32 bits available: a code of 16 and a value of up to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void LoadSymbol()
    {
        if (Count < 32) Load();
    }

    /// <summary>Leaves some bits behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        Bits <<= count;
        Count -= count;
    }

    /// <summary>The next bits as a number; at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int count)
    {
        var value = (int)(Bits >> (64 - count));
        Skip(count);
        return value;
    }
}
