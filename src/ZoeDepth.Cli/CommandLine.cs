using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Cli;

/// <summary>
/// The whole command line: verbs, their help, and one place where everything that goes wrong becomes a text and an exit
/// code.
/// </summary>
internal static class CommandLine
{
    /// <summary>How long Ctrl-C waits for the network's current block before the process is ended.</summary>
    private static readonly TimeSpan PatienceAfterCancel = TimeSpan.FromSeconds(20);

    /// <summary>A file called @name is a file: nothing that lies in a folder may add options.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command and returns its <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal,
        CancellationToken cancellation = default)
    {
        var root = Root(terminal);
        args = Words(args);
        var parsed = root.Parse(args, Parsing);
        if (parsed.Action is ParseErrorAction or null) return Failure.Report(UsageProblem.Of(parsed), args, terminal);
        if (UsageProblem.OfEmpty(parsed) is { } empty) return Failure.Report(empty, args, terminal);
        try
        {
            if (parsed.Action is not (HelpWithExamples or PrintVersion)) CheckEnvironment();
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // The service listens to signals itself, and answers what it has accepted before it ends.
                ProcessTerminationTimeout = parsed.CommandResult.Command is ServeCommand ? null : PatienceAfterCancel,
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (Exception error)
        {
            return Failure.Report(error, args, terminal);
        }
    }

    /// <summary>Environment variables that cannot be met end the command before it has done anything.</summary>
    private static void CheckEnvironment()
    {
        try
        {
            _ = (InstructionSet.Level, Work.Default);
        }
        catch (Exception wrong) when (wrong is PlatformNotSupportedException or ArgumentException)
        {
            throw CommandException.Usage(wrong.Message);
        }
    }

    /// <summary><c>help</c> and <c>help VERB</c> are what users of other tools type for <c>--help</c>.</summary>
    private static IReadOnlyList<string> Words(IReadOnlyList<string> args) =>
        args.Count > 0 && args[0] == "help" ? [.. args.Skip(1).Take(1), "--help"] : args;

    private static Command Root(Terminal terminal)
    {
        var verbs = new Dictionary<string, IReadOnlyList<Example>>
        {
            [ProgramVersion.Name] = [.. InitCommand.Examples.Take(1), .. PredictCommand.Examples.Take(2),
                .. SynthCommand.Examples.Take(1), .. InfoCommand.Examples.Take(1)],
            [PredictCommand.Verb] = PredictCommand.Examples,
            [CloudCommand.Verb] = CloudCommand.Examples,
            [MeshCommand.Verb] = MeshCommand.Examples,
            [PanoramaCommand.Verb] = PanoramaCommand.Examples,
            [ServeCommand.Verb] = ServeCommand.Examples,
            [ExplainCommand.Verb] = ExplainCommand.Examples,
            [InfoCommand.Verb] = InfoCommand.Examples,
            [BenchCommand.Verb] = BenchCommand.Examples,
            [InitCommand.Verb] = InitCommand.Examples,
            [SynthCommand.Verb] = SynthCommand.Examples,
            [TrainCommand.Verb] = TrainCommand.Examples,
            [MergeCommand.Verb] = MergeCommand.Examples,
            [ConvertCommand.Verb] = ConvertCommand.Examples,
            [QuantizeCommand.Verb] = QuantizeCommand.Examples,
            [EvaluateCommand.Verb] = EvaluateCommand.Examples,
            [RepairKCommand.Verb] = RepairKCommand.Examples,
            [DataCommand.Verb] = DataCommand.Examples,
            [ModelsCommand.Verb] = ModelsCommand.Examples,
            [CompletionCommand.Verb] = CompletionCommand.Examples,
        };
        var help = new HelpOption { Description = "show this" };
        help.Action = new HelpWithExamples((HelpAction)help.Action!, verbs);
        return new Command(ProgramVersion.Name,
            "Metric depth, in metres, from one photograph: ZoeDepth in managed .NET.")
        {
            new PredictCommand(terminal),
            new CloudCommand(terminal),
            new MeshCommand(terminal),
            new PanoramaCommand(terminal),
            new ServeCommand(terminal),
            new ExplainCommand(terminal),
            new InfoCommand(terminal),
            new BenchCommand(terminal),
            new InitCommand(terminal),
            new SynthCommand(terminal),
            new TrainCommand(terminal),
            new MergeCommand(terminal),
            new ConvertCommand(terminal),
            new QuantizeCommand(terminal),
            new RepairKCommand(terminal),
            new EvaluateCommand(terminal),
            new DataCommand(terminal),
            new ModelsCommand(terminal),
            new CompletionCommand(terminal, () => Root(terminal)),
            help,
            new VersionOption { Description = "show the version", Action = new PrintVersion() },
        };
    }

    // The usual action prints the version of whatever program hosts the command line.
    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProgramVersion.Version);
            return ExitCode.Done;
        }
    }
}
