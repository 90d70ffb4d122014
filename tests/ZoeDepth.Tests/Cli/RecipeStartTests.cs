using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ZoeDepth.Cli.Shell;

namespace ZoeDepth.Tests.Cli;

/// <summary>
/// The recipes of the repository from what they begin at, as their comments and docs/training.md say: with their
/// losses, optimiser, heads and augmentation, for one step of two pictures.
/// </summary>
public sealed partial class RecipeStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Root(params string[] path) => Path.Combine([Goldens.RepositoryRoot, .. path]);

    private static JsonObject Read(string recipe) => JsonNode.Parse(File.ReadAllText(Root("recipes", recipe)), null,
        new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();

    [Theory]
    [InlineData("one-head.json", "reproduction-one-head.json")]
    [InlineData("two-heads.json", "reproduction-two-heads.json")]
    public async Task A_recipe_begins_at_what_the_line_above_it_makes(string name, string small)
    {
        var recipe = Read(name);
        var line = Init().Match(File.ReadAllText(Root("recipes", name))).Groups[1].Value;
        File.ReadAllText(Root("docs", "training.md")).ShouldContain($"\n{line}\n");
        string[] words = line.Split(' ')[1..];
        words[Array.IndexOf(words, "--out") + 1].ShouldBe(recipe["model"]!.GetValue<string>());

        // In small: the published architecture holds 1.4 GB.
        words[Array.IndexOf(words, "--config") + 1] = Root("recipes", "architectures", small);
        words[Array.IndexOf(words, "--out") + 1] = _folder.File("start");
        (await CommandRun.Of(words)).Ended(ExitCode.Done);
        await RenderAsync("indoor", "living-room");
        await RenderAsync("outdoor", "park");
        recipe["model"] = _folder.File("start");
        var sources = recipe["data"]!.AsArray();
        for (var i = 0; i < sources.Count; i++)
            sources[i]!["manifest"] = _folder.File(i == 0 ? "indoor" : "outdoor", "manifest.jsonl");
        await StepAsync(recipe, "run");
    }

    [Fact]
    public async Task Metres_are_learnt_on_top_of_relative_depth_as_the_two_recipes_stand()
    {
        var (relative, metric) = (Read("relative.json"), Read("metric-from-relative.json"));
        metric["model"]!.GetValue<string>().ShouldBe($"{relative["out"]!.GetValue<string>()}/model");
        relative["start"]!["config"] = Root(relative["start"]!["config"]!.GetValue<string>());
        await StepAsync(relative, "relative");
        metric["model"] = _folder.File("relative", "model");
        await StepAsync(metric, "metric");
    }

    private async Task RenderAsync(string name, string family) =>
        (await CommandRun.Of("synth", "--family", family, "--count", "4", "--size", "64x96", "--out",
            _folder.File(name))).Ended(ExitCode.Done);

    /// <summary>One step of a recipe, on the smallest of pictures, and its model asks for the recipe's size.</summary>
    private async Task StepAsync(JsonObject recipe, string name)
    {
        recipe["out"] = _folder.File(name);
        recipe["batch"] = 2;
        recipe["sizes"] = new JsonArray("64x96");
        recipe["schedule"]!["steps"] = 1;
        recipe.Remove("validation");
        foreach (var world in recipe["data"]!.AsArray().Where(source => source!["world"] is not null))
        {
            world!["count"] = 4;
            world["world"]!["sizes"] = new JsonArray("64x96");
            world["world"]!["families"] = new JsonObject { ["living-room"] = 1, ["park"] = 1 };
        }
        var file = _folder.Write($"{name}.json", JsonSerializer.SerializeToUtf8Bytes(recipe));
        // So small, pictures may be without any depth that a sensor would see.
        (await CommandRun.Of("train", file, "--threads", "2", "--unchecked")).Ended(ExitCode.Done);
        var size = ZoeDepthImageProcessor.FromPretrained(_folder.File(name, "model")).Size;
        $"{size.Height}x{size.Width}".ShouldBe(recipe["export"]!["size"]!.GetValue<string>());
    }

    [GeneratedRegex("^// +(zoedepth init .+)$", RegexOptions.Multiline)]
    private static partial Regex Init();
}
