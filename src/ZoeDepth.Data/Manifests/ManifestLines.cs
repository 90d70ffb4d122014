namespace ZoeDepth.Data.Manifests;

/// <summary>A line of a manifest.</summary>
/// <param name="Number">from 1</param>
/// <param name="Bytes">without the end of line; valid until the next line is read</param>
/// <param name="State">whether it is whole</param>
/// <param name="End">where the next line starts, bytes</param>
internal readonly record struct ManifestLine(int Number, ReadOnlyMemory<byte> Bytes, ManifestLineState State, long End);

/// <summary>Whether a line is whole.</summary>
internal enum ManifestLineState
{
    /// <summary>It ends with a line feed.</summary>
    Whole,

    /// <summary>The file ends before the line does.</summary>
    Cut,

    /// <summary>
    /// It goes on for more bytes than a line may have; <see cref="ManifestLine.Bytes"/> is its start.
    /// </summary>
    TooLong,
}

/// <summary>
/// Reads a manifest line by line. However long the file and its lines are, one line's bytes are held.
/// </summary>
internal static class ManifestLines
{
    /// <summary>The most bytes of a line; ours have some 600.</summary>
    public const int Longest = 1 << 16;

    /// <summary>The lines from where the stream stands; after one that is cut or too long there is none.</summary>
    public static IEnumerable<ManifestLine> Read(Stream stream)
    {
        var buffer = new byte[Longest + 1];
        var (start, filled, number, end) = (0, 0, 1, 0L);
        while (true)
        {
            var length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return new ManifestLine(
                    number++, buffer.AsMemory(start, length), ManifestLineState.Whole, end += length + 1);
                start += length + 1;
                continue;
            }
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (start, filled) = (0, filled - start);
            var read = filled == buffer.Length ? 0 : stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0) break;
            filled += read;
        }
        if (filled == 0) yield break;
        var state = filled > Longest ? ManifestLineState.TooLong : ManifestLineState.Cut;
        yield return new ManifestLine(number, buffer.AsMemory(0, filled), state, end + filled);
    }
}
