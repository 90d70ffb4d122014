using System.Security.Cryptography;

namespace ZoeDepth.Server;

/// <summary>A file of the page.</summary>
/// <param name="Path">below the service's address: <c>page/page.js</c></param>
/// <param name="MediaType">what it is</param>
/// <param name="Body">its bytes</param>
internal sealed record PageFile(string Path, string MediaType, ReadOnlyMemory<byte> Body)
{
    private const string Folder = "page/", Index = "index.html";

    /// <summary>Changes with every byte, so that a browser that has the file asks once and is told so.</summary>
    public string Tag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Body.Span)[..12])}\"";

    /// <summary>
    /// All files, which lie inside the assembly: no request is ever a path on the disk. The page itself is the empty
    /// path.
    /// </summary>
    public static IReadOnlyList<PageFile> All()
    {
        var assembly = typeof(PageFile).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => new PageFile(name == Folder + Index ? "" : name, TypeOf(name), Read(name)))];

        ReadOnlyMemory<byte> Read(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private static string TypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".jpg" => "image/jpeg",
        _ => "text/plain; charset=utf-8",
    };
}
