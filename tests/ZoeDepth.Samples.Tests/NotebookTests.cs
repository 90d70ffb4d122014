using System.Diagnostics;
using System.Text.Json;

namespace ZoeDepth.Samples.Tests;

/// <summary>The notebook's cells, one after the other, are a program.</summary>
public sealed class NotebookTests
{
    private static readonly string Folder = Path.Combine(Goldens.RepositoryRoot, "samples", "Notebook");

    private static readonly string Console =
        Path.Combine(Goldens.RepositoryRoot, "samples", "Console", "bin", "Release", "net10.0");

    private static IEnumerable<string> Cells()
    {
        using var notebook = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "depth.ipynb")));
        return [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "code")
            .Select(cell => cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()))
            .Select(lines => string.Concat(lines))];
    }

    [Fact]
    public void What_it_refers_to_lies_where_it_says()
    {
        var references = Cells().SelectMany(cell => cell.Split('\n'))
            .Where(line => line.StartsWith("#r ", StringComparison.Ordinal)).Select(line => line.Split('"')[1])
            .ToList();
        references.ShouldNotBeEmpty();
        foreach (var reference in references) File.Exists(Path.Combine(Folder, reference)).ShouldBeTrue(reference);
    }

    [Fact]
    public async Task Its_cells_run()
    {
        // A program of one file: a kernel of notebooks is too much to install for one.
        using var folder = new TemporaryFolder();
        var code = string.Join("\n", Cells()).Split('\n')
            .Where(line => !line.StartsWith("#r ", StringComparison.Ordinal)).ToList();
        var usings = code.Where(line => line.StartsWith("using ", StringComparison.Ordinal)).ToList();
        var program = folder.File("Notebook");
        Directory.CreateDirectory(program);
        File.WriteAllLines(Path.Combine(program, "Program.cs"), [.. usings, .. code.Except(usings)]);
        File.WriteAllText(Path.Combine(program, "Notebook.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Console}/ZoeDepth*.dll" Exclude="{Console}/ZoeDepth.Samples.*.dll" />
              </ItemGroup>
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet", ["run", "--project", program])
            { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said + await error);
        said.ShouldMatch(@"^\d+\.\d\d to \d+\.\d\d m, indoor");
    }
}
