using ZoeDepth.Testing.Hub;

namespace ZoeDepth.Docs.Tests;

/// <summary>
/// Every C# block of the README and of docs/ compiles as it stands; those that need no foreign native part and end by
/// themselves run.
/// </summary>
public sealed class SnippetTests
{
    private static readonly string[] NativeLibraries = ["using OpenCvSharp;", "using SkiaSharp;"];

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var block in Markdown.Blocks("csharp")) data.Add(block.File, block.Line);
            return data;
        }
    }

    public static TheoryData<string, int> Programs
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var block in Markdown.Blocks("csharp").Where(IsRunnable)) data.Add(block.File, block.Line);
            return data;
        }
    }

    [Theory, MemberData(nameof(Snippets))]
    public void A_block_compiles_in_a_new_console_project(string file, int line)
    {
        var text = BlockAt(file, line).Text;
        SnippetCompiler.Compile(text, out var errors, IsOfTheInside(text) ? SnippetCompiler.Friend : null);
        errors.ShouldBeEmpty($"{file}:{line}");
    }

    [Fact]
    public void A_block_that_does_not_compile_would_be_told()
    {
        SnippetCompiler.Compile("Console.WriteLine(depth);", out var errors).ShouldBeNull();
        errors.ShouldHaveSingleItem().ShouldContain("CS0103");
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task A_program_runs_where_its_photo_and_its_model_lie(string file, int line)
    {
        using var folder = new TemporaryFolder();
        Copy(Path.Combine(Goldens.PathOf("hf", "two-heads-kitti")), folder.File("models", "zoedepth-nyu-kitti"));
        var photo = Path.Combine(Goldens.RepositoryRoot, "samples", "photos", "room_desk.jpg");
        File.Copy(photo, folder.File("room.jpg"));
        File.Copy(
            Path.Combine(Goldens.RepositoryRoot, "tests", "ZoeDepth.Imaging.ImageSharp.Tests", "files", "lossy.webp"),
            folder.File("room.webp"));
        var program = SnippetCompiler.Compile(BlockAt(file, line).Text, out _)!;

        // Models are fetched from a mirror on this machine.
        using var mirror = new HubServer();
        mirror.Repos["Intel/zoedepth-nyu-kitti"] = HubRepo.OfFolder(Goldens.PathOf("hf", "two-heads-kitti"));
        Environment.SetEnvironmentVariable("HF_ENDPOINT", $"{mirror.Endpoint}");
        Environment.SetEnvironmentVariable("HF_HOME", folder.File("hf"));

        var (home, console) = (Environment.CurrentDirectory, Console.Out);
        var output = new StringWriter();
        try
        {
            Environment.CurrentDirectory = folder.Path;
            Console.SetOut(output);
            var entry = program.EntryPoint!;
            var result = entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            if (result is Task running) await running;
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = home;
            Environment.SetEnvironmentVariable("HF_ENDPOINT", null);
            Environment.SetEnvironmentVariable("HF_HOME", null);
        }
        output.ToString().ShouldNotBeNullOrWhiteSpace($"{file}:{line} says nothing");
    }

    private static Block BlockAt(string file, int line) =>
        Markdown.Blocks("csharp").Single(block => block.File == file && block.Line == line);

    private static bool IsRunnable(Block block) =>
        !IsOfTheInside(block.Text) && !IsHost(block.Text)
            && !NativeLibraries.Any(library => block.Text.Contains(library, StringComparison.Ordinal));

    /// <summary>A host serves until somebody stops it; the samples' are started by a test of their own.</summary>
    private static bool IsHost(string text) => text.Contains(".Run();", StringComparison.Ordinal);

    /// <summary>A type of the product, not a program over it.</summary>
    private static bool IsOfTheInside(string text) => text.Contains("internal sealed class", StringComparison.Ordinal);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
