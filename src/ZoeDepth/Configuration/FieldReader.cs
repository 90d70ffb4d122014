using System.Text.Json;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <summary>Reads the fields of one JSON object and collects what is wrong.</summary>
/// <param name="source">the object</param>
/// <param name="path">where it stands: empty for the whole file, <c>backbone_config.</c></param>
/// <param name="problems">receives what is wrong</param>
internal sealed class FieldReader(JsonElement source, string path, List<ConfigurationProblem> problems) : FieldMap
{
    private readonly HashSet<string> _asked = [];

    /// <summary>Whether the object has the key with something other than null.</summary>
    public bool Has(string key, out JsonElement element)
    {
        _asked.Add(key);
        return source.TryGetProperty(key, out element) && element.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Notes a problem with a key of this object.</summary>
    public void Refuse(string key, string expected, string received) =>
        problems.Add(new ConfigurationProblem(path + key, expected, received));

    public override T Field<T>(string key, T value, FieldKind<T> kind, bool omitDefault = false)
    {
        _asked.Add(key);
        return source.TryGetProperty(key, out var element) ? Read(key, element, value, kind) : value;
    }

    public override T Required<T>(string key, T value, FieldKind<T> kind)
    {
        _asked.Add(key);
        if (source.TryGetProperty(key, out var element)) return Read(key, element, value, kind);
        Refuse(key, kind.Expected, "nothing: the key is missing");
        return value;
    }

    public override T Nested<T>(string key, T value, T blank, Func<T, FieldMap, T> map)
    {
        if (!Has(key, out var element)) return value;
        if (element.ValueKind == JsonValueKind.Object)
            return map(blank, new FieldReader(element, $"{path}{key}.", problems));
        Refuse(key, "an object or null", Shown(element));
        return value;
    }

    public override IReadOnlyList<T> NestedList<T>(string key, IReadOnlyList<T> value, T blank,
        Func<T, FieldMap, T> map)
    {
        if (!Has(key, out var list)) return value;
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray()
            .Any(e => e.ValueKind != JsonValueKind.Object))
        {
            Refuse(key, "a list of objects or null", Shown(list));
            return value;
        }
        var items = list.EnumerateArray()
            .Select((element, at) => map(blank, new FieldReader(element, $"{path}{key}[{at}].", problems))).ToArray();
        return items.Length == 0 ? value : items;
    }

    public override IReadOnlyDictionary<string, JsonElement> Rest(IReadOnlyDictionary<string, JsonElement> rest) =>
        source.EnumerateObject().Where(p => !_asked.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value.Clone());

    /// <summary>A value as an error message shows it: the JSON text on one line, cut when long.</summary>
    public static string Shown(JsonElement element)
    {
        var text = element.GetRawText();
        // Of a long value the start is enough to see it, and splitting the rest would cost its size again.
        var start = text.AsSpan(0, Math.Min(text.Length, 10 * LongestValue)).ToString();
        return UntrustedText.Shown(string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            LongestValue);
    }

    private const int LongestValue = 80;

    private T Read<T>(string key, JsonElement element, T value, FieldKind<T> kind)
    {
        var (fits, read) = kind.Read(element);
        if (fits) return read;
        Refuse(key, kind.Expected, Shown(element));
        return value;
    }
}
