using ZoeDepth.Data;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>A run is a function of its recipe: whatever ends it, and on however many threads it goes.</summary>
public sealed class TrainerTests : IDisposable
{
    private const long Total = 7;

    private readonly TemporaryFolder _folder = new();
    private readonly TrainingRecipe _recipe;

    public TrainerTests() => _recipe = SmallWorld.Recipe(_folder, SmallWorld.Write(_folder), Total);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_was_killed_and_stopped_and_goes_on_with_other_threads_ends_at_the_same_bits()
    {
        var whole = Run("whole", new Silent(), threads: 1);
        whole.Folder.ShouldNotBeNull();

        // Killed after step 3, of which nothing is saved: it goes on from step 2.
        Should.Throw<PowerCutException>(() => Run("broken", new Silent { DiesAfter = 3 }, threads: 2));
        var stopped = Run("broken", new Silent { StopsAfter = 5 }, threads: 3);
        stopped.Folder.ShouldBeNull();
        stopped.Step.ShouldBe(5);
        Run("broken", new Silent(), threads: 2).Step.ShouldBe(Total);

        SameTensors("checkpoint.safetensors");
        File.ReadAllBytes(_folder.File("broken", "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder.File("whole", "model", "model.safetensors")));
        Columns("broken", "curves.csv", 8).ShouldBe(Columns("whole", "curves.csv", 8));
        Columns("broken", "validation.csv", 8).ShouldBe(Columns("whole", "validation.csv", 8));
        File.ReadAllText(_folder.File("broken", "curves.svg")).ShouldContain("constant, indoor");
        // Four validation pictures of 64x64, each with its truth and the prediction, after 3, 6 and 7 steps.
        Directory.GetFiles(_folder.File("broken", "sheets")).Select(Path.GetFileName).Order()
            .ShouldBe(["step-0000003.jpg", "step-0000006.jpg", "step-0000007.jpg"]);
        var sheet = Imaging.RasterImage.Load(_folder.File("broken", "sheets", "step-0000007.jpg"));
        sheet.Height.ShouldBeGreaterThan(4 * 32);
        sheet.Width.ShouldBeGreaterThan(3 * 32);
    }

    [Fact]
    public void A_run_that_computes_segments_again_ends_at_the_same_bits()
    {
        Run("whole", new Silent(), threads: 2);
        Once(_recipe with { Recompute = true, Out = _folder.File("again") }, new TrainerOptions { Threads = 2 },
            new Silent());
        File.ReadAllBytes(_folder.File("again", "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder.File("whole", "model", "model.safetensors")));
    }

    [Fact]
    public void Training_makes_the_loss_smaller_and_the_exported_model_opens()
    {
        var report = new Silent();
        var recipe = _recipe with
            { Schedule = new() { Steps = 200, WarmUp = 5 }, Out = _folder.File("long"), Batch = 8, MicroBatch = null };
        recipe = recipe with { Optimizer = recipe.Optimizer with { Rate = 5e-3, Groups = [] },
            Validation = recipe.Validation! with { Steps = 200 } };
        using (var trainer = new Trainer(recipe, new TrainerOptions { Threads = 2 }, report)) trainer.Run(default);

        report.Steps.Skip(180).Average(step => step.Loss.SiLog)
            .ShouldBeLessThan(0.7 * report.Steps.Take(20).Average(step => step.Loss.SiLog));
        report.Results.Where(result => result.Domain == Data.Domain.Indoor).Last().AbsRel.ShouldBeLessThan(0.35);
        using var model = ZoeDepthForDepthEstimation.FromPretrained(_folder.File("long", "model"));
        model.Config.Dtype.ShouldBe("float16");
        ZoeDepthImageProcessor.FromPretrained(_folder.File("long", "model")).Size.ShouldBe(new ImageSize(64, 96));
    }

    [Fact]
    public void A_frozen_parameter_keeps_its_numbers()
    {
        Run("whole", new Silent(), threads: 2);
        using var before = ZoeDepthForDepthEstimation.FromPretrained(_recipe.Model!);
        using var after = ZoeDepthForDepthEstimation.FromPretrained(_folder.File("whole", "model"));
        Values(after, "relative_head.conv1.weight")
            .ShouldBe(Array.ConvertAll(Values(before, "relative_head.conv1.weight"), x => (float)(Half)x));
        Values(after, "relative_head.conv2.weight")
            .ShouldNotBe(Array.ConvertAll(Values(before, "relative_head.conv2.weight"), x => (float)(Half)x));
    }

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_and_leaves_the_batch()
    {
        var recipe = _recipe with { Optimizer = _recipe.Optimizer with { Rate = 1e30 }, Out = _folder.File("wild") };
        using var trainer = new Trainer(recipe, new TrainerOptions { Threads = 2 }, new Silent());
        Should.Throw<DivergedException>(() => trainer.Run(default)).Message.ShouldContain("diverged-");
        var saved = Directory.GetFiles(recipe.Out, "diverged-*.safetensors").ShouldHaveSingleItem();
        GoldenTensors.Open(saved)["pixel_values"].Shape[0].ShouldBe(4);
    }

    [Fact]
    public void A_file_where_the_runs_folder_should_be_is_named_before_the_run_begins()
    {
        File.WriteAllText(_folder.File("there"), "");
        var recipe = _recipe with { Out = _folder.File("there", "run") };
        Should.Throw<RecipeException>(() => new Trainer(recipe, new TrainerOptions(), new Silent())).Message
            .ShouldContain("there is a file");
    }

    [Fact]
    public void Another_recipe_is_not_taken_for_the_run_of_a_folder()
    {
        Run("whole", new Silent { StopsAfter = 2 }, threads: 2);
        var other = _recipe with { Out = _folder.File("whole"), Batch = 2 };
        Should.Throw<RecipeException>(() =>
            new Trainer(other, new TrainerOptions(), new Silent())).Message.ShouldContain("\"batch\" differs");
        using var same = new Trainer(_recipe with { Out = _folder.File("whole"), Validation = null },
            new TrainerOptions(), new Silent());
    }

    [Fact]
    public void Hours_become_a_number_of_steps_that_stays()
    {
        var recipe = _recipe with { Schedule = new() { WarmUp = 2 }, Out = _folder.File("timed") };
        Should.Throw<RecipeException>(() =>
            Once(recipe, new TrainerOptions { Threads = 2 }, new Silent())).Message.ShouldContain("--hours");
        var report = new Silent { StopsAfter = 1 };
        var first = Once(recipe, new TrainerOptions { Threads = 2, Hours = 0.02 }, report);
        first.TotalSteps.ShouldBeGreaterThan(1);
        report.Notes.ShouldContain(note => note.Contains("a validation ", StringComparison.Ordinal)
            && note.Contains($"{first.TotalSteps} steps in 0.02 hours", StringComparison.Ordinal));
        Once(recipe, new TrainerOptions { Threads = 2, Hours = 5 },
            new Silent { StopsAfter = 2 }).TotalSteps.ShouldBe(first.TotalSteps);
    }

    [Fact]
    public void Pictures_that_come_slowly_and_validations_leave_fewer_steps_to_an_hour()
    {
        long Steps(IDepthDataset? world)
        {
            var recipe = _recipe with
            {
                Schedule = new() { WarmUp = 2 }, Out = _folder.File($"hour-{world is null}"), MicroBatch = null,
                Data = world is null ? _recipe.Data : [new() { World = new() { Round = 8 } }],
                Validation = null,
            };
            using var trainer = new Trainer(recipe, new TrainerOptions
                { Threads = 1, Hours = 1, World = (_, _) => world! }, new Silent());
            var estimate = trainer.Estimate(default);
            estimate.Seconds.ShouldBeInRange(3600 * 0.99, 3600);
            return estimate.Steps;
        }
        // A batch of four takes the loader's one thread a second.
        Steps(new Slow(Data.Manifests.ManifestDataset.Open(_folder.File("manifest.jsonl")))).ShouldBeLessThan(4000);
        Steps(null).ShouldBeGreaterThan(5000);
    }

    [Fact]
    public void A_picture_that_breaks_while_the_run_goes_costs_nothing_that_was_learnt()
    {
        var report = new Silent { At = (2, () => File.WriteAllText(_folder.File("0.jpg"), "broken")) };
        var recipe = _recipe with
            { Schedule = new() { Steps = 60 }, Checkpoint = new(), Validation = null, Out = _folder.File("torn") };
        Should.Throw<Data.DatasetException>(() =>
            Once(recipe, new TrainerOptions { Threads = 2 }, report)).Message.ShouldContain("0.jpg");
        report.Notes.ShouldContain(note =>
            note.StartsWith($"checkpoint at step {report.Steps.Count}", StringComparison.Ordinal));
    }

    /// <summary>A dataset without end whose pictures take a quarter of a second.</summary>
    private sealed class Slow(IDepthDataset dataset) : IDepthDataset
    {
        public string Name => "slow";

        public int Count => int.MaxValue;

        public DepthSampleInfo Describe(int index) => dataset.Describe(index % dataset.Count);

        public DepthSample Load(int index, CancellationToken cancellation = default)
        {
            Thread.Sleep(250);
            return dataset.Load(index % dataset.Count, cancellation);
        }
    }

    private TrainingSummary Run(string folder, Silent report, int threads) =>
        Once(_recipe with { Out = _folder.File(folder) },
            new TrainerOptions { Threads = threads, LoaderThreads = threads }, report);

    private static TrainingSummary Once(TrainingRecipe recipe, TrainerOptions options, Silent report)
    {
        using var trainer = new Trainer(recipe, options, report);
        return trainer.Run(report.Stop.Token);
    }

    private void SameTensors(string file)
    {
        var (whole, broken) = (GoldenTensors.Open(_folder.File("whole", file)),
            GoldenTensors.Open(_folder.File("broken", file)));
        broken.Names.Order().ShouldBe(whole.Names.Order());
        whole.Names.Count(name => name.StartsWith("square.", StringComparison.Ordinal)).ShouldBeGreaterThan(50);
        // The state beside the tensors holds the time it took.
        foreach (var name in whole.Names.Where(name => name != "state"))
            broken[name].Bytes.ShouldBe(whole[name].Bytes, name);
    }

    private IEnumerable<string> Columns(string run, string file, int count) =>
        File.ReadLines(_folder.File(run, file)).Select(line => string.Join(',', line.Split(',').Take(count)));

    private static float[] Values(ZoeDepthForDepthEstimation model, string name) =>
        model.Parameters.Single(parameter => parameter.Name == name).Values.ToArray();
}
