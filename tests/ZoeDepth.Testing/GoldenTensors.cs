using System.Runtime.InteropServices;
using System.Text.Json;

namespace ZoeDepth.Testing;

/// <summary>
/// One reference tensor: its shape as PyTorch had it, row-major, and its values widened to double (integers and
/// booleans too).
/// </summary>
public sealed record GoldenTensor(string Name, string DataType, int[] Shape, byte[] Bytes)
{
    /// <summary>Product of the extents; 1 for a scalar.</summary>
    public int Count => Shape.Aggregate(1, (a, b) => a * b);

    /// <summary>The values as double.</summary>
    public double[] Doubles() => DataType switch
    {
        "F64" => MemoryMarshal.Cast<byte, double>(Bytes).ToArray(),
        "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(Bytes).ToArray(), x => (double)x),
        "F16" => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(Bytes).ToArray(), x => (double)x),
        "I64" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(Bytes).ToArray(), x => (double)x),
        "I32" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(Bytes).ToArray(), x => (double)x),
        "U16" => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(Bytes).ToArray(), x => (double)x),
        "U8" or "BOOL" => Array.ConvertAll(Bytes, x => (double)x),
        _ => throw new NotSupportedException($"golden tensor {Name}: data type {DataType}"),
    };

    /// <summary>The values as float.</summary>
    public float[] Floats() => DataType == "F32"
        ? MemoryMarshal.Cast<byte, float>(Bytes).ToArray() : Array.ConvertAll(Doubles(), x => (float)x);

    /// <summary>
    /// The same numbers with the axes in another order: <c>Permute(0, 2, 3, 1)</c> makes NCHW channels last.
    /// </summary>
    public GoldenTensor Permute(params int[] axes)
    {
        var size = Bytes.Length / Math.Max(1, Count);
        var shape = Array.ConvertAll(axes, a => Shape[a]);
        var strides = new int[Shape.Length];
        for (int a = Shape.Length - 1, s = 1; a >= 0; s *= Shape[a--]) strides[a] = s;
        var result = new byte[Bytes.Length];
        var index = new int[axes.Length];
        for (var i = 0; i < Count; i++)
        {
            var from = 0;
            for (var a = 0; a < axes.Length; a++) from += index[a] * strides[axes[a]];
            Bytes.AsSpan(from * size, size).CopyTo(result.AsSpan(i * size));
            for (var a = axes.Length - 1; a >= 0 && ++index[a] == shape[a]; a--) index[a] = 0;
        }
        return this with { Shape = shape, Bytes = result };
    }

    /// <summary>An NCHW tensor with the channels last; others unchanged.</summary>
    public GoldenTensor ChannelsLast() => Shape.Length == 4 ? Permute(0, 2, 3, 1) : this;
}

/// <summary>
/// The tests' own reader of safetensors files, independent of the one under test and without its safety: goldens are
/// trusted.
/// </summary>
public sealed class GoldenTensors
{
    private readonly byte[] _file;
    private readonly long _start;
    private readonly JsonElement _header;

    private GoldenTensors(byte[] file)
    {
        _file = file;
        var length = BitConverter.ToInt64(file, 0);
        _start = 8 + length;
        using var document = JsonDocument.Parse(file.AsMemory(8, (int)length));
        _header = document.RootElement.Clone();
    }

    /// <summary>Opens a file.</summary>
    public static GoldenTensors Open(string path) => new(File.ReadAllBytes(path));

    /// <summary>All tensor names.</summary>
    public IEnumerable<string> Names => _header.EnumerateObject().Select(p => p.Name).Where(n => n != "__metadata__");

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _header.TryGetProperty(name, out _);

    /// <summary>One tensor by name.</summary>
    public GoldenTensor this[string name]
    {
        get
        {
            if (!_header.TryGetProperty(name, out var entry))
                throw new KeyNotFoundException($"no golden tensor {name}; there are: {string.Join(", ", Names)}");
            var offsets = entry.GetProperty("data_offsets");
            var (begin, end) = (offsets[0].GetInt64(), offsets[1].GetInt64());
            return new GoldenTensor(name, entry.GetProperty("dtype").GetString()!,
                [.. entry.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())],
                _file.AsSpan((int)(_start + begin), (int)(end - begin)).ToArray());
        }
    }
}
