using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZoeDepth;

/// <summary>
/// Writes the fields it is shown as one JSON object: keys sorted, two spaces, as <c>save_pretrained</c> does.
/// </summary>
internal sealed class FieldWriter : FieldMap
{
    private readonly SortedDictionary<string, Action<Utf8JsonWriter>> _fields = new(StringComparer.Ordinal);

    /// <summary>The style of every JSON file written here.</summary>
    public static JsonWriterOptions Style { get; } = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override T Field<T>(string key, T value, FieldKind<T> kind, bool omitDefault = false)
    {
        if (!omitDefault || !EqualityComparer<T>.Default.Equals(value, default))
            _fields[key] = writer => kind.Write(writer, value);
        return value;
    }

    public override T Required<T>(string key, T value, FieldKind<T> kind) => Field(key, value, kind);

    public override T Nested<T>(string key, T value, T blank, Func<T, FieldMap, T> map)
    {
        var nested = new FieldWriter();
        map(value, nested);
        _fields[key] = nested.WriteTo;
        return value;
    }

    public override IReadOnlyList<T> NestedList<T>(string key, IReadOnlyList<T> value, T blank,
        Func<T, FieldMap, T> map)
    {
        _fields[key] = writer =>
        {
            writer.WriteStartArray();
            foreach (var item in value)
            {
                var nested = new FieldWriter();
                map(item, nested);
                nested.WriteTo(writer);
            }
            writer.WriteEndArray();
        };
        return value;
    }

    public override IReadOnlyDictionary<string, JsonElement> Rest(IReadOnlyDictionary<string, JsonElement> rest)
    {
        foreach (var (key, element) in rest) _fields.TryAdd(key, element.WriteTo);
        return rest;
    }

    /// <summary>Writes the object.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (key, write) in _fields)
        {
            writer.WritePropertyName(key);
            write(writer);
        }
        writer.WriteEndObject();
    }
}
