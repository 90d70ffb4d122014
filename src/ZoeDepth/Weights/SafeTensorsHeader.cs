using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <summary>
/// The header of a safetensors file: a JSON object from names to type, shape and place. It is read token by token, so
/// that the memory of a hostile one stays in proportion to its bytes, and with the strictness of the format's own
/// library; names that occur twice are refused on top of that.
/// </summary>
internal sealed class SafeTensorsHeader
{
    private const string MetadataKey = "__metadata__";

    /// <summary>NumPy's arrays have at most 64 axes, a ZoeDepth's tensors at most 4.</summary>
    private const int MostAxes = 64;

    private const int LongestReason = 200;

    private SafeTensorsHeader(Dictionary<string, TensorEntry> entries, Dictionary<string, string> metadata)
    {
        Entries = entries;
        Metadata = metadata;
    }

    /// <summary>All tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Entries { get; }

    /// <summary>What the writer noted: <c>format</c> is <c>pt</c> for a file that transformers takes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads a header.</summary>
    /// <param name="json">its bytes</param>
    /// <param name="file">the file, for messages</param>
    /// <exception cref="CheckpointException">anything in it is not as it must be</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> json, string file)
    {
        if (json.Length == 0 || json[0] != '{')
            throw Bad(file,
                "it must begin with '{', but " +
                $"{(json.Length == 0 ? "it is empty" : $"begins with byte 0x{json[0]:X2}")}");
        if (!Utf8.IsValid(json)) throw Bad(file, "it is not UTF-8 text");
        try
        {
            var reader = new Utf8JsonReader(json);
            return Read(ref reader, file);
        }
        catch (JsonException e)
        {
            throw Bad(file, UntrustedText.Shown(e.Message.TrimEnd('.'), LongestReason), e);
        }
        catch (InvalidOperationException e)
        {
            // An escaped half of a surrogate pair is valid JSON, but no text.
            throw Bad(file, "a name is not valid text", e);
        }
    }

    private static SafeTensorsHeader Read(ref Utf8JsonReader reader, string file)
    {
        var entries = new Dictionary<string, TensorEntry>();
        var metadata = new Dictionary<string, string>();
        var hasMetadata = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == MetadataKey)
            {
                if (hasMetadata) throw Bad(file, $"{MetadataKey} occurs twice");
                hasMetadata = true;
                ReadMetadata(ref reader, metadata, file);
            }
            else if (!entries.TryAdd(name, ReadEntry(ref reader, name, file)))
            {
                throw Bad(file, $"the tensor {UntrustedText.Quoted(name)} occurs twice");
            }
        }
        // Whatever follows the object but spaces is refused by the reader.
        reader.Read();
        return new SafeTensorsHeader(entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, string file)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Bad(file, $"{MetadataKey} must be an object of texts");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw Bad(file, $"{MetadataKey}.{UntrustedText.Quoted(key)} must be a text");
            metadata[key] = reader.GetString()!;
        }
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader reader, string name, string file)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad(file,
                $"the tensor {UntrustedText.Quoted(name)} must be an object with dtype, shape and data_offsets");
        string? type = null;
        List<ulong>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype" when type is null:
                    if (reader.TokenType != JsonTokenType.String)
                        throw Bad(file, $"the dtype of {UntrustedText.Quoted(name)} must be a text");
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadWholes(ref reader, name, field, file);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadWholes(ref reader, name, field, file);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Bad(file, $"the tensor {UntrustedText.Quoted(name)} has two {field}");
                default:
                    reader.Skip();
                    break;
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Bad(file,
                $"the tensor {UntrustedText.Quoted(name)} has no " +
                $"{(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        if (offsets.Count != 2)
            throw Bad(file, $"data_offsets of {UntrustedText.Quoted(name)} must be two numbers, not {offsets.Count}");
        if (!TensorDataTypes.TryParse(type, out var dataType))
            throw new CheckpointException(CheckpointFault.Unsupported, file,
                $"the tensor {UntrustedText.Quoted(name)} has the number type {UntrustedText.Quoted(type)}; known " +
                $"are {string.Join(", ", Enum.GetNames<TensorDataType>())}");
        return SafeTensorsLayout.Entry(name, dataType, shape, offsets[0], offsets[1], file);
    }

    private static List<ulong> ReadWholes(ref Utf8JsonReader reader, string name, string field, string file)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Bad(file, $"{field} of {UntrustedText.Quoted(name)} must be a list of whole numbers");
        var wholes = new List<ulong>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out var whole))
                throw Bad(file,
                    $"{field} of {UntrustedText.Quoted(name)} must hold whole numbers from 0, not " +
                    $"{UntrustedText.Quoted(Encoding.UTF8.GetString(reader.ValueSpan))}");
            if (wholes.Count == MostAxes)
                throw new CheckpointException(CheckpointFault.Limit, file,
                    $"{field} of {UntrustedText.Quoted(name)} has more than {MostAxes} entries; download or save " +
                    "the file again");
            wholes.Add(whole);
        }
        return wholes;
    }

    private static CheckpointException Bad(string file, string problem, Exception? inner = null) =>
        new(CheckpointFault.BadHeader, file,
            $"the safetensors header is damaged: {problem}; download or save the file again", inner);
}
