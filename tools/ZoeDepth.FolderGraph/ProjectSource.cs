using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZoeDepth.FolderGraph;

/// <summary>The source files of one project, understood as the compiler does.</summary>
internal sealed class ProjectSource
{
    private static readonly string[] Implicit =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    private static readonly string[] MadeByBuilding = ["bin", "obj"];

    private readonly CSharpCompilation _compilation;
    private readonly string _root;

    /// <summary>Reads and parses the project in a folder.</summary>
    public ProjectSource(string folder)
    {
        _root = Path.GetFullPath(folder);
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None);
        var trees = Files(_root).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .Append(CSharpSyntaxTree.ParseText(GlobalUsings(), options, "GlobalUsings.g.cs"));
        // What other projects declare may be missing: only names of this one are looked up.
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "source", trees, framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>Every use of a type, or of an extension method, that stands in another folder of the project.</summary>
    public IEnumerable<FolderUse> Uses()
    {
        var names = Declared();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            if (tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)) continue;
            var model = _compilation.GetSemanticModel(tree);
            var from = FolderOf(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (!names.Contains(name.Identifier.Text)) continue;
                var info = model.GetSymbolInfo(name);
                if (TypeOf(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not { } type) continue;
                if (HomeOf(type) is not { } home) continue;
                var to = FolderOf(home);
                if (to != from) yield return new FolderUse(from, to, Relative(tree), type.Name);
            }
        }
    }

    /// <summary>The folders that hold source, the project's root as <c>.</c>.</summary>
    public IEnumerable<string> Folders() =>
        _compilation.SyntaxTrees.Where(tree => !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        .Select(FolderOf).Distinct().Order(StringComparer.Ordinal);

    private HashSet<string> Declared()
    {
        var roots = _compilation.SyntaxTrees.Select(tree => tree.GetRoot()).ToList();
        var types = roots.SelectMany(root => root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            .Select(type => type.Identifier.Text);
        var delegates = roots.SelectMany(root => root.DescendantNodes().OfType<DelegateDeclarationSyntax>())
            .Select(type => type.Identifier.Text);
        var extensions = roots.SelectMany(root => root.DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Where(method =>
                method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
            .Select(method => method.Identifier.Text);
        return [.. types, .. delegates, .. extensions];
    }

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type.OriginalDefinition,
        IMethodSymbol { IsExtensionMethod: true } method => method.ContainingType,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
        constructor.ContainingType.OriginalDefinition,
        _ => null,
    };

    /// <summary>Where a type is at home: of several parts, the file of its name.</summary>
    private static SyntaxTree? HomeOf(INamedTypeSymbol type)
    {
        var files = type.DeclaringSyntaxReferences.Select(part => part.SyntaxTree).ToList();
        return files.Find(file => Path.GetFileNameWithoutExtension(file.FilePath) == type.Name)
            ?? files.FirstOrDefault();
    }

    private string FolderOf(SyntaxTree tree) =>
        Path.GetDirectoryName(Relative(tree)) is { Length: > 0 } folder ? folder : ".";

    private string Relative(SyntaxTree tree) => Path.GetRelativePath(_root, tree.FilePath).Replace('\\', '/');

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs")
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !MadeByBuilding.Contains(Path.GetFileName(inner)))
            .SelectMany(Files))
        .Order(StringComparer.Ordinal);

    private string GlobalUsings()
    {
        var usings = Implicit.Select(name => $"global using {name};");
        foreach (var project in Directory.EnumerateFiles(_root, "*.csproj"))
        {
            usings = usings.Concat(XDocument.Load(project).Descendants("Using").Select(item =>
                (string?)item.Attribute("Alias") is { } alias
                    ? $"global using {alias} = {(string)item.Attribute("Include")!};"
                    : $"global using {((bool?)item.Attribute("Static") == true ? "static " : "")}" +
                        $"{(string)item.Attribute("Include")!};"));
        }
        return string.Join('\n', usings);
    }
}
