using System.Globalization;

namespace ZoeDepth;

/// <summary>Collects broken rules, with the keys as <c>config.json</c> spells them.</summary>
/// <param name="path">what precedes every key</param>
/// <param name="problems">receives what is broken</param>
internal sealed class RuleBook(string path, List<ConfigurationProblem> problems)
{
    /// <summary>A condition, and what to say unless it holds.</summary>
    public void That<T>(bool holds, string key, string expected, T received)
    {
        if (!holds) problems.Add(new(path + key, expected, Shown(received)));
    }

    /// <summary>A count with a lower bound.</summary>
    public void AtLeast(string key, int value, int least) => That(value >= least, key, $"a whole number not below {least}", value);

    /// <summary>A share, 0 to 1.</summary>
    public void Share(string key, double value) => That(value is >= 0 and <= 1, key, "a share from 0 to 1", value);

    private static string Shown<T>(T value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Shown))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
