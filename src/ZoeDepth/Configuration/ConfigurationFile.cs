using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth;

/// <summary>The text of a configuration and its way to and from a file.</summary>
internal static class ConfigurationFile
{
    /// <summary>
    /// A published <c>config.json</c> has 2 kB; one with a thousand class labels 60 kB. More is not a configuration.
    /// </summary>
    private const int LargestFile = 4 << 20;

    /// <summary>What some editors put before a text.</summary>
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>As much of a text that is no JSON stands in the message.</summary>
    private const int LongestStart = 43;

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
            document = UntrustedJson.Parse(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException e)
        {
            throw new ConfigurationException(file,
                [new("", "a JSON object", $"\"{UntrustedText.Shown(json.Trim(), LongestStart)}\" ({e.Message})")], e);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigurationException(file,
                    [new("", "a JSON object", FieldReader.Shown(document.RootElement))]);
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
            if (!File.Exists(path))
                throw new FileNotFoundException($"{folder} holds no {name}; {Expected(name)}", path);
        }
        else if (!File.Exists(path))
        {
            if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                throw new FileNotFoundException(
                    $"there is no file {path} (looked from {Directory.GetCurrentDirectory()}); name a {name}, or the " +
                    "folder that holds one", path);
            throw new DirectoryNotFoundException($"there is no folder {path}; {Expected(name)}");
        }
        var bytes = BoundedReader.ReadFile(path, LargestFile)
            ?? throw new ConfigurationException(path, [new("", $"a JSON file of at most {LargestFile} bytes", "more")]);
        if (!Utf8.IsValid(bytes.Span))
            throw new ConfigurationException(path, [new("", "a JSON object", "bytes that are no UTF-8 text")]);
        return (Encoding.UTF8.GetString(bytes.Span).TrimStart(ByteOrderMark), path);
    }

    private static string Expected(string name) =>
        $"expected a model folder as save_pretrained writes it: {name} beside model.safetensors";

    /// <summary>Writes a file whole or not at all.</summary>
    public static void Save(string path, string json) => AtomicFile.Write(path, stream => WriteTo(stream, json));

    /// <summary>Writes the text.</summary>
    public static void WriteTo(Stream stream, string json) => stream.Write(Encoding.UTF8.GetBytes(json));

    /// <summary>Whether a file is there and holds exactly this text.</summary>
    public static bool Holds(string path, string json) =>
        File.Exists(path) && BoundedReader.ReadFile(path, LargestFile) is { } bytes
        && bytes.Span.SequenceEqual(Encoding.UTF8.GetBytes(json));
}
