using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Recipes as text.</summary>
public sealed class RecipeTests
{
    private const string Least = """{ "model": "m", "out": "o", "data": [{ "manifest": "d" }], "sizes": ["64x96"] """;

    private static readonly string Folder = Path.Combine(Goldens.RepositoryRoot, "recipes");

    public static TheoryData<string> Shipped =>
        [.. Names("*.json"), .. Names("reproduction/*.json"), .. Names("zoedepth-mini/*.json")];

    public static TheoryData<string> Architectures => [.. Names("architectures/*.json")];

    private static IEnumerable<string> Names(string pattern) =>
        Directory.GetFiles(Path.Combine(Folder, Path.GetDirectoryName(pattern)!), "*.json")
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'));

    [Theory, MemberData(nameof(Shipped))]
    public void The_recipes_of_the_repository_are_understood_and_explained(string file)
    {
        var recipe = RecipeFile.Read(Path.Combine(Folder, file));
        recipe.Data.ShouldNotBeEmpty();
        if (recipe.Start is { } start)
            File.Exists(Path.Combine(Goldens.RepositoryRoot, start.Config)).ShouldBeTrue(start.Config);
        var (page, name) = file.StartsWith("reproduction/", StringComparison.Ordinal)
            ? ("reproduction.md", "recipes/reproduction") : ("training.md", $"recipes/{file}");
        File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "docs", page)).ShouldContain(name);
    }

    [Theory, MemberData(nameof(Architectures))]
    public void The_architectures_of_the_recipes_can_be_built(string file)
    {
        using var model =
            ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.FromPretrained(Path.Combine(Folder, file)));
        model.Parameters.Sum(parameter => parameter.Shape.Count).ShouldBeInRange(100_000, 2_000_000);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var recipe = Read(Least + "}");
        (recipe.Batch, recipe.LabelStride, recipe.Average, recipe.Heads).ShouldBe((16, 1, 0.999, "labelled"));
        (recipe.Losses.SiLog, recipe.Losses.Beta, recipe.Optimizer.Clip, recipe.Schedule.Kind)
            .ShouldBe((1, 0.15, 0.1, "cosine"));
        recipe.Data[0].Weight.ShouldBe(1);
    }

    [Theory]
    [InlineData(""", "lossess": {} """, "lossess")]
    [InlineData(""", "optimizer": { "lr": 1 } """, "lr")]
    [InlineData(""", "batch": 0 """, "batch")]
    [InlineData(""", "batch": 16, "microBatch": 5 """, "microBatch")]
    [InlineData(""", "heads": "own" """, "heads")]
    [InlineData(""", "heads": "auto", "losses": { "domain": 1 } """, "losses.domain")]
    [InlineData(""", "objective": "both" """, "objective")]
    [InlineData(""", "start": { "config": "c" } """, "both")]
    [InlineData(""", "losses": { "trim": 1 } """, "losses.trim")]
    [InlineData(""", "features": { "views": 0 } """, "features.views")]
    [InlineData(""", "features": {}, "heads": "auto" """, "features")]
    [InlineData(""", "losses": { "alignment": "none" } """, "losses.alignment")]
    [InlineData(""", "losses": { "beta": 0 } """, "losses.beta")]
    [InlineData(""", "augmentation": { "crop": 0 } """, "augmentation.crop")]
    [InlineData(""", "domains": { "space": 1 } """, "domains")]
    [InlineData(""", "seed": 1, "seed": 2 """, "seed")]
    [InlineData(""", "validation": { "data": [{ "count": 3 }] } """, "one of manifest, world, nyu and kitti")]
    [InlineData(""", "validation": { "data": [{ "manifest": "d", "world": {} }] } """, "several")]
    [InlineData(""", "validation": { "data": [{ "world": { "kind": "guess" } }] } """, "data.world.kind")]
    [InlineData(""", "validation": { "data": [{ "world": { "sizes": ["8x8"] } }] } """, "16 to 4096")]
    [InlineData(""", "validation": { "data": [{ "world": { "families": { "hall": 0 } } }] } """, "data.world.families")]
    [InlineData(""", "validation": { "data": [{ "world": {}, "skipBadLines": true }] } """, "data.skipBadLines")]
    [InlineData(""", "validation": { "data": [{ "nyu": { "list": "l" } }] } """, "images")]
    public void A_field_that_cannot_be_is_named(string more, string name) =>
        Should.Throw<RecipeException>(() => Read(Least + more + "}")).Message.ShouldContain(name);

    [Theory]
    [InlineData("100x128")]
    [InlineData("128")]
    [InlineData("x")]
    [InlineData("0x32")]
    public void A_size_is_rows_and_columns_of_whole_patches(string size) =>
        Should.Throw<RecipeException>(() =>
            Read(Least.Replace("64x96", size, StringComparison.Ordinal) + "}")).Message.ShouldContain("multiple of 32");

    private static TrainingRecipe Read(string json)
    {
        using var folder = new TemporaryFolder();
        return RecipeFile.Read(folder.Write("recipe.json", System.Text.Encoding.UTF8.GetBytes(json)));
    }
}
