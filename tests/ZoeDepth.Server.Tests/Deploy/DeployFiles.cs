using System.Text.RegularExpressions;

namespace ZoeDepth.Server.Tests.Deploy;

/// <summary>The files of <c>deploy/</c>.</summary>
internal static partial class DeployFiles
{
    public static string PathOf(params string[] parts) =>
        Path.Combine([Goldens.RepositoryRoot, "deploy", .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    /// <summary>Options that <c>zoedepth serve</c> has, as its source says.</summary>
    public static IReadOnlySet<string> Options { get; } = Option().Matches(File.ReadAllText(
        Path.Combine(Goldens.RepositoryRoot, "src", "ZoeDepth.Cli", "ServeCommand.cs")))
        .Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>A command line of the service: its verb, and options that there are.</summary>
    public static void ShouldServe(IEnumerable<string> arguments)
    {
        var words = arguments.ToList();
        words[0].ShouldBe("serve");
        words.Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .ShouldAllBe(word => Options.Contains(word));
    }

    [GeneratedRegex("\"(--[a-z-]+)\"")]
    private static partial Regex Option();
}
