using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ZoeDepth.Cli.Shell;

/// <summary>Options whose wrong values are answered with what was expected and what came.</summary>
internal static class OptionParsing
{
    /// <summary>
    /// An option whose one value <paramref name="read"/> understands, or says why not by a
    /// <see cref="FormatException"/>.
    /// </summary>
    public static Option<T> Valued<T>(string name, string helpName, string description, Func<string, T> read) =>
        new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result => Read(name, result, read),
    };

    /// <summary>An option that takes several values, each of which <paramref name="read"/> understands.</summary>
    public static Option<T[]> Listed<T>(string name, string helpName, string description, Func<string, T> read) =>
        new(name)
    {
        HelpName = helpName,
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => ReadAll(name, result, read),
    };

    /// <summary>A choice among words.</summary>
    public static Option<T> Choice<T>(string name, string description, IReadOnlyDictionary<string, T> choices)
    {
        var option = Valued(name, string.Join('|', choices.Keys), description, text => OneOf(text, choices));
        option.CompletionSources.Add([.. choices.Keys]);
        return option;
    }

    /// <summary>The value of one of the words.</summary>
    /// <exception cref="FormatException">another word came</exception>
    public static T OneOf<T>(string text, IReadOnlyDictionary<string, T> choices) =>
        choices.TryGetValue(text, out var value)
        ? value
        : throw new FormatException(
            $"expects one of {string.Join(", ", choices.Keys)}, but '{text}' " +
            $"came.{Suggestion.For(text, choices.Keys)}");

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="FormatException">something else came</exception>
    public static int Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw new FormatException($"expects a whole number from {least} to {most}, but '{text}' came");

    /// <summary>A finite number above 0.</summary>
    /// <exception cref="FormatException">something else came</exception>
    public static double Positive(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            && double.IsFinite(number)
            ? number
            : throw new FormatException($"expects a number above 0, but '{text}' came");

    /// <summary>Where random numbers start: any whole number of 64 bits.</summary>
    /// <exception cref="FormatException">something else came</exception>
    public static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new FormatException($"expects a whole number from 0 to {ulong.MaxValue}, but '{text}' came");

    private static T[] ReadAll<T>(string name, ArgumentResult result, Func<string, T> read)
    {
        try
        {
            return [.. result.Tokens.Select(token => read(token.Value))];
        }
        catch (FormatException wrong)
        {
            result.AddError($"{name} {wrong.Message}");
            return [];
        }
    }

    private static T? Read<T>(string name, ArgumentResult result, Func<string, T> read)
    {
        if (result.Tokens is not [var token])
        {
            result.AddError($"{name} takes one value, but {result.Tokens.Count} came");
            return default;
        }
        try
        {
            return read(token.Value);
        }
        catch (FormatException wrong)
        {
            result.AddError($"{name} {wrong.Message}");
            return default;
        }
    }
}
