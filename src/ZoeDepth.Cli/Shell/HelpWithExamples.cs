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
        ("ZOEDEPTH_ASSEMBLED",
            "off: no instructions that are assembled at run time; everything is slower then, and gives the same bits"),
        ("ZOEDEPTH_THREADS",
            "how many threads to use instead of one for each processor; results are the same bits for every number"),
        ("HF_HOME", "where downloaded models are kept, in its folder hub; ~/.cache/huggingface when not set"),
        ("HF_HUB_CACHE", "another place for that folder"),
        ("HF_ENDPOINT", "the Hugging Face hub, or a mirror of it; https://huggingface.co when not set"),
        ("HF_TOKEN", "opens private models of the hub; the token of hf auth login when not set"),
        ("HF_HUB_OFFLINE", "1: models are not downloaded, what is there is used"),
        ("TORCH_HOME", "where ZoeD_N, ZoeD_K and ZoeD_NK are kept, in its folder hub/checkpoints; ~/.cache/torch"),
        ("ZOEDEPTH_RELEASE_ENDPOINT", "where these three are downloaded from, instead of their release on GitHub"),
        ("ZOEDEPTH_API_KEY", "the key zoedepth serve asks for, where --keys names no file of them"),
        ("ZOEDEPTH_ADMIN_KEY", "the key that loads, unloads and swaps its models, where --admin-keys names no file"),
        ("HTTPS_PROXY", "the proxy of downloads; HTTP_PROXY, ALL_PROXY and NO_PROXY are heeded, too"),
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
        foreach (var example in Of(parseResult.CommandResult.Command))
        {
            output.WriteLine($"  # {example.Does}");
            output.WriteLine($"  {example.Command}");
        }
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.Table) output.WriteLine($"  {code,-5}{meaning}");
        output.WriteLine();
        output.WriteLine("Environment variables:");
        var width = EnvironmentVariables.Max(variable => variable.Name.Length) + 2;
        foreach (var (name, meaning) in EnvironmentVariables) output.WriteLine($"  {name.PadRight(width)}{meaning}");
        return result;
    }

    /// <summary>The examples of a verb; a verb below another one is shown there.</summary>
    private IReadOnlyList<Example> Of(Command command) => examples.TryGetValue(command.Name, out var own) ? own
        : Of(command.Parents.OfType<Command>().First());
}
