using System.Diagnostics;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// The manifest while a dataset is made. It vouches for files: a line is written when the picture's files are on the
/// disk, so what a power cut can take away is not listed, and is made again. Files are not brought to the disk one by
/// one, which would make a slow disk wait for each, but some dozens together.
/// </summary>
internal sealed class ManifestFile : IDisposable
{
    public const string FileName = "manifest.jsonl";

    private const int MostPending = 32;
    private static readonly TimeSpan LongestPending = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly FileStream _stream;
    private readonly List<byte[]> _lines = [];
    private readonly List<string> _files = [];
    private long _written = Stopwatch.GetTimestamp();

    /// <summary>
    /// Opens or makes it, as its only writer: a second run in the same folder is refused. Everybody may read.
    /// </summary>
    /// <exception cref="IOException">it cannot be made or written to, or another run writes it</exception>
    public ManifestFile(string folder)
    {
        _path = Path.Combine(folder, FileName);
        _lock = ManifestLock.Take(_path);
        try
        {
            _stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads what is listed and cuts off a last line that was being written when an earlier run was ended.
    /// </summary>
    /// <exception cref="DatasetException">
    /// a line cannot be understood, or is not the one these options ask for there
    /// </exception>
    public int Resume(DatasetOptions options)
    {
        var (count, end) = (0, 0L);
        foreach (var line in ManifestLines.Read(_stream))
        {
            // Where power went away some systems leave zeros in place of what was not yet written.
            if (line.State == ManifestLineState.Cut || line.Bytes.Span is [0, ..]) break;
            var fields = Fields(line);
            var expected = count == options.Count ? "the end"
                : Named(options.ImageOf(count), options.DepthOf(count), $"{options.SeedOf(count)}");
            var came = Named(Field("image"), Field("depth"), Field("seed"));
            if (came != expected)
            {
                throw new DatasetException(
                    _path, line.Number,
                    $"expected {expected}, but {came} came. The manifest was changed; name another folder");
            }
            (count, end) = (count + 1, line.End);

            string Field(string name) => fields.GetValueOrDefault(name, "nothing");
        }
        if (_stream.Length != end) _stream.SetLength(end);
        _stream.Position = end;
        return count;
    }

    private static string Named(string image, string depth, string seed) => $"{image} with {depth} of seed {seed}";

    private Dictionary<string, string> Fields(ManifestLine line)
    {
        try
        {
            return line.State == ManifestLineState.Whole
                ? ManifestText.OfJson(line.Bytes)
                : throw new FormatException($"a line has at most {ManifestLines.Longest} bytes, and this one goes on");
        }
        catch (FormatException error)
        {
            throw new DatasetException(_path, line.Number, error.Message, error);
        }
    }

    /// <summary>Lists the next picture soon.</summary>
    /// <param name="line">its line; empty for a picture that is listed already</param>
    /// <param name="files">its files, written and named</param>
    /// <exception cref="IOException">the disk is full or fails</exception>
    public void Add(byte[] line, IReadOnlyList<string> files)
    {
        _lines.Add(line);
        _files.AddRange(files);
        if (_lines.Count >= MostPending || Stopwatch.GetElapsedTime(_written) >= LongestPending) Flush();
    }

    /// <summary>Lists what waits.</summary>
    /// <exception cref="IOException">the disk is full or fails; the manifest is as it was</exception>
    public void Flush()
    {
        _files.ForEach(StagedFiles.Flush);
        _files.Clear();
        var end = _stream.Position;
        try
        {
            _stream.Write(_lines.SelectMany(line => line).ToArray());
            _stream.Flush(flushToDisk: true);
        }
        catch (IOException error)
        {
            Undo(end);
            throw new IOException($"cannot write {_path}: {error.Message}", error);
        }
        _lines.Clear();
        _written = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
    }

    /// <summary>Half a line would be no harm, the next run cuts it off; but nobody else should find it.</summary>
    private void Undo(long end)
    {
        try
        {
            _stream.SetLength(end);
            _stream.Position = end;
        }
        catch (IOException)
        {
            // The first failure is the one to tell.
        }
    }
}
