namespace ZoeDepth;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Field">
/// the key as <c>config.json</c> spells it, with its path: <c>backbone_config.patch_size</c>; empty for the file as a
/// whole
/// </param>
/// <param name="Expected">what may stand there, and why</param>
/// <param name="Received">what stands there</param>
public sealed record ConfigurationProblem(string Field, string Expected, string Received)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Field.Length == 0 ? "" : Field + ": ")}expected {Expected}; received {Received}";
}

/// <summary>
/// A configuration cannot be read, contradicts itself, or describes a model that does not exist. All problems are named
/// at once.
/// </summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>An error of one or more problems.</summary>
    /// <param name="file">the file they stand in; null for a configuration made in code</param>
    /// <param name="problems">at least one</param>
    /// <param name="inner">what was thrown by whoever found it</param>
    public ConfigurationException(string? file, IReadOnlyList<ConfigurationProblem> problems, Exception? inner = null)
        : base(Text(file, problems), inner)
    {
        File = file;
        Problems = problems;
    }

    /// <summary>The file the configuration came from; null for one made in code.</summary>
    public string? File { get; }

    /// <summary>Everything that is wrong, in the order it was found.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    private static string Text(string? file, IReadOnlyList<ConfigurationProblem> problems)
    {
        var place = file ?? "configuration";
        return problems.Count == 1
            ? $"{place}: {problems[0]}"
            : $"{place}: {problems.Count} fields are wrong:{string.Concat(problems.Select(p => "\n  " + p))}";
    }
}
