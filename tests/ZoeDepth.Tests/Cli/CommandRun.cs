using System.Text.Json;
using ZoeDepth.Cli;

namespace ZoeDepth.Tests.Cli;

/// <summary>What a command did: run in this process, with its two streams caught.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs <c>zoedepth</c> with these words.</summary>
    public static Task<CommandRun> Of(params string[] args) => Of(CancellationToken.None, args);

    /// <summary>Runs it until it ends or is cancelled.</summary>
    public static async Task<CommandRun> Of(CancellationToken cancellation, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new Terminal(output, error, IsInteractive: false, TimeProvider.System), cancellation);
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
}
