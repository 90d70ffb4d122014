using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ZoeDepth.Tests.Architecture;

/// <summary>The walls of ARCHITECTURE.md.</summary>
public sealed partial class FloorPlanTests
{
    private static readonly Dictionary<string, string[]> Floors = new()
    {
        ["ZoeDepth.Runtime"] = [],
        ["ZoeDepth.Kernels"] = ["ZoeDepth.Runtime"],
        ["ZoeDepth.Kernels.Assembled"] = ["ZoeDepth.Kernels", "ZoeDepth.Runtime"],
        ["ZoeDepth.Imaging"] = ["ZoeDepth.Runtime"],
        ["ZoeDepth.Imaging.ImageSharp"] = ["ZoeDepth.Imaging"],
        ["ZoeDepth.Tensors"] = ["ZoeDepth.Kernels", "ZoeDepth.Runtime"],
        ["ZoeDepth.Data"] = ["ZoeDepth.Imaging", "ZoeDepth.Runtime"],
        ["ZoeDepth.Synthetic"] = ["ZoeDepth.Data", "ZoeDepth.Imaging", "ZoeDepth.Runtime"],
        ["ZoeDepth"] = ["ZoeDepth.Tensors", "ZoeDepth.Imaging", "ZoeDepth.Runtime"],
        ["ZoeDepth.Mini"] = ["ZoeDepth"],
        ["ZoeDepth.Hub"] = ["ZoeDepth", "ZoeDepth.Runtime"],
        ["ZoeDepth.Extensions"] = ["ZoeDepth", "ZoeDepth.Tensors", "ZoeDepth.Imaging"],
        ["ZoeDepth.Geometry"] = ["ZoeDepth", "ZoeDepth.Imaging", "ZoeDepth.Runtime"],
        ["ZoeDepth.Server"] = ["ZoeDepth", "ZoeDepth.Geometry", "ZoeDepth.Tensors", "ZoeDepth.Imaging",
            "ZoeDepth.Runtime"],
        ["ZoeDepth.Training"] = ["ZoeDepth", "ZoeDepth.Tensors", "ZoeDepth.Data", "ZoeDepth.Imaging",
            "ZoeDepth.Runtime"],
        ["ZoeDepth.Cli"] =
        [
            "ZoeDepth", "ZoeDepth.Geometry", "ZoeDepth.Hub", "ZoeDepth.Mini", "ZoeDepth.Server", "ZoeDepth.Training",
            "ZoeDepth.Synthetic", "ZoeDepth.Data", "ZoeDepth.Imaging", "ZoeDepth.Imaging.ImageSharp",
            "ZoeDepth.Kernels.Assembled", "ZoeDepth.Tensors", "ZoeDepth.Runtime",
        ],
    };

    // The library that estimates is .NET alone; files of other people's datasets and of rarer kinds are read, downloads
    // tried again, learning curves drawn, geometry files written, tiles assembled,
    // hosts served, and an interface described, with kept packages.
    private static readonly string[] MayUsePackages =
    [
        "ZoeDepth.Cli", "ZoeDepth.Data", "ZoeDepth.Extensions", "ZoeDepth.Geometry", "ZoeDepth.Hub",
        "ZoeDepth.Imaging.ImageSharp", "ZoeDepth.Kernels.Assembled", "ZoeDepth.Server", "ZoeDepth.Training",
    ];

    public static TheoryData<string> ModelFolders => ["Layers", "Backbone", "Decoder", "Metric"];

    [Fact]
    public void Projects_refer_only_downwards()
    {
        var projects = Directory.GetFiles(Path.Combine(Goldens.RepositoryRoot, "src"), "*.csproj",
            SearchOption.AllDirectories);
        projects.Select(Path.GetFileNameWithoutExtension).Order()
            .ShouldBe(Floors.Keys.Order(),
                "a new project needs a floor: say in ARCHITECTURE.md and here what it may refer to");
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))
                .ShouldBe(Floors[name], ignoreOrder: true, $"{name} refers to other floors than it may");
            if (!MayUsePackages.Contains(name))
                Items(project, "PackageReference").ShouldBeEmpty($"{name} is framework only");
        }
    }

    [Fact]
    public void A_project_sees_only_what_it_refers_to() =>
        XDocument.Load(Path.Combine(Goldens.RepositoryRoot, "Directory.Build.props"))
            .Descendants("DisableTransitiveProjectReferences")
            .Single().Value.ShouldBe("true", "else every floor sees all floors below it, whatever its references say");

    [Fact]
    public void Only_one_project_and_one_folder_ask_the_network_and_only_one_project_answers_it()
    {
        var speaks = Directory.GetDirectories(Path.Combine(Goldens.RepositoryRoot, "src")).Select(Path.GetFileName)
            .Where(project => project != "ZoeDepth.Cli" && Sources.CSharp("src", project!).SelectMany(Sources.Code)
                .Any(line => Network().IsMatch(line)));
        speaks.ShouldBe(["ZoeDepth.Hub", "ZoeDepth.Server"], ignoreOrder: true,
            "models are found by ZoeDepth and fetched by ZoeDepth.Hub alone; ZoeDepth.Server listens");
        // Images that requests name by URL are fetched there, behind its checks, and nowhere else.
        var remote = Sources.CSharp("src", "ZoeDepth.Server/Remote");
        remote.SelectMany(Sources.Code).ShouldContain(line => Asks().IsMatch(line));
        Sources.CSharp("src", "ZoeDepth.Server").Except(remote).Concat(Sources.CSharp("src", "ZoeDepth.Cli"))
            .SelectMany(Sources.Code).ShouldNotContain(line => Asks().IsMatch(line));
    }

    [GeneratedRegex(@"\b(HttpClient|HttpMessage(Handler|Invoker)|SocketsHttpHandler|TcpClient|WebRequest|Dns)\b")]
    private static partial Regex Asks();

    [GeneratedRegex(@"\b(System\.Net|HttpClient|HttpMessageHandler|Socket|TcpClient|WebRequest)\b")]
    private static partial Regex Network();

    [Fact]
    public void Kernels_are_nobody_elses_interface() =>
        typeof(Kernels.Simd.Dispatch).Assembly.GetExportedTypes().ShouldBeEmpty();

    [Theory, MemberData(nameof(ModelFolders))]
    public void The_model_floor_reads_like_the_paper(string folder)
    {
        var files = Sources.CSharp("src", "ZoeDepth", folder);
        files.ShouldNotBeEmpty();
        var found = files.SelectMany(file => Sources.Code(file)
            .Select((line, i) => (line, at: $"{Sources.Relative(file)}:{i + 1}")))
            .Where(pair => Forbidden().IsMatch(pair.line)).Select(pair => $"{pair.at}: {pair.line.Trim()}");
        found.ShouldBeEmpty(
            "loops over numbers, memory, precision and the mode of a pass belong below the model floor; see " +
            "ARCHITECTURE.md");
    }

    // foreach over layers is the paper's own "for each block"; a counting loop is one over numbers.
    [GeneratedRegex(
        @"\b(Span|ReadOnlySpan|Memory|Dispose|training|IsTraining|Training|Precision|unsafe|stackalloc|fixed|Vector\w*)\b|\b(float|double|byte|int)\*|\bfor \(|\bwhile \(")]
    private static partial Regex Forbidden();

    /// <summary>
    /// Which map no later layer reads is known to the model alone: it may give one back before its frame closes, in
    /// these files and nowhere else.
    /// </summary>
    [Fact]
    public void Maps_are_given_back_early_where_only_the_model_knows_their_last_reader() =>
        ModelFolders.SelectMany(folder => Sources.CSharp("src", "ZoeDepth", folder.Data))
            .Where(file => Sources.Code(file).Any(line => line.Contains(".Release(", StringComparison.Ordinal)))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order()
            .ShouldBe(["MetricHead", "ResNetBackbone", "SwinBackbone", "TransformerBackbone"]);

    [Theory]
    [InlineData("for (var i = 0; i < n; i++)")]
    [InlineData("Span<float> row")]
    [InlineData("float* p")]
    [InlineData("if (training)")]
    [InlineData("public void Dispose()")]
    public void The_words_looked_for_are_found(string line) => Forbidden().IsMatch(line).ShouldBeTrue();

    [Theory]
    [InlineData("foreach (var layer in _layers) tokens = layer.Forward(tokens);")]
    [InlineData("using var frame = x.Pass.Frame();")]
    public void What_the_model_floor_does_say_is_allowed(string line) => Forbidden().IsMatch(line).ShouldBeFalse();

    [Fact]
    public void An_operation_has_a_file_of_its_own_named_like_it()
    {
        var files = Sources.CSharp("src", "ZoeDepth.Tensors", "Ops");
        files.Count.ShouldBeGreaterThan(30);
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            File.ReadLines(file).Count()
                .ShouldBeLessThanOrEqualTo(200, $"{Sources.Relative(file)}: an operation is one idea; split it");
            PublicOperations(file).Distinct().Where(operation => operation != name)
                .ShouldBeEmpty($"{Sources.Relative(file)} holds another public operation than {name}");
        }
    }

    [Fact]
    public void Every_public_operation_is_found_in_the_file_named_like_it()
    {
        var inFiles = Sources.CSharp("src", "ZoeDepth.Tensors", "Ops").SelectMany(PublicOperations).ToHashSet();
        var inAssembly = typeof(Tensors.Operations)
            .GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Select(method => method.Name).ToHashSet();
        inFiles.ShouldBe(inAssembly, ignoreOrder: true);
    }

    /// <summary>
    /// Names of public static methods of the class Operations in a file: those of other types stand deeper or in files
    /// without that class.
    /// </summary>
    private static IEnumerable<string> PublicOperations(string file)
    {
        var code = Sources.Code(file).ToList();
        if (!code.Any(line => line.StartsWith("public static partial class Operations", StringComparison.Ordinal)
            || line.StartsWith("public static unsafe partial class Operations", StringComparison.Ordinal))) return [];
        return code.Select(line => PublicMethod().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^    public static .*?\b(\w+)\((?!.*\bclass\b)")]
    private static partial Regex PublicMethod();

    private static List<string> Items(string project, string kind) =>
        [.. XDocument.Load(project).Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'))];
}
