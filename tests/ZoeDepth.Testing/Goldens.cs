using System.Reflection;
using System.Text.Json;

namespace ZoeDepth.Testing;

/// <summary>
/// Where the reference numbers lie: the folder named by <c>ZOEDEPTH_GOLDENS</c>, or <c>tests/goldens</c> of the
/// repository. A family that the named folder lacks has no cases; the repository's own families must exist.
/// </summary>
public static class Goldens
{
    /// <summary>The root of the checkout this test was built from.</summary>
    public static string RepositoryRoot
        { get; } = typeof(Goldens).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Whether <c>ZOEDEPTH_GOLDENS</c> names another set.</summary>
    public static bool IsForeign => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ZOEDEPTH_GOLDENS"));

    /// <summary>The folder that holds the families.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("ZOEDEPTH_GOLDENS") is
        { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.Combine(RepositoryRoot, "tests", "goldens");

    /// <summary>The full path of a file of a family: <c>Folder("hf", "single-softplus")</c>.</summary>
    public static string PathOf(string family, params string[] parts) => Path.Combine([Root, family, .. parts]);

    /// <summary>
    /// The cases of a family, in the order of its <c>cases.json</c> (a list, or an object with a list named "cases").
    /// Empty when another set is named that lacks the family; a missing family of the repository's own is an error.
    /// </summary>
    public static IReadOnlyList<JsonElement> Cases(string family)
    {
        var file = PathOf(family, "cases.json");
        if (IsForeign && !File.Exists(file)) return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = document.RootElement.Clone();
        var list = root.ValueKind == JsonValueKind.Array ? root : root.GetProperty("cases");
        return [.. list.EnumerateArray()];
    }

    /// <summary>One case of a family by name.</summary>
    public static JsonElement Case(string family, string name) =>
        Cases(family).Single(c => c.GetProperty("name").GetString() == name);

    /// <summary>
    /// The names of all cases of a family whose <c>op</c> is among <paramref name="operations"/> (all of them when none
    /// is named), for a theory.
    /// </summary>
    public static TheoryData<string> Names(string family, params string[] operations)
    {
        var names = new TheoryData<string>();
        foreach (var item in Cases(family))
            if (operations.Length == 0 || operations.Contains(item.GetProperty("op").GetString()))
                names.Add(item.GetProperty("name").GetString()!);
        return names;
    }
}
