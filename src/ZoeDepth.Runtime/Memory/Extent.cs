namespace ZoeDepth.Runtime.Memory;

/// <summary>One stretch of memory of an <see cref="Arena"/>: what of it is free, and what is handed out.</summary>
/// <param name="length">floats</param>
internal sealed class Extent(long length) : IDisposable
{
    // Floats, four cache lines: fewer and wider places.
    private const long Grain = 64;

    private readonly NativeBuffer _whole = new(length);

    // From the lowest, no two of them neighbours.
    private readonly List<(long Start, long End)> _free = [(0, length)];
    private readonly Dictionary<NativeBuffer, long> _starts = [];

    /// <summary>Floats.</summary>
    public long Length => _whole.Length;

    /// <summary>Floats from the first to the last that was ever handed out.</summary>
    public long Reached { get; private set; }

    /// <summary>Whether a block is handed out.</summary>
    public bool IsInUse => _starts.Count > 0;

    /// <summary>What a request takes.</summary>
    public static long RoundUp(long length) => Math.Max(Grain, (length + Grain - 1) / Grain * Grain);

    /// <summary>The narrowest free place for so many floats, if it is narrower than the best so far.</summary>
    /// <param name="size">floats</param>
    /// <param name="least">floats of the best so far</param>
    public int? Narrowest(long size, ref long least)
    {
        int? found = null;
        for (var i = 0; i < _free.Count; i++)
        {
            var room = _free[i].End - _free[i].Start;
            if (room < size || room >= least) continue;
            (found, least) = (i, room);
        }
        return found;
    }

    /// <summary>Hands out the beginning of a free place.</summary>
    public NativeBuffer Take(int place, long size)
    {
        var (start, end) = _free[place];
        var block = _whole.Part(start, size);
        _starts.Add(block, start);
        if (start + size == end) _free.RemoveAt(place);
        else _free[place] = (start + size, end);
        Reached = Math.Max(Reached, start + size);
        return block;
    }

    /// <summary>Whether the block is of this extent and handed out.</summary>
    public bool Owns(NativeBuffer block) => _starts.ContainsKey(block);

    /// <summary>Takes a block back; it joins the free places beside it.</summary>
    public void Give(NativeBuffer block)
    {
        _starts.Remove(block, out var start);
        var end = start + block.Length;
        var after = _free.FindIndex(place => place.Start > start);
        if (after < 0) after = _free.Count;
        if (after < _free.Count && _free[after].Start == end)
        {
            end = _free[after].End;
            _free.RemoveAt(after);
        }
        if (after > 0 && _free[after - 1].End == start) _free[after - 1] = (_free[after - 1].Start, end);
        else _free.Insert(after, (start, end));
    }

    /// <summary>Gives the memory back to the system.</summary>
    public void Dispose() => _whole.Dispose();
}
