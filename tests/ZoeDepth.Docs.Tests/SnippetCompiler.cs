using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ZoeDepth.Docs.Tests;

/// <summary>
/// Compiles a text as the only file of a new console project with implicit usings that may hold unsafe code.
/// </summary>
internal static class SnippetCompiler
{
    /// <summary>
    /// The name of an assembly to which the procedural world shows its inside: for texts about changing it.
    /// </summary>
    public const string Friend = "ZoeDepth.Synthetic.Tests";

    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using " +
        "System.Linq; global using System.Net.Http; global using System.Threading; global using " +
        "System.Threading.Tasks;";

    /// <summary>What ZoeDepth.Synthetic uses in all of its files.</summary>
    private const string UsingsOfTheFriend =
        "global using ZoeDepth.Data; global using ZoeDepth.Synthetic.Numbers; global using ZoeDepth.Synthetic.Lanes;";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.EndsWith(".dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The compiled program, or what is wrong with it.</summary>
    /// <param name="text">the C#</param>
    /// <param name="errors">errors by line; empty when it compiles</param>
    /// <param name="name">of the assembly; a library of that name when given, else a program</param>
    public static Assembly? Compile(string text, out IReadOnlyList<string> errors, string? name = null)
    {
        var kind = name is null ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var options = new CSharpCompilationOptions(kind, allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable);
        var trees = new[] { ImplicitUsings + (name is null ? "" : UsingsOfTheFriend),
            text }.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source), Language));
        var compilation = CSharpCompilation.Create(name ?? "Snippet", trees, References, options);
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        errors = [.. result.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error)
            .Select(each => each.ToString())];
        return result.Success && name is null ? Assembly.Load(assembly.ToArray()) : null;
    }
}
