using System.Text.RegularExpressions;

namespace ZoeDepth.Server.Tests;

/// <summary>What <c>docs/threat-model.md</c> says holds a threat is a test that there is, or a trial.</summary>
public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_answer_names_a_test_or_a_trial_that_there_is()
    {
        var text = File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "docs", "threat-model.md"));
        var trials = File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "bench", "service-trials.sh"));
        var tests = typeof(ThreatModelTests).Assembly.GetTypes().ToLookup(type => type.Name);
        var rows = text[text.IndexOf("## What holds", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        rows.Count.ShouldBeGreaterThan(12);
        foreach (var row in rows)
        {
            var names = Quoted().Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value).ToList();
            names.ShouldNotBeEmpty(row);
            foreach (var name in names)
            {
                var (type, method) = name.Split('.') is [var first, var second] ? (first, second) : (name, null);
                if (!type.EndsWith("Tests", StringComparison.Ordinal)) trials.ShouldContain($"|{type}|");
                else
                    tests[type].Any(found => method is null || found.GetMethod(method) is not null)
                        .ShouldBeTrue(name);
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
