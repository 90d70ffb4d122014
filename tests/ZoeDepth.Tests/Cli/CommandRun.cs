using System.Text.Json;
using ZoeDepth.Cli;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary>What a command did: run in this process, with its two streams caught.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs <c>zoedepth</c> with these words.</summary>
    public static Task<CommandRun> Of(params string[] args) => Of(args, new StringWriter(), CancellationToken.None);

    /// <summary>Runs it and presses Ctrl-C, as it were, when standard error shows a text.</summary>
    public static async Task<CommandRun> CancelledAt(string text, params string[] args)
    {
        using var cancel = new CancellationTokenSource();
        return await Of(args, new Watched(text, cancel.Cancel), cancel.Token);
    }

    /// <summary>Runs it, and does something the first time standard error shows a text.</summary>
    public static Task<CommandRun> WhenSaid(string text, Action then, params string[] args) =>
        Of(args, new Watched(text, then), CancellationToken.None);

    /// <summary>Runs it with a file on standard input.</summary>
    public static Task<CommandRun> WithInput(byte[] input, params string[] args) =>
        Of(args, new StringWriter(), CancellationToken.None, input);

    /// <summary>Runs it where these are the environment variables, and no others, of downloads.</summary>
    public static Task<CommandRun> In(IReadOnlyDictionary<string, string> environment, params string[] args) =>
        Of(args, new StringWriter(), CancellationToken.None, variable: name => environment.GetValueOrDefault(name));

    private static async Task<CommandRun> Of(string[] args, StringWriter error, CancellationToken cancellation,
        byte[]? input = null, Func<string, string?>? variable = null)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, error, IsInteractive: false, TimeProvider.System)
        {
            In = () => new MemoryStream(input ?? []),
            Variable = variable ?? Environment.GetEnvironmentVariable,
        };
        var code = await CommandLine.RunAsync(args, terminal, cancellation);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Standard output as the one JSON document it must be.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Out);
        return document.RootElement.Clone();
    }

    /// <summary>Asserts the exit code, showing what was said when it is another.</summary>
    public CommandRun Ended(int expected)
    {
        ExitCode.ShouldBe(expected, $"standard output:\n{Out}\nstandard error:\n{Error}");
        return this;
    }

    private sealed class Watched(string text, Action then) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(text, StringComparison.Ordinal) == true) then();
        }
    }
}
