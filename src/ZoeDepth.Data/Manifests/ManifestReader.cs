using nietras.SeparatedValues;

namespace ZoeDepth.Data.Manifests;

/// <summary>Reads the lines of a manifest of either form; a line's memory is bounded, whatever the file.</summary>
/// <param name="path">
/// the manifest; <c>.csv</c> and <c>.tsv</c> are tables with a row of names first, everything else JSON lines
/// </param>
/// <param name="options">what is taken</param>
internal sealed class ManifestReader(string path, ManifestOptions options)
{
    private readonly List<BadManifestLine> _bad = [];

    /// <summary>Lines that were left out.</summary>
    public IReadOnlyList<BadManifestLine> Bad => _bad;

    /// <summary>
    /// The lines in order. While the manifest is being written, these are the ones that are finished: a last line
    /// without its end is left out then, and taken as it is otherwise.
    /// </summary>
    /// <exception cref="DatasetException">
    /// a line cannot be understood, and lines are not skipped; or the table has no row of names
    /// </exception>
    /// <exception cref="IOException">the file cannot be read</exception>
    public IEnumerable<ManifestRecord> Records()
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var (line, texts) in IsTable ? Table(stream) : JsonLines(stream))
        {
            ManifestRecord record;
            try
            {
                record = new ManifestFields(texts()).ToRecord(line, options);
            }
            catch (FormatException error)
            {
                if (!options.SkipBadLines) throw new DatasetException(path, line, error.Message, error);
                _bad.Add(new(line, error.Message));
                continue;
            }
            yield return record;
        }
    }

    private bool IsTable => Path.GetExtension(path).ToLowerInvariant() is ".csv" or ".tsv";

    private IEnumerable<(int Line, Func<Dictionary<string, string>> Texts)> JsonLines(FileStream stream)
    {
        // Asked before and after, because a writer may begin or end while its manifest is read.
        var wasTaken = ManifestLock.IsTaken(path);
        foreach (var line in ManifestLines.Read(stream))
        {
            if (line.State == ManifestLineState.Cut && (wasTaken || ManifestLock.IsTaken(path))) yield break;
            // What follows such a line is unknown, so it cannot be skipped.
            if (line.State == ManifestLineState.TooLong)
                throw new DatasetException(
                    path, line.Number, $"a line has at most {ManifestLines.Longest} bytes, and this one goes on");
            var bytes = WithoutMark(line);
            if (!bytes.Span.ContainsAnyExcept(" \t\r"u8)) continue;
            yield return (line.Number, () => ManifestText.OfJson(bytes));
        }
    }

    // Some editors put a byte order mark before the first line.
    private static ReadOnlyMemory<byte> WithoutMark(ManifestLine line) =>
        line.Number == 1 && line.Bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? line.Bytes[3..] : line.Bytes;

    private IEnumerable<(int Line, Func<Dictionary<string, string>> Texts)> Table(FileStream stream)
    {
        using var reader = OpenTable(stream);
        var names = reader.Header.ColNames.Select(name => name.Trim()).ToArray();
        if (!names.Contains("image") || !names.Contains("depth"))
        {
            var came = string.Join(", ", names.Take(12));
            throw new DatasetException(
                path, 1, $"expected a row of names, among them \"image\" and \"depth\", but {came} came");
        }
        for (var next = 2; Advance(reader, next);)
        {
            var row = reader.Current;
            (var line, next) = (row.LineNumberFrom, row.LineNumberToExcl);
            if (row.Span.Length > ManifestLines.Longest)
            {
                throw new DatasetException(
                    path, line, $"a row has at most {ManifestLines.Longest} letters, but {row.Span.Length} came");
            }
            var cells = new string[row.ColCount];
            for (var i = 0; i < cells.Length; i++) cells[i] = row[i].ToString().Trim();
            if (cells is [""]) continue;
            yield return (line, () => OfCells(names, cells));
        }
    }

    private SepReader OpenTable(FileStream stream)
    {
        try
        {
            return Sep.Reader(setting => setting with { Unescape = true, DisableColCountCheck = true }).From(stream);
        }
        catch (Exception error) when (error is not (IOException or OutOfMemoryException))
        {
            throw new DatasetException(path, 1, $"expected a row of names, each once: {error.Message}", error);
        }
    }

    /// <summary>The next row; what the package cannot read is told with the line it may begin in.</summary>
    private bool Advance(SepReader reader, int line)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (Exception error) when (error is not (IOException or OutOfMemoryException))
        {
            throw new DatasetException(path, line, $"expected rows of cells, but: {error.Message}", error);
        }
    }

    private static Dictionary<string, string> OfCells(string[] names, string[] cells)
    {
        if (cells.Length != names.Length)
            throw new FormatException($"expected {names.Length} cells, but {cells.Length} came");
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Length; i++)
            if (cells[i].Length > 0) texts[names[i]] = cells[i];
        return texts;
    }
}
