using System.Reflection;
using System.Text.RegularExpressions;

namespace ZoeDepth.Tests.Architecture;

/// <summary>
/// What is public is listed in docs/architecture/public-api.md, each type with a reason a user would give; the members
/// of each stand in <c>PublicAPI.Unshipped.txt</c> beside its project, which the compiler holds them to.
/// </summary>
public sealed partial class PublicApiTests
{
    /// <summary>Of the packages one estimates and makes pictures with; the others state their own.</summary>
    private const int MostTypes = 90;

    private static readonly Assembly[] Packages =
    [
        typeof(Runtime.Threading.Work).Assembly, typeof(Imaging.RasterImage).Assembly,
        typeof(Tensors.Tensor).Assembly, typeof(DepthEstimator).Assembly, typeof(Synthetic.SyntheticWorld).Assembly,
    ];

    private static readonly Assembly[] LaterPackages =
    [
        typeof(Data.IDepthDataset).Assembly, typeof(Training.Trainer).Assembly, typeof(Mini.ZoeDepthMini).Assembly,
        typeof(Imaging.ImageSharp.ImageSharpDecoders).Assembly, typeof(Hub.ModelHub).Assembly,
        typeof(Geometry.DepthMesh).Assembly, typeof(Server.ZoeDepthServerOptions).Assembly,
        typeof(Extensions.ZoeDepthOptions).Assembly,
    ];

    private static IEnumerable<Assembly> All => Packages.Concat(LaterPackages);

    public static TheoryData<string> Names => [.. All.Select(package => package.GetName().Name!)];

    [Theory, MemberData(nameof(Names))]
    public void Every_public_type_is_listed_with_a_reason(string name)
    {
        var listed = Listed(name);
        listed.Keys.ShouldBe(Public(All.Single(each => each.GetName().Name == name)), ignoreOrder: true);
        listed.Values.ShouldAllBe(reason => reason.Length > 10);
    }

    [Fact]
    public void They_are_few() =>
        Packages.Sum(package => Public(package).Count).ShouldBeLessThanOrEqualTo(MostTypes);

    /// <summary>Types by the name a user writes; types within types belong to theirs.</summary>
    private static List<string> Public(Assembly package) =>
        [.. package.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name)];

    private static Dictionary<string, string> Listed(string package)
    {
        var file = Path.Combine(Goldens.RepositoryRoot, "docs", "architecture", "public-api.md");
        var section = File.ReadAllText(file).Split("\n## ")
            .Single(text => text.StartsWith(package + ":", StringComparison.Ordinal));
        return Row().Matches(section).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
