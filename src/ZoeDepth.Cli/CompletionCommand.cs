using System.CommandLine;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth completion</c>: what a shell needs to complete verbs, options and their values.</summary>
internal sealed class CompletionCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "completion";

    private readonly Argument<string> _shell = new("SHELL")
        { HelpName = string.Join('|', ShellScript.Shells), Description = "whose script" };
    private readonly Option<string?> _line = new("--line")
        { Hidden = true, Description = "what has been typed, the program's name included" };
    private readonly Option<int?> _at = new("--at") { Hidden = true, Description = "where in it the cursor stands" };

    /// <summary>The verb.</summary>
    /// <param name="terminal">where it answers</param>
    /// <param name="root">the whole command line</param>
    public CompletionCommand(Terminal terminal, Func<Command> root)
        : base(Verb, "Print a script that teaches a shell to complete what is typed.")
    {
        _shell.CompletionSources.Add([.. ShellScript.Shells]);
        _shell.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value))
                if (!ShellScript.Shells.Contains(word))
                    result.AddError($"SHELL expects one of {string.Join(", ", ShellScript.Shells)}, but '{word}' " +
                        $"came.{Suggestion.For(word, ShellScript.Shells)}");
        });
        Add(_shell);
        Add(_line);
        Add(_at);
        SetAction(parsed =>
        {
            if (parsed.GetValue(_line) is { } line)
                foreach (var word in Words(root(), line, parsed.GetValue(_at) ?? line.Length))
                    terminal.Out.WriteLine(word);
            else terminal.Out.Write(ShellScript.Of(parsed.GetRequiredValue(_shell)));
            return ExitCode.Done;
        });
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("for this shell and the next ones", "zoedepth completion bash >> ~/.bashrc"),
        new("in PowerShell", "zoedepth completion pwsh | Out-String | Invoke-Expression"),
    ];

    /// <summary>
    /// What may stand where the cursor is; nothing where a file is meant, which the shell knows itself.
    /// </summary>
    private static IEnumerable<string> Words(Command root, string line, int at)
    {
        line = line[..Math.Clamp(at, 0, line.Length)].TrimStart();
        var program = line.IndexOf(' ', StringComparison.Ordinal);
        if (program < 0) return [];
        line = line[(program + 1)..];
        return root.Parse(line).GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label).Distinct();
    }
}
