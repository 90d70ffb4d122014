using System.Text;
using System.Text.Json;

namespace ZoeDepth;

/// <summary>The text of a configuration and its way to and from a file.</summary>
internal static class ConfigurationFile
{
    /// <summary>A published <c>config.json</c> has 2 kB; one with a thousand class labels 60 kB. More is not a configuration.</summary>
    private const int LargestFile = 4 << 20;

    /// <summary>A configuration as text.</summary>
    /// <param name="map">shows all fields to the given map</param>
    public static string Write<T>(Func<FieldMap, T> map)
    {
        var fields = new FieldWriter();
        map(fields);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, FieldWriter.Style)) fields.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>A configuration from text; everything wrong with it is thrown at once.</summary>
    /// <param name="json">the text</param>
    /// <param name="file">where it came from, for messages</param>
    /// <param name="read">asks the reader for the fields</param>
    public static T Read<T>(string json, string? file, Func<FieldReader, List<ConfigurationProblem>, T> read)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            var start = json.Trim() is { Length: > 40 } text ? text[..40] + "..." : json.Trim();
            throw new ConfigurationException(file, [new("", "a JSON object", $"\"{start}\" ({e.Message.TrimEnd('.')})")], e);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigurationException(file, [new("", "a JSON object", FieldReader.Shown(document.RootElement))]);
            var problems = new List<ConfigurationProblem>();
            var configuration = read(new FieldReader(document.RootElement, "", problems), problems);
            return problems.Count == 0 ? configuration : throw new ConfigurationException(file, problems);
        }
    }

    /// <summary>The text of <c>config.json</c> in a folder, or of a file named directly.</summary>
    /// <exception cref="ConfigurationException">it is far too large</exception>
    public static (string Json, string File) Open(string path, string name)
    {
        if (Directory.Exists(path))
        {
            var folder = path;
            path = Path.Combine(folder, name);
            if (!File.Exists(path)) throw new FileNotFoundException($"{folder} holds no {name}; {Expected(name)}", path);
        }
        else if (!File.Exists(path))
        {
            throw new DirectoryNotFoundException($"there is no folder {path}; {Expected(name)}");
        }
        var length = new FileInfo(path).Length;
        if (length > LargestFile) throw new ConfigurationException(path, [new("", $"a JSON file of at most {LargestFile} bytes", $"{length} bytes")]);
        return (File.ReadAllText(path), path);
    }

    private static string Expected(string name) => $"expected a model folder as save_pretrained writes it: {name} beside model.safetensors";

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Save(string path, string json)
    {
        var partial = path + ".partial";
        try
        {
            File.WriteAllText(partial, json);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
