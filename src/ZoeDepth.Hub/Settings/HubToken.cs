using System.Net.Http.Headers;
using System.Text;
using ZoeDepth.Cache;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Hub;

/// <summary>The secret that opens private models. It has no text, so that none can be printed.</summary>
internal sealed class HubToken
{
    private const int Longest = 4096;

    private readonly string _secret;

    private HubToken(string secret, string source) => (_secret, Source) = (secret, source);

    /// <summary>Where it came from, for messages.</summary>
    public string Source { get; }

    /// <summary>As it is sent.</summary>
    public AuthenticationHeaderValue Header => new("Bearer", _secret);

    /// <summary>A text of others without it, should it stand there.</summary>
    public string RemovedFrom(string text) => text.Replace(_secret, "(token)", StringComparison.Ordinal);

    /// <summary>
    /// The one that was given, that of the environment, or that of the file; null when there is none.
    /// </summary>
    /// <exception cref="HubException">there is one that cannot be sent</exception>
    public static HubToken? Of(string? given, CacheFolders folders)
    {
        if (given is not null) return Checked(given, "the program");
        if (folders.IsOn("HF_HUB_DISABLE_IMPLICIT_TOKEN")) return null;
        foreach (var name in new[] { "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN" })
            if (folders.Variable(name) is { } value) return Checked(value, name);
        return OfFile(folders.TokenFile);
    }

    private static HubToken? OfFile(string file)
    {
        try
        {
            var bytes = BoundedReader.ReadFile(file, Longest)
                ?? throw new HubException(HubFault.Unauthorized,
                    $"{file} is no token: it has more than {Longest} bytes; write it again (hf auth login) or " +
                    "remove it");
            return Checked(Encoding.UTF8.GetString(bytes.Span), file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new HubException(HubFault.Unauthorized,
                $"the token's file cannot be read: {error.Message} Correct its rights, or set HF_TOKEN", error);
        }
    }

    private static HubToken? Checked(string text, string source)
    {
        text = text.Trim();
        if (text.Length == 0) return null;
        // Anything else could end the header and begin another.
        return text.Length <= Longest && text.All(c => c is > ' ' and < '\x7f') ? new HubToken(text, source)
            : throw new HubException(HubFault.Unauthorized,
                $"{source} holds no token: expected visible ASCII characters without blanks; write it again");
    }
}
