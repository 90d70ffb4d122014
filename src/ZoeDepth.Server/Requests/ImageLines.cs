namespace ZoeDepth.Server;

/// <summary>
/// Lines of a body, one after another. A line that is longer than allowed, or finds no room, is read over; the memory
/// of a long one is given up when the next is asked for.
/// </summary>
/// <param name="body">where they come from</param>
/// <param name="longest">most bytes of one</param>
/// <param name="refusal">told of bytes that are kept; says why there is no room for them, or null</param>
internal sealed class ImageLines(Stream body, long longest, Func<int, RequestProblem?> refusal)
{
    private const int Piece = 64 << 10;

    private readonly long _longest = Math.Min(longest, Array.MaxLength - (2 * Piece));
    private byte[] _bytes = new byte[Piece];
    private int _from, _to;

    /// <summary>The next line that is not empty: its bytes, which stay until the one after is asked for, or nothing
    /// where it is too long or found no room; null at the end.</summary>
    public async Task<Line?> NextAsync(CancellationToken cancellation)
    {
        var (isTooLong, searched) = (false, 0);
        RequestProblem? problem = null;
        MakeRoom();
        while (true)
        {
            var end = _bytes.AsSpan(_from + searched, _to - _from - searched).IndexOf((byte)'\n');
            searched = end < 0 ? _to - _from : searched + end;
            isTooLong |= searched > _longest;
            if (end >= 0)
            {
                var line = _bytes.AsMemory(_from, searched);
                _from += searched + 1;
                if (isTooLong || problem is not null) return new Line(null, problem);
                if (!IsEmpty(line.Span)) return new Line(line);
                searched = 0;
                continue;
            }
            var isReadOver = isTooLong || problem is not null;
            if (isReadOver) (_from, _to, searched) = (0, 0, 0);
            MakeRoom();
            var count = await body.ReadAsync(_bytes.AsMemory(_to, Math.Min(Piece, _bytes.Length - _to)), cancellation);
            _to += count;
            if (count > 0)
            {
                if (!isReadOver) problem = refusal(count);
                continue;
            }
            var rest = _bytes.AsMemory(_from, _to - _from);
            (_from, _to) = (0, 0);
            return isReadOver ? new Line(null, problem) : IsEmpty(rest.Span) ? null : new Line(rest);
        }
    }

    private static bool IsEmpty(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    /// <summary>Moves what has not been read to the front, in as much memory as it needs and a piece more.</summary>
    private void MakeRoom()
    {
        var left = _to - _from;
        if (_bytes.Length - _to < Piece || (_bytes.Length > 4 * Piece && left < Piece))
        {
            var bytes = left < Piece && _bytes.Length == 2 * Piece ? _bytes
                : new byte[Math.Max(2 * Piece, Math.Min(2L * left, _longest + (2 * Piece)))];
            _bytes.AsSpan(_from, left).CopyTo(bytes);
            (_bytes, _from, _to) = (bytes, 0, left);
        }
    }

    /// <summary>A line.</summary>
    /// <param name="Bytes">nothing where it is too long or found no room</param>
    /// <param name="Problem">why it found none</param>
    internal sealed record Line(ReadOnlyMemory<byte>? Bytes, RequestProblem? Problem = null);
}
