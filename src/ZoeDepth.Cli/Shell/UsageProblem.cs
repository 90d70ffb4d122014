using System.CommandLine;
using System.CommandLine.Parsing;

namespace ZoeDepth.Cli.Shell;

/// <summary>Says what is wrong with a command line, and what to type instead.</summary>
internal static class UsageProblem
{
    /// <summary>The problems the parser found, as one text.</summary>
    public static CommandException Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var texts = parsed.UnmatchedTokens.Select(token => Unknown(token, command))
            .Concat(command.Options.Where(option => option.Required && parsed.GetResult(option) is null or
                { Implicit: true }).Select(Missing))
            .Concat(command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > 0
                && parsed.GetResult(argument) is null or { Tokens.Count: 0 }).Select(Missing))
            .Concat(parsed.Errors.Select(error => error.Message)
                .Where(message => !IsSaid(message, parsed.UnmatchedTokens)))
            .Distinct().ToList();
        if (texts.Count == 0)
            texts = [$"say what to do: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}"];
        return CommandException.Usage(
            $"{string.Join(Environment.NewLine, texts)}{Environment.NewLine}See: {PathOf(command)} --help");
    }

    /// <summary>
    /// The text for a word with a leading dash that landed among the arguments: an option nobody knows, unless a file
    /// has that name.
    /// </summary>
    public static string? OfArgument(string word, Command command) =>
        word.StartsWith('-') && word.Length > 1 && !Path.Exists(word) ? Unknown(word, command) : null;

    /// <summary>
    /// The problem of an option or argument whose value is an empty text, as an unset variable of a script gives it.
    /// </summary>
    public static CommandException? OfEmpty(ParseResult parsed)
    {
        foreach (var result in parsed.CommandResult.Children)
        {
            if (!result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) continue;
            var what = result switch
            {
                OptionResult option => $"{option.Option.Name} expects {option.Option.HelpName ?? "a value"}",
                ArgumentResult argument => $"{argument.Argument.Name} expects a name",
                _ => "a name was expected",
            };
            return CommandException.Usage($"{what}, but an empty text came; fill it in or leave it out");
        }
        return null;
    }

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var known = isOption ? command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Append("--help")
            .Where(name => name.Length > 2) : command.Subcommands.Select(verb => verb.Name);
        // Somebody's first command: the photo alone.
        if (!isOption && command.Parents.FirstOrDefault() is null && Path.Exists(token))
            return $"{PathOf(command)} expects a command first; depth of {token}: {PathOf(command)} predict {token}";
        return $"{PathOf(command)} knows no " +
            $"{(isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument")} " +
            $"'{token}'.{Suggestion.For(token, known)}";
    }

    private static string Missing(Option option) => $"{option.Name} {option.HelpName} is missing: {option.Description}";

    private static string Missing(Argument argument) =>
        $"{argument.HelpName ?? argument.Name} is missing: {argument.Description}";

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } above
            ? $"{PathOf(above)} {command.Name}" : ProgramVersion.Name;

    // What the parser says in its own words and we have said in ours.
    private static bool IsSaid(string message, IReadOnlyList<string> tokens) =>
        message == "Required command was not provided."
            || message.EndsWith("' is required.", StringComparison.Ordinal)
            || message.StartsWith("Required argument ", StringComparison.Ordinal) ||
        tokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal));
}
