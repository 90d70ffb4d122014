using ZoeDepth.Data;
using ZoeDepth.Tensors;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Runs that learn something else, or less, than all of the network with a head a domain.</summary>
public sealed class ObjectiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainingRecipe _recipe;

    public ObjectiveTests()
    {
        _recipe = SmallWorld.Recipe(_folder, SmallWorld.Write(_folder), steps: 6);
        _recipe = _recipe with { Optimizer = _recipe.Optimizer with { Groups = [] } };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Relative_depth_is_learnt_without_the_metric_head_and_is_a_start_for_metres()
    {
        var report = new Silent();
        var recipe = Relative(120) with
            { Batch = 8, MicroBatch = null, Optimizer = _recipe.Optimizer with { Rate = 5e-3 } };
        Run(recipe, report);
        report.Steps.TakeLast(20).Average(step => step.Loss.Trimmed)
            .ShouldBeLessThan(0.8 * report.Steps.Take(20).Average(step => step.Loss.Trimmed));
        foreach (var result in report.Results) result.Constant.ShouldBeGreaterThan(0);
        File.ReadLines(Path.Combine(recipe.Out, "curves.csv")).First().ShouldContain("trimmed");
        File.ReadAllText(Path.Combine(recipe.Out, "curves.svg")).ShouldContain(">trimmed<");

        var start = Path.Combine(recipe.Out, "model");
        Same(start, _recipe.Model!, "metric_head.").ShouldBeTrue("the metric head takes no part");
        Same(start, _recipe.Model!, "backbone.encoder.").ShouldBeFalse();
        Run(_recipe with { Model = start, Out = _folder.File("metric") }, new Silent());
        Same(Path.Combine(_folder.File("metric"), "model"), start, "metric_head.").ShouldBeFalse();
    }

    [Fact]
    public void A_relative_run_that_was_killed_ends_at_the_same_bits()
    {
        Run(Relative(6) with { Out = _folder.File("whole") }, new Silent());
        Should.Throw<PowerCutException>(() =>
            Run(Relative(6) with { Out = _folder.File("broken") }, new Silent { DiesAfter = 3 }));
        Run(Relative(6) with { Out = _folder.File("broken") }, new Silent());
        File.ReadAllBytes(_folder.File("broken", "model", "model.safetensors"))
            .ShouldBe(File.ReadAllBytes(_folder.File("whole", "model", "model.safetensors")));
    }

    [Fact]
    public void A_router_that_is_told_nothing_learns_from_the_error_of_metres()
    {
        var recipe = _recipe with
            { Heads = "auto", Losses = _recipe.Losses with { Domain = 0 }, Out = _folder.File("auto") };
        var report = new Silent();
        Run(recipe, report);
        report.Steps.ShouldAllBe(step => step.Loss.Domain == 0);
        report.Results.ShouldNotBeEmpty();
        Same(Path.Combine(recipe.Out, "model"), _recipe.Model!, "metric_head.mlp_classifier.").ShouldBeFalse();

        Should.Throw<RecipeException>(() =>
            Run(recipe with { Losses = _recipe.Losses }, report)).Message.ShouldContain("losses.domain");
        using var single = ZoeDepthForDepthEstimation.FromConfig(SmallWorld.Config with
            { BinConfigurations = [SmallWorld.Config.BinConfigurations[0]] });
        single.SavePretrained(_folder.File("single"));
        new ZoeDepthImageProcessor().SavePretrained(_folder.File("single"));
        Should.Throw<RecipeException>(() =>
            Run(recipe with { Model = _folder.File("single"), Out = _folder.File("none") },
                report)).Message.ShouldContain("no router");
    }

    [Fact]
    public void Depth_without_metres_is_for_relative_training_alone()
    {
        var manifest = Path.Combine(_folder.Path, "manifest.jsonl");
        var text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace("\"scale\":1000", "\"scale\":1000,\"offset\":0,\"kind\":\"disparity\"",
            StringComparison.Ordinal));
        Should.Throw<RecipeException>(() =>
            Run(_recipe, new Silent())).Message.ShouldContain("\"objective\": \"relative\"");
        var relative = Relative(2) with { Validation = null };
        Run(relative, new Silent());
        File.WriteAllText(manifest, text.Replace("\"scale\":1000", "\"scale\":1000,\"offset\":0,\"kind\":\"relative\"",
            StringComparison.Ordinal));
        Should.Throw<RecipeException>(() =>
            Run(relative with { Out = _folder.File("shifted") }, new Silent())).Message.ShouldContain(
            "shift is unknown");
    }

    [Fact]
    public void Frozen_parts_record_nothing()
    {
        int Recorded(params string[] frozen)
        {
            using var model = ZoeDepthForDepthEstimation.FromPretrained(_recipe.Model!);
            foreach (var parameter in model.Parameters)
                parameter.Trainable = !frozen.Any(part => parameter.Name.StartsWith(part, StringComparison.Ordinal));
            using var pass = Pass.Training(random: PassRandom.None);
            model.Forward(pass.New(new Shape(1, 32, 32, 3)), domain: 0);
            return pass.Tape!.Count;
        }
        var (all, decoder, head) = (Recorded(), Recorded("backbone."),
            Recorded("backbone.", "neck.", "relative_head."));
        decoder.ShouldBeLessThan(all - 50);
        head.ShouldBeLessThan(decoder - 50);
        Recorded("").ShouldBe(0);
    }

    [Fact]
    public void One_head_alone_is_learnt_and_carried_in_a_small_file()
    {
        GroupRecipe[] groups =
        [
            new() { Match = "metric_head.*.kitti.*" }, new() { Match = "*", Rate = 0 },
        ];
        var recipe = _recipe with
        {
            Domains = new Dictionary<string, double> { ["outdoor"] = 1 },
            InitialDepth = false,
            Optimizer = _recipe.Optimizer with { Groups = groups },
            Export = new() { Delta = true },
            Losses = _recipe.Losses with { Domain = 0 },
            Out = _folder.File("head"),
        };
        Run(recipe, new Silent());
        var delta = Path.Combine(recipe.Out, ModelDelta.FileName);
        new FileInfo(delta).Length.ShouldBeLessThan(
            new FileInfo(Path.Combine(_recipe.Model!, "model.safetensors")).Length / 3);

        using var trained = ZoeDepthForDepthEstimation.FromPretrained(Path.Combine(recipe.Out, "model"));
        using var merged = ZoeDepthForDepthEstimation.FromPretrained(_recipe.Model!);
        ModelDelta.Apply(delta, merged).ShouldBeGreaterThan(1000);
        ModelDelta.HashOf(merged).ShouldBe(ModelDelta.HashOf(trained));
        Same(Path.Combine(recipe.Out, "model"), _recipe.Model!, "metric_head.seed_bin_regressors.nyu.").ShouldBeTrue();

        var before = ModelDelta.HashOf(merged);
        Should.Throw<CheckpointException>(() =>
            ModelDelta.Apply(delta, merged)).Message.ShouldContain("name the model the run began from");
        ModelDelta.HashOf(merged).ShouldBe(before);
        Should.Throw<CheckpointException>(() =>
            ModelDelta.Apply(Path.Combine(_recipe.Model!, "model.safetensors"), merged)).Message.ShouldContain(
            "it is no delta");
    }

    [Fact]
    public void An_estimate_learns_nothing_and_says_what_a_run_needs()
    {
        using var trainer = new Trainer(_recipe with { Out = _folder.File("run") }, new TrainerOptions { Threads = 2 },
            new Silent());
        var before = ModelDelta.HashOf(trainer.Model);
        var estimate = trainer.Estimate(default);
        ModelDelta.HashOf(trainer.Model).ShouldBe(before);
        (estimate.Steps, estimate.IsEndless).ShouldBe((6, false));
        estimate.Pictures.ShouldBe([(Domain.Indoor, 14), (Domain.Outdoor, 6)]);
        estimate.StateBytes.ShouldBe(sizeof(float) * (estimate.Numbers + (4 * estimate.Learning)));
        estimate.StepSeconds.ShouldBeGreaterThan(0);
        estimate.ActivationBytes.ShouldBeGreaterThan(100_000);
        trainer.Datasets.Count.ShouldBe(1);
        Directory.Exists(_folder.File("run")).ShouldBeFalse();
    }

    private TrainingRecipe Relative(long steps) => _recipe with
    {
        Objective = "relative", Heads = "labelled", Out = _folder.File("relative"), Schedule = new() { Steps = steps },
        Losses = new() { Gradient = 0.5, Far = 1 }, Validation = _recipe.Validation! with { Steps = steps },
        Export = new(),
    };

    private static void Run(TrainingRecipe recipe, Silent report)
    {
        using var trainer = new Trainer(recipe, new TrainerOptions { Threads = 2 }, report);
        trainer.Run(report.Stop.Token);
    }

    /// <summary>Whether all parameters of two models whose names begin so have the same numbers.</summary>
    private static bool Same(string folder, string other, string prefix)
    {
        using var a = ZoeDepthForDepthEstimation.FromPretrained(folder);
        using var b = ZoeDepthForDepthEstimation.FromPretrained(other);
        var names = a.Parameters.Select(parameter => parameter.Name)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        names.ShouldNotBeEmpty();
        return names.All(name => a.GetParameter(name).Values.SequenceEqual(b.GetParameter(name).Values));
    }
}
