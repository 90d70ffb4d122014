using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace ZoeDepth.Server;

/// <summary>A file for browsers.</summary>
/// <param name="Path">below the service's address: <c>page/page.js</c></param>
/// <param name="MediaType">what it is</param>
/// <param name="Stored">its bytes, as they lie in the assembly</param>
/// <param name="Coding"><c>br</c> where those are compressed, as <c>Content-Encoding</c> says it; or null</param>
internal sealed record PageFile(string Path, string MediaType, ReadOnlyMemory<byte> Stored, string? Coding = null)
{
    private const string Folder = "page/", Index = "index.html", Brotli = ".br";

    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(Stored.Span)[..12]);
    private readonly Lazy<ReadOnlyMemory<byte>> _body = new(() => Unpacked(Stored, Coding));

    /// <summary>Its bytes, uncompressed.</summary>
    public ReadOnlyMemory<byte> Body => _body.Value;

    /// <summary>Changes with every byte, so that a browser that has the file asks once and is told so.</summary>
    public string Tag => $"\"{_hash}\"";

    /// <summary>The same of its bytes as they are stored: other bytes, another tag (RFC 9110, 8.8.3).</summary>
    public string StoredTag => $"\"{_hash}-{Coding}\"";

    /// <summary>
    /// The files of the page, which lie inside the assembly: no request is ever a path on the disk. The page itself is
    /// the empty path.
    /// </summary>
    public static IReadOnlyList<PageFile> All() => In(Folder, index: "");

    /// <summary>The files of a folder; its page is at <paramref name="index"/>.</summary>
    public static IReadOnlyList<PageFile> In(string folder, string index)
    {
        var assembly = typeof(PageFile).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(Of)];

        PageFile Of(string resource)
        {
            var isBrotli = resource.EndsWith(Brotli, StringComparison.Ordinal);
            // Where it is built on Windows, folders within the name are parted as there.
            var name = (isBrotli ? resource[..^Brotli.Length] : resource).Replace('\\', '/');
            return new(name == folder + Index ? index : name, TypeOf(name), Read(assembly, resource),
                isBrotli ? "br" : null);
        }
    }

    private static ReadOnlyMemory<byte> Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> stored, string? coding)
    {
        if (coding is null) return stored;
        using var packed = new MemoryStream(stored.ToArray());
        using var plain = new BrotliStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        plain.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string TypeOf(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".jpg" => "image/jpeg",
        ".json" => "application/json",
        ".depth" => "application/octet-stream",
        _ => "text/plain; charset=utf-8",
    };
}
