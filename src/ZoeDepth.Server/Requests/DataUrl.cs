using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ZoeDepth.Server;

/// <summary>Images inside of a URL (RFC 2397), in base 64. What type it names is not looked at: the content decides.
/// </summary>
internal static class DataUrl
{
    private const int LongestType = 256;

    /// <summary>Whether this is a URL of that kind.</summary>
    public static bool Is(ReadOnlySpan<byte> url) => url.Length >= 5 && Ascii.EqualsIgnoreCase(url[..5], "data:"u8);

    /// <summary>The bytes in it, which take the memory of the text.</summary>
    /// <exception cref="RequestProblem">400: it holds no base 64; 413: too many bytes</exception>
    public static ReadOnlyMemory<byte> DecodeInPlace(Memory<byte> url, long maxBytes)
    {
        var comma = url.Span[..Math.Min(url.Length, LongestType)].IndexOf((byte)',');
        if (comma < 0 || !IsBase64(url.Span[..comma])) throw Broken();
        var data = url[(comma + 1)..];
        if (Base64.DecodeFromUtf8InPlace(data.Span, out var count) != OperationStatus.Done) throw Broken();
        return count <= maxBytes ? data[..count] : throw ImageBody.TooLarge(maxBytes);
    }

    private static bool IsBase64(ReadOnlySpan<byte> type) =>
        type.Length >= 7 && Ascii.EqualsIgnoreCase(type[^7..], ";base64"u8);

    private static RequestProblem Broken() => RequestProblem.BadRequest(
        "image is a data: URL without base 64; expected data:image/jpeg;base64, and the file's bytes in base 64");
}
