using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ZoeDepth.Hub;

/// <summary>
/// What a server says a file's bytes are, which is also the name of its blob: SHA-256 of large files (git LFS), and for
/// small ones git's own name of a blob, SHA-1 over a header and the bytes.
/// </summary>
/// <param name="Hex">64 or 40 hexadecimal digits, small letters</param>
internal sealed partial record ContentHash(string Hex)
{
    private const int PieceBytes = 1 << 20;

    /// <summary>An entity tag as such a hash; null when it is none.</summary>
    public static ContentHash? Parse(string? tag)
    {
        if (tag is null) return null;
        if (tag.StartsWith("W/", StringComparison.Ordinal)) tag = tag[2..];
        return OfName(tag.Trim('"'));
    }

    /// <summary>The name of a blob as a hash; null when it is none.</summary>
    public static ContentHash? OfName(string name) => Form().IsMatch(name) ? new ContentHash(name) : null;

    /// <summary>What kind it is, in words.</summary>
    public string Kind => IsSha256 ? "SHA-256" : "git's SHA-1";

    private bool IsSha256 => Hex.Length == 64;

    /// <summary>The hash of this kind of a file's bytes.</summary>
    public string Of(string file, CancellationToken cancellation)
    {
        using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var hash = Begin(stream.Length);
        var piece = new byte[PieceBytes];
        for (int count; (count = stream.Read(piece)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(piece, 0, count);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    [SuppressMessage("Security", "CA5350", Justification = "git names blobs by SHA-1; the hub does, too")]
    private IncrementalHash Begin(long length)
    {
        if (IsSha256) return IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        return hash;
    }

    [GeneratedRegex(@"^([0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex Form();
}
