using System.Globalization;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace ZoeDepth.Server.Tests.Deploy;

/// <summary>The memory that <c>deploy/</c> gives holds the sum that <c>docs/service.md</c> states.</summary>
public sealed partial class MemoryLimitTests
{
    private const long Process = 200_000_000;

    /// <summary>.NET uses three quarters of a limit for objects, an estimator a quarter of those, natively.</summary>
    private const double OfObjects = 0.75, OfNetwork = OfObjects / 4;

    /// <summary>Its weights, packed for its own precision and for one other.</summary>
    private static long Model => 3 * new FileInfo(Path.Combine(Goldens.RepositoryRoot, "models", "zoedepth-mini",
        "model.safetensors")).Length;

    private static long Requests => new ZoeDepthServerOptions().MaxRequestMemoryBytes;

    public static TheoryData<string, long> Given => new()
    {
        { "compose", long.Parse(Compose().Match(DeployFiles.Read("compose.yaml")).Groups[1].Value,
            CultureInfo.InvariantCulture) << 30 },
        { "systemd", long.Parse(Unit().Match(DeployFiles.Read("zoedepth.service")).Groups[1].Value,
            CultureInfo.InvariantCulture) << 30 },
        { "kubernetes", (long)KubernetesYaml.Deserialize<V1Deployment>(DeployFiles.Read("kubernetes",
            "deployment.yaml")).Spec.Template.Spec.Containers.Single().Resources.Limits["memory"].ToDecimal() },
    };

    [Theory, MemberData(nameof(Given))]
    public void The_memory_given_holds_all_that_may_come_and_the_model_in_the_box(string file, long given)
    {
        (Requests + DepthService.MemoryOfConnections + Process + Model + (long)(OfNetwork * given))
            .ShouldBeLessThanOrEqualTo(given, file);
        (Requests + DepthService.MemoryOfConnections).ShouldBeLessThanOrEqualTo((long)(OfObjects * given), file);
    }

    [Fact]
    public void The_documented_sum_is_that_of_the_options()
    {
        var text = File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "docs", "service.md"));
        var stated = Row().Matches(text).ToDictionary(row => row.Groups[1].Value,
            row => int.Parse(row.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        foreach (var (what, bytes) in RequestMemory.Of(new()))
            stated[what].ShouldBe((int)Math.Round(bytes / 1e6), what);
        stated["**all requests**"].ShouldBe((int)Math.Round(Requests / 1e6));
        stated["connections"].ShouldBe((int)Math.Round(DepthService.MemoryOfConnections / 1e6));
        stated["the process"].ShouldBe((int)(Process / 1e6));
        stated["zoedepth-mini"].ShouldBe((int)Math.Round(Model / 1e6));
    }

    [GeneratedRegex(@"mem_limit: (\d+)g\b")]
    private static partial Regex Compose();

    [GeneratedRegex(@"^MemoryMax=(\d+)G$", RegexOptions.Multiline)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\| ([^|]+) \| ([\d,]+) MB \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
