using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ZoeDepth.Cli.Shell;

/// <summary>A command somebody can copy, and what it does.</summary>
internal sealed record Example(string Does, string Command);

/// <summary>The usual help of a command, then examples, exit codes and environment variables.</summary>
internal sealed class HelpWithExamples(HelpAction help, IReadOnlyDictionary<string, IReadOnlyList<Example>> examples)
    : SynchronousCommandLineAction
{
    private const int Columns = 120;

    /// <summary>What changes how every command runs.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> EnvironmentVariables { get; } =
    [
        ("ZOEDEPTH_SIMD",
            "scalar | vector128 | avx2 | avx512: the instruction set to use instead of the widest this machine has"),
        ("ZOEDEPTH_THREADS",
            "how many threads to use instead of one for each processor; results are the same bits for every number"),
    ];

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        help.MaxWidth = Columns;
        var result = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples[parseResult.CommandResult.Command.Name])
        {
            output.WriteLine($"  # {example.Does}");
            output.WriteLine($"  {example.Command}");
        }
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.Table) output.WriteLine($"  {code,-5}{meaning}");
        output.WriteLine();
        output.WriteLine("Environment variables:");
        foreach (var (name, meaning) in EnvironmentVariables) output.WriteLine($"  {name,-18}{meaning}");
        return result;
    }
}
