namespace ZoeDepth.Cli;

/// <summary>Turns whatever ended a command early into a text on standard error (and a JSON document where one was asked for) and an exit code.</summary>
internal static class Failure
{
    /// <summary>Writes the text and returns the code.</summary>
    public static int Report(Exception error, IReadOnlyList<string> args, Terminal terminal)
    {
        var (code, text) = error switch
        {
            CommandException command => (command.ExitCode, command.Message),
            TypeInitializationException { InnerException: PlatformNotSupportedException or ArgumentException } variable => (ExitCode.Usage, variable.InnerException!.Message),
            OperationCanceledException => (ExitCode.Cancelled, "cancelled"),
            _ => (ExitCode.Defect, $"this is a defect of zoedepth {CommandLine.Version}; please report it with the command and this text:{Environment.NewLine}{error}"),
        };
        terminal.Error.WriteLine($"zoedepth: {text}");
        if (args.Contains(JsonDocuments.Option)) terminal.Out.WriteLine(JsonDocuments.Failure(code, text));
        return code;
    }
}
