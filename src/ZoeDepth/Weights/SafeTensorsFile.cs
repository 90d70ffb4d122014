using System.Buffers.Binary;
using ZoeDepth.Runtime.Untrusted;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// A safetensors file. Opening it reads the header alone; the elements of a tensor are mapped into memory while they
/// are used and given back afterwards, so that what stays resident is what was made of them. Safe from several threads
/// at once.
/// </summary>
internal sealed class SafeTensorsFile : IWeightSource
{
    /// <summary>The format's own limit; ZoeDepth's header has 80 kB.</summary>
    private const ulong LongestHeader = 100_000_000;

    private const string Scaled = ", or I8 [out, in] beside its F32 scales [out, 1]";

    private readonly MappedFile _file;
    private readonly long _dataStart;
    private readonly SafeTensorsHeader _header;
    private readonly bool _isQuantized;

    private SafeTensorsFile(MappedFile file, long dataStart, SafeTensorsHeader header)
    {
        _file = file;
        _dataStart = dataStart;
        _header = header;
        _isQuantized = header.Entries.Values.Any(entry => ScaleOf(entry) is not null);
        Tensors = SafeTensorsLayout.Order(header.Entries.Values, file.Length - dataStart, file.Path);
    }

    /// <summary>Opens a file and checks that its header describes it to the last byte.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="CheckpointException">it is not a sound safetensors file</exception>
    public static SafeTensorsFile Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            var header = ReadHeader(file, path, out var dataStart);
            return new SafeTensorsFile(file, dataStart, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The full path.</summary>
    public string Path => _file.Path;

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
        return _file.ReadExactly(_dataStart + entry.Begin, entry.Length);
    }

    /// <inheritdoc/>
    public WeightTensor? Find(string key, Shape shape)
    {
        if (!_header.Entries.TryGetValue(key, out var entry)) return null;
        if (ScaleOf(entry) is { } scale)
        {
            var values8 = new QuantizedValues(_file, _dataStart + entry.Begin, _dataStart + scale.Begin,
                (int)entry.Shape[0], (int)entry.Shape[1]);
            return new WeightTensor(entry.Shape, values8, [key, scale.Name]);
        }
        if (!FloatConversion.Reads(entry.DataType))
            throw new CheckpointException(CheckpointFault.Unsupported, Path,
                $"the tensor {UntrustedText.Quoted(key)} holds {entry.DataType} elements; weights must be F32, F16, " +
                $"BF16 or F64{(entry.DataType == TensorDataType.I8 ? Scaled : "")}: convert the checkpoint to one of " +
                "them");
        var values = new FileValues(_file, _dataStart + entry.Begin, entry.DataType, entry.Count,
            _isQuantized ? false : null);
        return new WeightTensor(entry.Shape, values, [key]);
    }

    /// <summary>The entry of a tensor; null when there is none.</summary>
    public TensorEntry? EntryOf(string name) => _header.Entries.GetValueOrDefault(name);

    /// <summary>Copies bytes of a tensor.</summary>
    /// <param name="entry">the tensor</param>
    /// <param name="at">the first of them, from the tensor's first</param>
    /// <param name="bytes">what they fill</param>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public void ReadExactly(TensorEntry entry, long at, Span<byte> bytes) =>
        _file.ReadExactly(_dataStart + entry.Begin + at, bytes);

    /// <inheritdoc/>
    public ulong? Fingerprint() => _file.Fingerprint();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The scales of a weight's outputs where it is stored in 8 bits; null for every other tensor.</summary>
    private TensorEntry? ScaleOf(TensorEntry entry) =>
        entry is { DataType: TensorDataType.I8, Shape: [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] }
        && _header.Entries.TryGetValue(entry.Name + WritableTensor.ScaleSuffix, out var scale)
        && scale is { DataType: TensorDataType.F32, Shape: [var outputs, 1] } && outputs == entry.Shape[0]
            ? scale : null;

    private static SafeTensorsHeader ReadHeader(MappedFile file, string path, out long dataStart)
    {
        var start = new byte[64];
        var read = file.Read(0, start);
        if (read < sizeof(ulong))
            throw new CheckpointException(CheckpointFault.Truncated, path,
                $"the file has {read} bytes, but a safetensors file begins with the 8 bytes of its header's length; " +
                "download or save it again");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > LongestHeader)
        {
            // The first eight bytes of any text or archive make an enormous length.
            throw new CheckpointException(CheckpointFault.Limit, path,
                "not a safetensors file: " + (UntrustedFile.Recognise(start.AsSpan(0, read)) ??
                $"its header would have {length} bytes, and {LongestHeader} are allowed"));
        }
        dataStart = sizeof(ulong) + (long)length;
        if (dataStart > file.Length)
            throw new CheckpointException(CheckpointFault.Truncated, path,
                $"the file has {file.Length} bytes, but its header alone takes {dataStart}; download or save it again");
        var json = file.ReadExactly(sizeof(ulong), (long)length);
        return SafeTensorsHeader.Parse(json, path);
    }
}
