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
        var (page, name) = Path.GetDirectoryName(file) switch
        {
            "reproduction" => ("reproduction.md", "recipes/reproduction"),
            "zoedepth-mini" => ("training.md", Path.GetFileName(file)),
            _ => ("training.md", $"recipes/{file}"),
        };
        File.ReadAllText(Path.Combine(Goldens.RepositoryRoot, "docs", page)).ShouldContain(name);
    }

    [Theory, MemberData(nameof(Shipped))]
    public void A_recipe_of_the_repository_exports_a_size_that_it_trains_at(string file)
    {
        var recipe = RecipeFile.Read(Path.Combine(Folder, file));
        recipe.Sizes.ShouldContain(recipe.Export.Size.ShouldNotBeNull());
    }

    [Fact]
    public void What_is_learnt_on_top_of_the_model_in_the_box_is_learnt_at_its_own_size()
    {
        var recipe = RecipeFile.Read(Path.Combine(Folder, "own-pictures.json"));
        var own = ZoeDepthImageProcessor.FromPretrained(Path.Combine(Goldens.RepositoryRoot, recipe.Model!)).Size;
        recipe.Sizes.ShouldHaveSingleItem().ShouldBe($"{own.Height}x{own.Width}");
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
        recipe.Precision.ShouldBe("float32");
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
    [InlineData(""", "precision": "float16" """, "precision is \"float32\" or \"bfloat16\", but \"float16\" came")]
    [InlineData(""", "precision": null """, "precision")]
    [InlineData(""", "precision": 16 """, "precision")]
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
    [InlineData(""", "microBatch": 0 """, "microBatch")]
    [InlineData(""", "labelStride": 3 """, "labelStride")]
    [InlineData(""", "average": 1 """, "average")]
    [InlineData(""", "features": { "remembered": -1 } """, "features.remembered")]
    [InlineData(""", "features": {}, "objective": "relative" """, "features")]
    [InlineData(""", "domains": { "indoor": -1 } """, "domains.indoor")]
    [InlineData(""", "validation": { "data": [{ "manifest": "d", "missing": "near" }] } """, "data.missing")]
    [InlineData(""", "validation": { "data": [{ "manifest": "d", "weight": -1 }] } """, "data.weight")]
    [InlineData(""", "validation": { "data": [{ "manifest": "d", "count": 0 }] } """, "data.count")]
    [InlineData(""", "validation": { "data": [{ "manifest": "d", "skip": -1 }] } """, "data.skip")]
    [InlineData(""", "validation": { "data": [{ "world": {}, "families": { "hall": 1 } }] } """, "data.families")]
    [InlineData(""", "validation": { "data": [{ "world": { "sizes": [] } }] } """, "data.world.sizes")]
    [InlineData(""", "validation": { "data": [{ "world": { "round": 0 } }] } """, "data.world.round")]
    [InlineData(""", "validation": { "data": [{ "world": { "remembered": -1 } }] } """, "data.world.remembered")]
    [InlineData(""", "validation": { "data": [] } """, "validation")]
    [InlineData(""", "augmentation": { "flip": 2 } """, "augmentation.flip")]
    [InlineData(""", "augmentation": { "aspect": 1 } """, "augmentation.aspect")]
    [InlineData(""", "augmentation": { "colour": -1 } """, "augmentation.colour")]
    [InlineData(""", "augmentation": { "antialias": 2 } """, "augmentation.antialias")]
    [InlineData(""", "augmentation": { "channels": 2 } """, "augmentation.channels")]
    [InlineData(""", "augmentation": { "shading": -1 } """, "augmentation.shading")]
    [InlineData(""", "augmentation": { "blur": 2 } """, "augmentation.blur")]
    [InlineData(""", "augmentation": { "downscale": 2 } """, "augmentation.downscale")]
    [InlineData(""", "augmentation": { "jpeg": 2 } """, "augmentation.jpeg")]
    [InlineData(""", "augmentation": { "cutOut": 2 } """, "augmentation.cutOut")]
    [InlineData(""", "augmentation": { "original": {}, "flip": 0.1 } """, "instead of the other fields")]
    [InlineData(""", "augmentation": { "original": { "degrees": 181 } } """, "augmentation.original.degrees")]
    [InlineData(""", "augmentation": { "original": { "translateProbability": 2 } } """, "translateProbability")]
    [InlineData(""", "augmentation": { "original": { "maxTranslation": -1 } } """, "original.maxTranslation")]
    [InlineData(""", "augmentation": { "original": { "randomCrop": "8x8" } } """, "16 to 4096")]
    [InlineData(""", "augmentation": { "original": {} }, "objective": "relative" """, "for metres")]
    [InlineData(""", "validation": { "data": [{ "world": {}, "split": "train" }] } """, "data.split")]
    [InlineData(""", "validation": { "data": [{ "manifest": "d", "split": "" }] } """, "data.split")]
    [InlineData(""", "losses": { "siLog": 0 } """, "losses.siLog")]
    [InlineData(""", "losses": { "gradient": -1 } """, "losses.gradient")]
    [InlineData(""", "losses": { "scales": 9 } """, "losses.scales")]
    [InlineData(""", "losses": { "far": 2 } """, "losses.far")]
    [InlineData(""", "optimizer": { "rate": 0 } """, "optimizer.rate")]
    [InlineData(""", "optimizer": { "beta1": 1 } """, "optimizer.beta1")]
    [InlineData(""", "optimizer": { "beta2": 1 } """, "optimizer.beta2")]
    [InlineData(""", "optimizer": { "epsilon": 0 } """, "optimizer.epsilon")]
    [InlineData(""", "optimizer": { "weightDecay": -1 } """, "optimizer.weightDecay")]
    [InlineData(""", "optimizer": { "clip": -1 } """, "optimizer.clip")]
    [InlineData(""", "optimizer": { "groups": [{ "match": "a", "rate": -1 }] } """, "optimizer.groups")]
    [InlineData(""", "optimizer": { "decays": "some" } """, "optimizer.decays")]
    [InlineData(""", "schedule": { "steps": 0 } """, "schedule.steps")]
    [InlineData(""", "schedule": { "warmUp": -1 } """, "schedule.warmUp")]
    [InlineData(""", "schedule": { "floor": 2 } """, "schedule.floor")]
    [InlineData(""", "schedule": { "pctStart": 1 } """, "schedule.pctStart")]
    [InlineData(""", "schedule": { "divFactor": 0 } """, "schedule.divFactor")]
    [InlineData(""", "schedule": { "kind": "linear" } """, "schedule.kind")]
    [InlineData(""", "checkpoint": { "minutes": 0 } """, "checkpoint.minutes")]
    [InlineData(""", "checkpoint": { "steps": 0 } """, "checkpoint.steps")]
    [InlineData(""", "export": { "type": "int8" } """, "export.type")]
    [InlineData(""", "export": { "size": "8x8" } """, "multiple of 32")]
    public void A_field_that_cannot_be_is_named(string more, string name) =>
        Should.Throw<RecipeException>(() => Read(Least + more + "}")).Message.ShouldContain(name);

    [Fact]
    public void Fields_that_do_not_go_together_are_named()
    {
        const string Start = """{ "out": "o", "start": { "config": "c", "initialization": "mine" }, """;
        Should.Throw<RecipeException>(() => Read(Start + """ "data": [{ "manifest": "d" }], "sizes": ["64x96"] }"""))
            .Message.ShouldContain("start.initialization is \"transformers\" or \"original\", but \"mine\" came");
        var far = Least.Replace("\"d\"", "\"d\", \"missing\": \"far\"", StringComparison.Ordinal);
        Should.Throw<RecipeException>(() => Read(far + """, "augmentation": { "original": {} } }""")).Message
            .ShouldContain("what comes in at its edges is no sky");
    }

    [Fact]
    public void Fields_that_are_missing_are_named_in_words_of_recipes()
    {
        var said = Should.Throw<RecipeException>(() => Read("{}")).Message;
        said.ShouldEndWith(
            "these fields are missing: 'out', 'data', 'sizes'; docs/training.md explains every field");
        said.ShouldNotContain("TrainingRecipe");
    }

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
