using System.Buffers.Binary;
using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth;

/// <summary>
/// Writes safetensors files as the format's own library does, byte for byte: tensors sorted by type (widest first) and
/// name, the header padded to a multiple of 8, <c>{"format": "pt"}</c> noted, without which older versions of
/// transformers refuse a file. One tensor is in memory at a time.
/// </summary>
internal static class SafeTensorsWriter
{
    private static readonly Dictionary<string, string> PyTorch = new() { ["format"] = "pt" };

    /// <summary>Writes a file; a half-written one never bears the name.</summary>
    /// <param name="path">the file, replaced if it exists</param>
    /// <param name="tensors">in any order, each name once</param>
    /// <exception cref="ArgumentException">
    /// a name occurs twice, or a tensor writes another number of bytes than its shape needs
    /// </exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public static void Write(string path, IReadOnlyCollection<WritableTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors));
    }

    /// <summary>Writes what the file holds.</summary>
    /// <param name="stream">the file</param>
    /// <param name="tensors">in any order, each name once</param>
    /// <param name="metadata">what is noted; that it suits PyTorch when left out</param>
    internal static void Write(Stream stream, IReadOnlyCollection<WritableTensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        WritableTensor[] ordered = [.. tensors.OrderByDescending(tensor => tensor.DataType)
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        stream.Write(Header(ordered, metadata ?? PyTorch));
        foreach (var tensor in ordered)
        {
            var begin = stream.Position;
            tensor.Write(stream);
            if (stream.Position - begin != tensor.Length)
                throw new ArgumentException(
                    $"the tensor '{tensor.Name}' needs {tensor.Length} bytes, but {stream.Position - begin} were " +
                    "written", nameof(tensors));
        }
    }

    private static byte[] Header(WritableTensor[] ordered, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        stream.Write(stackalloc byte[sizeof(ulong)]);
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = FieldWriter.Style.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            foreach (var (key, text) in metadata) writer.WriteString(key, text);
            writer.WriteEndObject();
            var end = 0L;
            for (var i = 0; i < ordered.Length; i++)
            {
                var tensor = ordered[i];
                if (i > 0 && ordered[i - 1].Name == tensor.Name)
                    throw new ArgumentException($"the tensor '{tensor.Name}' is there twice");
                writer.WriteStartObject(tensor.Name);
                writer.WriteString("dtype", tensor.DataType.ToString());
                WriteWholes(writer, "shape", tensor.Shape);
                WriteWholes(writer, "data_offsets", [end, end += tensor.Length]);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        while (stream.Length % 8 != 0) stream.WriteByte((byte)' ');
        var header = stream.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)header.Length - sizeof(ulong));
        return header;
    }

    private static void WriteWholes(Utf8JsonWriter writer, string name, IReadOnlyList<long> wholes)
    {
        writer.WriteStartArray(name);
        foreach (var whole in wholes) writer.WriteNumberValue(whole);
        writer.WriteEndArray();
    }
}
