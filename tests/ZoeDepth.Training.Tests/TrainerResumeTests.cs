using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>What a run that goes on insists on, and what it makes up for.</summary>
public sealed class TrainerResumeTests : IDisposable
{
    private const long Total = 7;

    private readonly TemporaryFolder _folder = new();
    private readonly TrainingRecipe _recipe;
    private readonly string _manifest;

    public TrainerResumeTests()
    {
        _manifest = SmallWorld.Write(_folder);
        _recipe = SmallWorld.Recipe(_folder, _manifest, Total);
    }

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(3), InlineData(Total)]
    public void A_run_that_was_stopped_while_it_was_judged_is_judged_when_it_goes_on(long step)
    {
        var whole = _recipe with { Out = _folder.File("whole") };
        Run(whole, new Silent());
        var stopped = Run(_recipe, new Silent { StopsAfter = step });
        (stopped.Step, stopped.Folder).ShouldBe((step, null));
        var report = new Silent();
        Run(_recipe, report).Folder.ShouldNotBeNull();
        report.Results.ShouldNotBeEmpty();
        File.ReadAllBytes(Path.Combine(_recipe.Out, "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(whole.Out, "model", "model.safetensors")));
        Validations(_recipe).ShouldBe(Validations(whole));
        // A run that is over has nothing to do.
        var again = new Silent();
        Run(_recipe, again).Step.ShouldBe(Total);
        (again.Steps.Count, again.Results.Count).ShouldBe((0, 0));
    }

    public static TheoryData<string> Augmentations => ["worn", "original"];

    [Theory, MemberData(nameof(Augmentations))]
    public void A_run_with_any_augmentation_that_was_killed_goes_on_to_the_same_bits(string kind)
    {
        var recipe = _recipe with
        {
            Validation = null,
            Data = [_recipe.Data[0] with { Missing = "unknown" }],
            Augmentation = kind == "original"
                ? new() { Original = new() { Degrees = 3, TranslateProbability = 0.5, MaxTranslation = 10 } }
                : new()
                {
                    Channels = 0.5, Shading = 0.5, Blur = 0.5, Downscale = 0.5, Jpeg = 0.5, CutOut = 0.5,
                },
        };
        var whole = recipe with { Out = _folder.File("whole") };
        Run(whole, new Silent());
        Should.Throw<PowerCutException>(() => Run(recipe, new Silent { DiesAfter = 3 }));
        using (var trainer = new Trainer(recipe, new TrainerOptions { Threads = 3, LoaderThreads = 2 }, new Silent()))
            trainer.Run(default).Step.ShouldBe(Total);
        File.ReadAllBytes(Path.Combine(recipe.Out, "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(Path.Combine(whole.Out, "model", "model.safetensors")));
        File.ReadLines(Path.Combine(recipe.Out, "curves.csv")).Select(line => line.Split(',')[1])
            .ShouldBe(File.ReadLines(Path.Combine(whole.Out, "curves.csv")).Select(line => line.Split(',')[1]));
        // It is another run than one without.
        var plain = recipe with { Augmentation = new(), Out = _folder.File("plain") };
        Run(plain, new Silent());
        File.ReadAllBytes(Path.Combine(plain.Out, "model", "model.safetensors"))
            .ShouldNotBe(File.ReadAllBytes(Path.Combine(whole.Out, "model", "model.safetensors")));
    }

    [Fact]
    public void A_second_run_in_a_folder_is_refused_while_the_first_one_goes()
    {
        var refused = "";
        Run(_recipe, new Silent
        {
            At = (3, () => refused = Should.Throw<RecipeException>(() => Run(_recipe, new Silent())).Message),
        }).Step.ShouldBe(Total);
        refused.ShouldBe($"another run writes to {_recipe.Out}; wait for its end, or choose another folder");
    }

    [Fact]
    public void A_run_that_was_opened_before_another_one_wrote_is_refused()
    {
        using var late = new Trainer(_recipe, new TrainerOptions { Threads = 2 }, new Silent());
        Run(_recipe, new Silent { StopsAfter = 2 });
        Should.Throw<RecipeException>(() => late.Run(default)).Message.ShouldContain("start it again");
        Run(_recipe, new Silent()).Step.ShouldBe(Total);
    }

    [Fact]
    public void Other_pictures_than_it_began_with_are_refused()
    {
        Run(_recipe, new Silent { StopsAfter = 2 });
        var lines = File.ReadAllLines(_manifest);
        File.WriteAllLines(_manifest, [lines[1], lines[0], .. lines[2..]]);
        Should.Throw<RecipeException>(() => Run(_recipe, new Silent())).Message
            .ShouldContain("holds a run of other pictures: 20 pictures, ");
        File.WriteAllLines(_manifest, lines);
        Run(_recipe, new Silent()).Step.ShouldBe(Total);
    }

    [Fact]
    public void Other_weights_than_a_delta_began_from_are_refused()
    {
        var recipe = _recipe with { Export = _recipe.Export with { Delta = true } };
        Run(recipe, new Silent { StopsAfter = 2 });
        using (var other = ZoeDepthForDepthEstimation.FromConfig(SmallWorld.Config, seed: 4))
            other.SavePretrained(recipe.Model!);
        Should.Throw<RecipeException>(() => Run(recipe, new Silent())).Message
            .ShouldContain("are not those the run in");
    }

    [Fact]
    public void Pictures_without_labels_are_left_out_and_named()
    {
        // Of three pictures, one a part, two have no depth at all: whole parts have nothing to learn from.
        foreach (var empty in new[] { 0, 1 })
            Imaging.DepthPng.Save(new float[72 * 54], 72, 54, _folder.File($"{empty}.png"),
                Imaging.DepthScale.Millimetres);
        var recipe = _recipe with
        {
            MicroBatch = 1, InitialDepth = false, Validation = null,
            Data = [_recipe.Data[0] with { Count = 5, Missing = "unknown" }],
            Domains = new Dictionary<string, double> { ["indoor"] = 1 },
        };
        var report = new Silent();
        Run(recipe, report).Step.ShouldBe(Total);
        report.Notes.Where(note => note.StartsWith("left out", StringComparison.Ordinal)).Order()
            .ShouldBe(["left out, without labels to learn from: 0", "left out, without labels to learn from: 1"]);
    }

    [Theory, InlineData("no JSON"), InlineData("null"), InlineData("{}"), InlineData("")]
    public void A_checkpoint_or_a_delta_whose_text_is_damaged_is_named(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (var (file, name) in new[]
            { ("checkpoint.safetensors", "state"), ("delta.safetensors", "zoedepth.delta") })
            SafeTensorsWriter.Write(_folder.File(file),
                [WritableTensor.Of(name, TensorDataType.U8, [bytes.Length], bytes)]);
        var recipe = _recipe with { Out = Path.GetDirectoryName(_folder.File("checkpoint.safetensors"))! };
        Should.Throw<CheckpointException>(() => Run(recipe, new Silent())).Message.ShouldContain("state");
        using var model = ZoeDepthForDepthEstimation.FromPretrained(_recipe.Model!);
        Should.Throw<CheckpointException>(() => ModelDelta.Apply(_folder.File("delta.safetensors"), model))
            .Message.ShouldContain("delta");
    }

    private static TrainingSummary Run(TrainingRecipe recipe, Silent report)
    {
        using var trainer = new Trainer(recipe, new TrainerOptions { Threads = 2, LoaderThreads = 2 }, report);
        return trainer.Run(report.Stop.Token);
    }

    private static IEnumerable<string> Validations(TrainingRecipe recipe) =>
        File.ReadLines(Path.Combine(recipe.Out, "validation.csv")).Select(line => string.Join(',',
            line.Split(',').Take(8)));
}
