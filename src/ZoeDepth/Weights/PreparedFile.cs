using System.Buffers.Binary;
using System.Globalization;
using ZoeDepth.Runtime.Checksums;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// Operands of a model's products in one precision, packed once and kept in a safetensors file: a tensor of words for
/// each form of a parameter, and beside it the CRC-32 of each piece. What it was made from stands in its metadata and
/// must agree to the letter.
/// </summary>
/// <remarks>
/// It is read, not mapped: a file that is cut while it is mapped ends the process with a signal. Pieces go straight to
/// where the product reads them, on all threads, and are compared with their checksums on the way, while they lie in a
/// cache.
/// </remarks>
internal sealed unsafe class PreparedFile : IDisposable
{
    private const int PieceBytes = 1 << 19;

    private const string Sums = ".crc32";

    private readonly SafeTensorsFile _file;

    private PreparedFile(SafeTensorsFile file) => _file = file;

    /// <summary>Its full path.</summary>
    public string Path => _file.Path;

    /// <summary>Where the file of some weights lies.</summary>
    /// <param name="folder">the folder of all such files</param>
    /// <param name="weights">their <see cref="IWeightSource.Fingerprint"/></param>
    /// <param name="precision">of the passes it serves</param>
    public static string PathOf(string folder, ulong weights, Precision precision) =>
        System.IO.Path.Combine(folder, $"{Text(weights)}-{Text(precision)}.operands");

    /// <summary>Opens a file; its header is read and nothing else.</summary>
    /// <param name="path">the file</param>
    /// <param name="weights">what it must have been made from</param>
    /// <param name="precision">what it must have been made for</param>
    /// <exception cref="IOException">it cannot be read</exception>
    /// <exception cref="CheckpointException">it is damaged, or made of something else</exception>
    public static PreparedFile Open(string path, ulong weights, Precision precision)
    {
        var file = SafeTensorsFile.Open(path);
        try
        {
            foreach (var (key, expected) in Marks(weights, precision))
                if (file.Metadata.GetValueOrDefault(key) is var found && found != expected)
                    throw new CheckpointException(CheckpointFault.Mismatch, path,
                        $"its {key} is {(found is null ? "not there" : $"'{found}'")}, and '{expected}' was expected");
            return new PreparedFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a file; two writers at once leave that of one of them, whole.</summary>
    /// <param name="path">the file, replaced if it exists</param>
    /// <param name="weights">what it is made from</param>
    /// <param name="precision">what it is made for</param>
    /// <param name="forms">what it holds</param>
    /// <param name="work">threads that pack</param>
    /// <exception cref="IOException">it cannot be written</exception>
    public static void Write(string path, ulong weights, Precision precision, IReadOnlyList<PreparedForm> forms,
        Work work) =>
        AtomicFile.Write(path, stream => SafeTensorsWriter.Write(stream,
            [.. forms.SelectMany(form => TensorsOf(form, work))], Marks(weights, precision)));

    /// <summary>Floats of a form of a parameter; 0 where it is not there with all its checksums.</summary>
    public long FloatsOf(string parameter, string form) =>
        _file.EntryOf(NameOf(parameter, form)) is { DataType: TensorDataType.U32, Shape: [> 0 and var floats] } entry
        && _file.EntryOf(entry.Name + Sums) is { DataType: TensorDataType.I32, Shape: [var sums] }
        && sums == PiecesOf(entry) ? floats : 0;

    /// <summary>Reads a form that is there.</summary>
    /// <param name="parameter">the parameter's name</param>
    /// <param name="form">the form's</param>
    /// <param name="panels">room for its floats</param>
    /// <param name="work">threads</param>
    /// <exception cref="CheckpointException">a checksum does not match, or the file was cut</exception>
    public void Read(string parameter, string form, float* panels, Work work)
    {
        var entry = _file[NameOf(parameter, form)];
        var sums = _file.ReadBytes(entry.Name + Sums);
        var bytes = (byte*)panels;
        work.For((int)PiecesOf(entry), piece =>
        {
            var at = (long)piece * PieceBytes;
            var read = new Span<byte>(bytes + at, (int)Math.Min(PieceBytes, entry.Length - at));
            _file.ReadExactly(entry, at, read);
            if (Crc32.Of(read) != BinaryPrimitives.ReadUInt32LittleEndian(sums.AsSpan(piece * sizeof(uint))))
                throw new CheckpointException(CheckpointFault.BadContainer, Path,
                    $"the checksum of {entry.Name} does not match from its byte {at} on");
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static IEnumerable<WritableTensor> TensorsOf(PreparedForm form, Work work)
    {
        var name = NameOf(form.Parameter.Name, form.Key);
        var pieces = (int)(((form.Floats * sizeof(float)) + PieceBytes - 1) / PieceBytes);
        // Filled while the words are written, and written after all words: files hold the widest types first.
        var sums = new byte[pieces * sizeof(uint)];
        yield return new(name, TensorDataType.U32, [form.Floats], stream => form.Write(work, PieceBytes, (i, bytes) =>
        {
            stream.Write(bytes);
            BinaryPrimitives.WriteUInt32LittleEndian(sums.AsSpan(i * sizeof(uint)), Crc32.Of(bytes));
        }));
        yield return WritableTensor.Of(name + Sums, TensorDataType.I32, [pieces], sums);
    }

    private static Dictionary<string, string> Marks(ulong weights, Precision precision) => new()
    {
        ["format"] = "zoedepth operands",
        ["weights"] = Text(weights),
        ["precision"] = Text(precision),
        ["layout"] = $"{PreparedForm.Layout}, {(BitConverter.IsLittleEndian ? "little" : "big")}-endian",
    };

    private static long PiecesOf(TensorEntry entry) => (entry.Length + PieceBytes - 1) / PieceBytes;

    private static string NameOf(string parameter, string form) => $"{parameter}:{form}";

    private static string Text(ulong weights) => weights.ToString("x16", CultureInfo.InvariantCulture);

    private static string Text(Precision precision) => precision.ToString().ToLowerInvariant();
}
