namespace ZoeDepth.Cli.Shell;

/// <summary>
/// Turns whatever ended a command early into a text on standard error (and a JSON document where one was asked for) and
/// an exit code.
/// </summary>
internal static class Failure
{
    /// <summary>Writes the text and returns the code.</summary>
    public static int Report(Exception error, IReadOnlyList<string> args, Terminal terminal)
    {
        if (error is StandardOutputException { IsBrokenPipe: true }) return ExitCode.BrokenPipe;
        var (code, text) = error switch
        {
            StandardOutputException gone =>
                (ExitCode.Output,
                    $"standard output cannot be written to: {gone.Message.TrimEnd('.')}. Files written before are " +
                    "kept"),
            CommandException command => (command.ExitCode, LibraryAdvice.CutFrom(command.Message)),
            TypeInitializationException
            { InnerException: PlatformNotSupportedException or ArgumentException } variable =>
            (ExitCode.Usage, variable.InnerException!.Message),
            OperationCanceledException => (ExitCode.Cancelled, "cancelled"),
            _ => (ExitCode.Defect,
                $"this is a defect of zoedepth {ProgramVersion.Version}; please report it with the command and this " +
                $"text:{Environment.NewLine}{error}"),
        };
        Tell(terminal.Error, $"zoedepth: {text}");
        if (args.Contains(JsonOutput.Option) && error is not StandardOutputException)
            Tell(terminal.Out, JsonOutput.Failure(code, text));
        return code;
    }

    /// <summary>Writes where that is still possible; the exit code stands where it is not.</summary>
    private static void Tell(TextWriter writer, string text)
    {
        try
        {
            writer.WriteLine(text);
        }
        catch (IOException)
        {
        }
    }
}
