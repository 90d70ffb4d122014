using System.Text;
using System.Text.Json;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.Original;

/// <summary>Files of the research code's settings: blocks by use, values flat within them.</summary>
internal static class OriginalSettingsFile
{
    private const int LargestFile = 1 << 20;

    /// <summary>The blocks that are read, the later one over the earlier.</summary>
    private static readonly string[] Blocks = ["model", "infer"];

    /// <summary>Puts the file's values over those that are there.</summary>
    /// <exception cref="ConfigurationException">it is no such file</exception>
    public static void Overlay(Dictionary<string, JsonElement> values, string file)
    {
        var bytes = BoundedReader.ReadFile(file, LargestFile)
            ?? throw new ConfigurationException(file, [new("", $"a JSON file of at most {LargestFile} bytes", "more")]);
        try
        {
            using var document = UntrustedJson.Parse(bytes);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Blocks[0], out _))
                throw new ConfigurationException(file,
                    [new("", "settings of the research code, an object with a block \"model\"", "other JSON")]);
            foreach (var block in Blocks)
                if (root.TryGetProperty(block, out var inner) && inner.ValueKind == JsonValueKind.Object)
                    Flatten(values, inner);
        }
        catch (JsonException error)
        {
            throw new ConfigurationException(file, [new("", "a JSON object", error.Message)], error);
        }
    }

    /// <summary>Puts the values of a version's file, which lies beside the model's, over them.</summary>
    /// <exception cref="ConfigurationException">there is no such file</exception>
    public static void OverlayVersion(Dictionary<string, JsonElement> values, string? file, string version)
    {
        if (file is null || version.Length == 0 || version.AsSpan().ContainsAny('/', '\\', ':'))
            throw new ConfigurationException(file, [new("config_version",
                "the end of a file's name beside the settings' own", UntrustedText.Quoted(version))]);
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!,
            $"{Path.GetFileNameWithoutExtension(file)}_{version}.json");
        if (!File.Exists(beside))
            throw new ConfigurationException(file, [new("config_version",
                $"a version whose file is there, {Path.GetFileName(beside)}", UntrustedText.Quoted(version))]);
        Overlay(values, beside);
    }

    /// <summary>What a typed text or a text in a file means: a number where it is one, a flag, or the text.</summary>
    public static JsonElement ValueOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A word.
        }
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) writer.WriteStringValue(text);
        using var word = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
        return word.RootElement.Clone();
    }

    /// <summary>Nested objects dissolve into their values, as the research code does it with all but lists.</summary>
    private static void Flatten(Dictionary<string, JsonElement> values, JsonElement block)
    {
        foreach (var pair in block.EnumerateObject())
        {
            if (pair.Value.ValueKind == JsonValueKind.Object) Flatten(values, pair.Value);
            else if (pair.Value.ValueKind == JsonValueKind.Null) values.Remove(pair.Name);
            else values[pair.Name] = pair.Value.ValueKind == JsonValueKind.String
                ? ValueOf(pair.Value.GetString()!) : pair.Value.Clone();
        }
    }
}
