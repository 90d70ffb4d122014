using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>
/// Words in a PNG file: keyword and value, as tEXt where Latin-1 suffices and as iTXt (UTF-8) where not (specification
/// 11.3.3).
/// </summary>
internal static class PngText
{
    private const int LongestKeyword = 79;

    /// <summary>Longer texts are passed over, like damaged ones.</summary>
    private const int LongestText = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes one pair.</summary>
    /// <exception cref="ArgumentException">
    /// the keyword breaks PNG's rules, or the value holds a zero character
    /// </exception>
    internal static void Write(Stream stream, string keyword, string value)
    {
        CheckKeyword(keyword);
        if (value.Contains('\0'))
            throw new ArgumentException($"the value of the PNG text \"{keyword}\" holds a zero character",
                nameof(value));
        if (value.All(c => c is '\n' or (>= ' ' and <= '~') or (>= '\xA0' and <= '\xFF')))
            PngChunkWriter.Write(stream, PngChunks.Text, Encoding.Latin1.GetBytes($"{keyword}\0{value}"));
        else
            // No compression (flag, method), no language, no translated keyword.
            PngChunkWriter.Write(
                stream, PngChunks.InternationalText,
                [.. Encoding.Latin1.GetBytes($"{keyword}\0\0\0\0\0"), .. StrictUtf8.GetBytes(value)]);
    }

    /// <summary>
    /// Reads all pairs that are not compressed; of equal keywords the first counts. Damaged chunks are passed over.
    /// </summary>
    internal static Dictionary<string, string> Read(ReadOnlySpan<byte> file)
    {
        var pairs = new Dictionary<string, string>();
        if (!file.StartsWith(PngChunks.Signature))
            throw new CorruptImageException("the file is no PNG: its signature is missing");
        var chunks = new PngChunks(file);
        try
        {
            while (chunks.MoveNext())
            {
                var chunk = chunks.Current;
                if (chunk is { Type: PngChunks.Text or PngChunks.InternationalText, IsWhole: true,
                    Length: <= LongestText } && chunk.ChecksumFits(file))
                    Take(chunk.Type, chunk.Data(file), pairs);
            }
        }
        catch (CorruptImageException)
        {
            // No chunk where one should be: the texts before it stand.
        }
        return pairs;
    }

    private static void Take(uint type, ReadOnlySpan<byte> data, Dictionary<string, string> pairs)
    {
        var keywordEnd = data.IndexOf((byte)0);
        if (keywordEnd < 0) return;
        var value = type == PngChunks.Text
            ? Encoding.Latin1.GetString(data[(keywordEnd + 1)..]) : International(data[(keywordEnd + 1)..]);
        if (value is not null) pairs.TryAdd(Encoding.Latin1.GetString(data[..keywordEnd]), value);
    }

    /// <summary>compression flag, method, language \0, translated keyword \0, text</summary>
    private static string? International(ReadOnlySpan<byte> data)
    {
        if (data.Length < 4 || data[0] != 0) return null;
        data = data[2..];
        for (var field = 0; field < 2; field++)
        {
            var end = data.IndexOf((byte)0);
            if (end < 0) return null;
            data = data[(end + 1)..];
        }
        return Encoding.UTF8.GetString(data);
    }

    private static void CheckKeyword(string keyword)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyword);
        if (keyword.Length > LongestKeyword)
            throw new ArgumentException($"the PNG keyword \"{keyword}\" has {keyword.Length} characters; " +
                $"at most {LongestKeyword} are allowed", nameof(keyword));
        var isPrintable = keyword.All(c => c is (>= ' ' and <= '~') or (>= '\xA1' and <= '\xFF'));
        if (!isPrintable || keyword[0] == ' ' || keyword[^1] == ' ' || keyword.Contains("  ", StringComparison.Ordinal))
            throw new ArgumentException(
                $"the PNG keyword \"{keyword}\" must be printable Latin-1 with single spaces inside only",
                nameof(keyword));
    }
}
