using ZoeDepth.Synthetic.Families;

namespace ZoeDepth.Synthetic;

/// <summary>
/// The procedural world: photographs with exact depth, each a function of a family's name, a seed and the options, the
/// same bytes on every machine.
/// </summary>
public static partial class SyntheticWorld
{
    /// <summary>The families' names, in the order of lists and sheets.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. AllFamilies.List.Select(family => family.Name)];

    /// <summary>Which head a family is for.</summary>
    /// <exception cref="ArgumentException">there is no family of this name; the message lists them</exception>
    public static Domain DomainOf(string family) => Find(family).Domain;

    /// <summary>
    /// Makes one photograph with its depth, on the caller's thread; any number of threads may do so at once.
    /// </summary>
    /// <param name="family">one of <see cref="Families"/></param>
    /// <param name="seed">any number</param>
    /// <param name="options">size and extras</param>
    /// <exception cref="ArgumentException">
    /// there is no family of this name, or an option is out of its range
    /// </exception>
    public static Sample Generate(string family, ulong seed, SampleOptions? options = null) =>
        Studio.Take(Find(family), seed, options ?? SampleOptions.Default);

    private static IFamily Find(string name) =>
        AllFamilies.List.FirstOrDefault(family => family.Name == name)
        ?? throw new ArgumentException($"there is no family '{name}'; there are {string.Join(", ", Families)}",
            nameof(name));
}
