using Spectre.Console;

namespace ZoeDepth.Cli.Shell;

/// <summary>
/// Where a command writes: results to <paramref name="Out"/>, progress, notes and errors to <paramref name="Error"/>.
/// </summary>
/// <param name="Out">standard output</param>
/// <param name="Error">standard error</param>
/// <param name="IsInteractive">
/// whether somebody watches <paramref name="Error"/>: a bar may be drawn there; plain lines are written where not
/// </param>
/// <param name="Clock">what time it is, for durations</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, TimeProvider Clock)
{
    /// <summary>The terminal, pipe or file this process was started with.</summary>
    public static Terminal Process { get; } =
        new(StandardOutput.Open(), Console.Error,
            !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb", TimeProvider.System)
        {
            ShowsOut = !Console.IsOutputRedirected,
        };

    /// <summary>Opens standard input, for a photo named <c>-</c>.</summary>
    public Func<Stream> In { get; init; } = Console.OpenStandardInput;

    /// <summary>Opens standard output for a file of bytes; <see cref="Out"/> then writes nothing there.</summary>
    public Func<Stream> OutBytes { get; init; } = StandardOutput.OpenBytes;

    /// <summary>Whether standard output is a screen, which no file of bytes belongs on.</summary>
    public bool ShowsOut { get; init; }

    /// <summary>Answers with an environment variable; null when it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>A line about something worth knowing that stops nothing.</summary>
    public void Note(string text) => Error.WriteLine($"note: {LibraryAdvice.CutFrom(text)}");

    /// <summary>What drawing needs; it honours NO_COLOR.</summary>
    public IAnsiConsole Drawing() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Error) });
}
