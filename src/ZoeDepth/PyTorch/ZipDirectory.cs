using System.Buffers.Binary;
using System.Text;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>
/// The directory of a zip archive (PKWARE's APPNOTE 6.3). .NET's own reader does not say where an entry's bytes begin,
/// which mapping them needs, and is lenient where a checkpoint must not be: here the directory must agree with itself
/// and with the file, and no byte belongs to two entries.
/// </summary>
internal static class ZipDirectory
{
    private const uint LocalHeader = 0x04034B50, DirectoryHeader = 0x02014B50, End = 0x06054B50,
        End64 = 0x06064B50, End64Locator = 0x07064B50;

    private const int EndLength = 22, End64Length = 56, LocatorLength = 20, HeaderLength = 46, LocalLength = 30;

    /// <summary>A directory of more bytes than this is none of a checkpoint: 600 tensors take 60 kB.</summary>
    private const long LongestDirectory = 16 << 20;

    /// <summary>No stream of deflate grows by more (its longest match takes two bits).</summary>
    private const long MostExpansion = 1032;

    /// <summary>Weights hardly shrink; what grows by more than this is a bomb, or not worth its memory.</summary>
    private const long LargestExpansion = 256, AlwaysExpanded = 8 << 20;

    /// <summary>All entries in the order of the directory.</summary>
    /// <exception cref="CheckpointException">it is no sound archive</exception>
    public static IReadOnlyList<ZipEntry> Read(MappedFile file)
    {
        var (offset, length, count) = Find(file);
        if (offset < 0 || length < 0 || offset > file.Length - length)
            throw Fault(file, CheckpointFault.Truncated,
                $"its directory should lie at bytes {offset} to {Sum(offset, length)}, but the file has {file.Length}");
        if (length > LongestDirectory)
            throw Fault(file, CheckpointFault.Limit, $"its directory has {length} bytes, {LongestDirectory} are read");
        var directory = file.ReadExactly(offset, length);
        var entries = new List<ZipEntry>();
        for (var at = 0; at < directory.Length;) entries.Add(EntryAt(file, directory, ref at));
        if (entries.Count != count)
            throw Fault(file, CheckpointFault.BadContainer,
                $"its directory says {count} entries and lists {entries.Count}");
        RequireApart(file, entries, offset);
        return entries;
    }

    private static (long Offset, long Length, long Count) Find(MappedFile file)
    {
        // The end record is the last thing but a comment of at most 65,535 bytes.
        var tail = file.ReadExactly(Math.Max(0, file.Length - EndLength - ushort.MaxValue),
            Math.Min(file.Length, EndLength + ushort.MaxValue));
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (U32(end) != End || U16(end[20..]) != end.Length - EndLength) continue;
            if (U16(end[4..]) is not (0 or ushort.MaxValue))
                throw Fault(file, CheckpointFault.Unsupported, "it is one of several parts of an archive; join them");
            var place = file.Length - tail.Length + at;
            var plain = (U32(end[16..]), U32(end[12..]), U16(end[10..]));
            return plain is (uint.MaxValue, _, _) or (_, uint.MaxValue, _) or (_, _, ushort.MaxValue)
                || HasLocator(file, place) ? Find64(file, place) : plain;
        }
        throw Fault(file, CheckpointFault.Truncated,
            "the directory at its end is missing, as in a download that was cut off");
    }

    private static bool HasLocator(MappedFile file, long end) =>
        end >= LocatorLength && U32(file.ReadExactly(end - LocatorLength, 4)) == End64Locator;

    private static (long Offset, long Length, long Count) Find64(MappedFile file, long end)
    {
        if (!HasLocator(file, end))
            throw Fault(file, CheckpointFault.BadContainer, "its directory should be a zip64 one, which is not there");
        var at = I64(file.ReadExactly(end - LocatorLength + 8, 8));
        if (at < 0 || at > end - LocatorLength - End64Length)
            throw Fault(file, CheckpointFault.Truncated,
                $"its zip64 directory should be described at byte {at} of {file.Length}");
        var record = file.ReadExactly(at, End64Length).AsSpan();
        if (U32(record) != End64)
            throw Fault(file, CheckpointFault.BadContainer, "its zip64 directory is not where the file says");
        return (I64(record[48..]), I64(record[40..]), I64(record[32..]));
    }

    private static ZipEntry EntryAt(MappedFile file, byte[] directory, ref int at)
    {
        var header = directory.AsSpan(at);
        if (header.Length < HeaderLength || U32(header) != DirectoryHeader)
            throw Fault(file, CheckpointFault.BadContainer, $"byte {at} of its directory begins no entry");
        int nameLength = U16(header[28..]), extraLength = U16(header[30..]), commentLength = U16(header[32..]);
        if (header.Length < HeaderLength + nameLength + extraLength + commentLength)
            throw Fault(file, CheckpointFault.BadContainer, $"the entry at byte {at} of its directory is cut off");
        var name = Encoding.UTF8.GetString(header.Slice(HeaderLength, nameLength));
        var sizes = new ZipSizes(U32(header[24..]), U32(header[20..]), U32(header[42..]));
        sizes.Widen(header.Slice(HeaderLength + nameLength, extraLength));
        var (flags, method) = (U16(header[8..]), U16(header[10..]));
        var entry = new ZipEntry(name, method == 8, U32(header[16..]), sizes.Stored, sizes.Length,
            StartOf(file, name, sizes.Offset));
        at += HeaderLength + nameLength + extraLength + commentLength;
        Check(file, entry, flags, method);
        return entry;
    }

    /// <summary>
    /// Where the bytes begin: behind a second header, whose name and extra field have lengths of their own.
    /// </summary>
    private static long StartOf(MappedFile file, string name, long offset)
    {
        if (offset < 0 || offset > file.Length - LocalLength)
            throw Fault(file, CheckpointFault.Truncated,
                $"{UntrustedText.Quoted(name)} should begin at byte {offset} of {file.Length}");
        var header = file.ReadExactly(offset, LocalLength).AsSpan();
        if (U32(header) != LocalHeader)
            throw Fault(file, CheckpointFault.BadContainer,
                $"{UntrustedText.Quoted(name)} does not begin at byte {offset}, where the directory has it");
        return offset + LocalLength + U16(header[26..]) + U16(header[28..]);
    }

    private static void Check(MappedFile file, ZipEntry entry, int flags, int method)
    {
        var shown = UntrustedText.Quoted(entry.Name);
        if ((flags & 1) != 0)
            throw Fault(file, CheckpointFault.Unsupported, $"{shown} is encrypted; decrypt the archive first");
        if (method is not (0 or 8))
            throw Fault(file, CheckpointFault.Unsupported,
                $"{shown} is compressed by method {method}; PyTorch stores, and other tools may deflate");
        if (entry.StoredLength < 0 || entry.StoredLength > file.Length - entry.Start)
            throw Fault(file, CheckpointFault.Truncated,
                $"{shown} takes {entry.StoredLength} bytes from byte {entry.Start}, but the file has {file.Length}");
        if (entry.Length < 0 || (method == 0 && entry.Length != entry.StoredLength))
            throw Fault(file, CheckpointFault.BadContainer,
                $"{shown} has {entry.Length} bytes and takes {entry.StoredLength} without being compressed");
        if (method == 0) return;
        if (entry.Length / MostExpansion > entry.StoredLength)
            throw Fault(file, CheckpointFault.BadContainer,
                $"{shown} says that {entry.StoredLength} bytes expand to {entry.Length}, which deflate cannot do");
        if (entry.Length > AlwaysExpanded && entry.Length / LargestExpansion > entry.StoredLength)
            throw Fault(file, CheckpointFault.Limit,
                $"{shown} expands from {entry.StoredLength} to {entry.Length} bytes, and {LargestExpansion} times " +
                "are allowed; store the archive without compression");
    }

    private static void RequireApart(MappedFile file, List<ZipEntry> entries, long directory)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.StoredLength))
        {
            if (entry.Start < end || entry.Start + entry.StoredLength > directory)
                throw Fault(file, CheckpointFault.BadContainer,
                    $"{UntrustedText.Quoted(entry.Name)} shares bytes with another entry or with the directory");
            end = entry.Start + entry.StoredLength;
        }
    }

    private static long Sum(long a, long b) => long.CreateSaturating((Int128)a + b);

    private static CheckpointException Fault(MappedFile file, CheckpointFault fault, string problem) =>
        new(fault, file.Path, $"the zip archive cannot be used: {problem}; download or save the file again");

    private static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long I64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
