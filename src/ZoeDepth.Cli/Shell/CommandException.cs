namespace ZoeDepth.Cli.Shell;

/// <summary>A command cannot go on. The message says what was expected, what came, and what to do.</summary>
internal sealed class CommandException(int exitCode, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>One of <see cref="Shell.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The command line asks for something that cannot be.</summary>
    public static CommandException Usage(string message) => new(Shell.ExitCode.Usage, message);
}
