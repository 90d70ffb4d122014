using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using ZoeDepth.Runtime.Untrusted;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A safetensors file. Opening it reads the header alone; the numbers of a tensor are mapped into memory while they are
/// used and given back afterwards, so that what stays resident is what was made of them. Safe from several threads at
/// once.
/// </summary>
/// <remarks>
/// While it is open the file may be replaced (by renaming another to its name) or deleted, but not be cut or
/// overwritten in place: the system ends a process that touches a mapped page behind the end of its file (SIGBUS on
/// Unix), and no exception can be made of that. Everything here that writes files renames.
/// </remarks>
internal sealed class SafeTensorsFile : IWeightSource
{
    /// <summary>The format's own limit; ZoeDepth's header has 80 kB.</summary>
    private const ulong LongestHeader = 100_000_000;

    private readonly FileStream _stream;
    private readonly MemoryMappedFile _map;
    private readonly long _dataStart;
    private readonly SafeTensorsHeader _header;

    private SafeTensorsFile(FileStream stream, long dataStart, SafeTensorsHeader header)
    {
        _stream = stream;
        _dataStart = dataStart;
        _header = header;
        Tensors = SafeTensorsLayout.Order(header.Entries.Values, stream.Length - dataStart, stream.Name);
        // Last: what it holds would stay if anything after it threw.
        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None,
            leaveOpen: true);
    }

    /// <summary>Opens a file and checks that its header describes it to the last byte.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="CheckpointException">it is not a sound safetensors file</exception>
    public static SafeTensorsFile Open(string path)
    {
        // Others may replace the file (by renaming) while it is open: what is open stays what it was.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete,
            bufferSize: 0);
        try
        {
            var header = ReadHeader(stream, path, out var dataStart);
            return new SafeTensorsFile(stream, dataStart, header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The full path.</summary>
    public string Path => _stream.Name;

    /// <inheritdoc/>
    public string Description => Path;

    /// <summary>All tensors in the order of their bytes.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>What the writer noted.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _header.Entries.Keys;

    /// <summary>The entry of a tensor.</summary>
    /// <exception cref="KeyNotFoundException">there is no such tensor</exception>
    public TensorEntry this[string name] =>
        _header.Entries.TryGetValue(name, out var entry)
            ? entry : throw new KeyNotFoundException($"{Path} has no tensor {UntrustedText.Quoted(name)}");

    /// <summary>The bytes of a tensor of any type, little-endian.</summary>
    /// <exception cref="KeyNotFoundException">there is no such tensor</exception>
    public byte[] ReadBytes(string name)
    {
        var entry = this[name];
        var bytes = new byte[entry.Length];
        var read = 0;
        var start = _dataStart + entry.Begin;
        while (read < bytes.Length && RandomAccess.Read(_stream.SafeFileHandle, bytes.AsSpan(read), start + read) is > 0
            and var count) read += count;
        if (read == bytes.Length) return bytes;
        throw new CheckpointException(CheckpointFault.Truncated, Path,
            $"the file was cut while it was open: {UntrustedText.Quoted(name)} ends early");
    }

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape)
    {
        if (!_header.Entries.TryGetValue(key, out var entry)) return null;
        if (!FloatConversion.Reads(entry.DataType))
            throw new CheckpointException(CheckpointFault.Unsupported, Path,
                $"the tensor {UntrustedText.Quoted(key)} holds {entry.DataType} numbers; weights must be F32, F16, " +
                $"BF16 or F64: " +
                "convert the checkpoint to one of them");
        return new WeightTensor(entry.Shape, new MappedValues(_stream, _map, _dataStart + entry.Begin, entry), [key]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _map.Dispose();
        _stream.Dispose();
    }

    private static SafeTensorsHeader ReadHeader(FileStream stream, string path, out long dataStart)
    {
        if (!stream.CanSeek)
            throw new CheckpointException(CheckpointFault.Unsupported, path,
                "it is a pipe or a device, which cannot be mapped into memory; copy its content into a file");
        var start = new byte[64];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < sizeof(ulong))
            throw new CheckpointException(CheckpointFault.Truncated, path,
                $"the file has {read} bytes, but a safetensors file begins with the 8 bytes of its header's length; " +
                $"download or save it again");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > LongestHeader)
        {
            // The first eight bytes of any text or archive make an enormous length.
            throw new CheckpointException(CheckpointFault.Limit, path,
                "not a safetensors file: " + (UntrustedFile.Recognise(start.AsSpan(0, read)) ??
                $"its header would have {length} bytes, and {LongestHeader} are allowed"));
        }
        dataStart = sizeof(ulong) + (long)length;
        if (dataStart > stream.Length)
            throw new CheckpointException(CheckpointFault.Truncated, path,
                $"the file has {stream.Length} bytes, but its header alone takes {dataStart}; download or save it " +
                $"again");
        var json = new byte[length];
        stream.Position = sizeof(ulong);
        stream.ReadExactly(json);
        return SafeTensorsHeader.Parse(json, path);
    }
}
