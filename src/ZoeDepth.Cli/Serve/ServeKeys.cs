using System.Text;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Server;

namespace ZoeDepth.Cli.Serve;

/// <summary>Keys of a file and of a variable.</summary>
internal static class ServeKeys
{
    private const int LargestFile = 1 << 20;

    /// <summary>Lines of NAME HASH.</summary>
    /// <param name="file">the file; null for none</param>
    /// <param name="variable">the variable that may hold a key</param>
    /// <param name="terminal">knows the variables</param>
    /// <exception cref="CommandException">the file cannot be read, or holds no key</exception>
    public static string[] Read(string? file, string variable, Terminal terminal)
    {
        var inEnvironment = terminal.Variable(variable);
        string[] lines = string.IsNullOrEmpty(inEnvironment) ? [] : [ApiKeys.LineOf("environment", inEnvironment)];
        if (file is null) return lines;
        try
        {
            var text = BoundedReader.ReadFile(file, LargestFile)
                ?? throw CommandException.Usage($"{file} is larger than {LargestFile} bytes: no file of API keys");
            var listed = Encoding.UTF8.GetString(text.Span).Split('\n', StringSplitOptions.TrimEntries);
            return new ApiKeys(listed).AreAsked ? [.. lines, .. listed]
                : throw CommandException.Usage($"{file} holds no API key; its lines are NAME HASH");
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{file}: {error.Message.TrimEnd('.')}");
        }
    }
}
