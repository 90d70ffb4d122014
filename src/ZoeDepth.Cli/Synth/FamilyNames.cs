using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Synthetic;

namespace ZoeDepth.Cli.Synth;

/// <summary>Which kinds of places a command line names.</summary>
internal static class FamilyNames
{
    /// <summary>All of them.</summary>
    public const string All = "all";

    private static readonly Dictionary<string, Func<string, bool>> Groups = new()
    {
        [All] = _ => true,
        ["indoor"] = family => SyntheticWorld.DomainOf(family) == Domain.Indoor,
        ["outdoor"] = family => SyntheticWorld.DomainOf(family) == Domain.Outdoor,
    };

    /// <summary>
    /// The families of "forest,kitchen", "indoor" or "all", in the order they are named; what is named twice has two
    /// turns.
    /// </summary>
    /// <exception cref="FormatException">there is no such family</exception>
    public static IReadOnlyList<string> Read(string text) => [.. text.Split(',').SelectMany(word => Of(word.Trim()))];

    private static IEnumerable<string> Of(string word)
    {
        if (Groups.TryGetValue(word, out var belongs)) return SyntheticWorld.Families.Where(belongs);
        if (SyntheticWorld.Families.Contains(word)) return [word];
        var known = Groups.Keys.Concat(SyntheticWorld.Families).ToList();
        throw new FormatException(
            $"expects families separated by commas, of {string.Join(", ", known)}, but '{word}' " +
            $"came.{Suggestion.For(word, known)}");
    }
}
