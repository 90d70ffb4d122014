using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <summary>
/// Whether types, shapes and places fit together: the tensors must fill the file without holes and without overlap.
/// </summary>
internal static class SafeTensorsLayout
{
    /// <summary>An entry whose bytes are as many as its shape and type need.</summary>
    public static TensorEntry Entry(string name, TensorDataType type, List<ulong> shape, ulong begin, ulong end,
        string file)
    {
        var shown = UntrustedText.Quoted(name);
        if (end < begin) throw Bad(file, $"{shown} ends at byte {end} and begins at {begin}");
        ulong bytes;
        try
        {
            bytes = shape.Aggregate(1UL, (product, extent) => checked(product * extent));
            bytes = checked(bytes * (ulong)type.Size());
        }
        catch (OverflowException)
        {
            throw Bad(file,
                $"the shape of {shown}, [{string.Join(", ", shape.Take(8))}], has more elements than 64 bits count");
        }
        if (bytes != end - begin || shape.Any(extent => extent > long.MaxValue))
            throw Bad(file,
                $"{shown} of type {type} and shape [{string.Join(", ", shape.Take(8))}] needs {bytes} bytes, but " +
                $"has {end - begin}");
        return end <= long.MaxValue
            ? new TensorEntry(name, type, [.. shape.Select(extent => (long)extent)], (long)begin, (long)bytes)
            : throw Bad(file, $"{shown} ends at byte {end}");
    }

    /// <summary>The entries in the order of their bytes, which fill exactly <paramref name="available"/>.</summary>
    public static IReadOnlyList<TensorEntry> Order(IEnumerable<TensorEntry> entries, long available, string file)
    {
        TensorEntry[] ordered = [.. entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.Length)];
        var end = 0L;
        foreach (var entry in ordered)
        {
            if (entry.Begin != end)
                throw Bad(file,
                    $"{UntrustedText.Quoted(entry.Name)} begins at byte {entry.Begin}, but the tensor before it " +
                    $"ends at {end}");
            end += entry.Length;
        }
        if (end > available)
            throw new CheckpointException(CheckpointFault.Truncated, file,
                $"the file ends early: its tensors take {end} bytes, but only {available} are there; download or " +
                "save it again");
        return end == available ? ordered : throw Bad(file, $"{available - end} bytes follow the last tensor");
    }

    private static CheckpointException Bad(string file, string problem) =>
        new(CheckpointFault.BadLayout, file,
            $"the tensors do not fit the file: {problem}; download or save the file again");
}
