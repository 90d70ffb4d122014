using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Runs whose steps round the operands of their products to bfloat16.</summary>
public sealed class PrecisionTests : IDisposable
{
    private const long Total = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly TrainingRecipe _recipe;

    public PrecisionTests() => _recipe = SmallWorld.Recipe(_folder, SmallWorld.Write(_folder), Total)
        with { Precision = "bfloat16" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_was_killed_goes_on_with_other_threads_to_the_same_bits_which_are_not_those_of_float32()
    {
        Run(_recipe, "whole", new Silent(), threads: 1);
        Should.Throw<PowerCutException>(() => Run(_recipe, "broken", new Silent { DiesAfter = 3 }, threads: 2));
        Run(_recipe, "broken", new Silent(), threads: 2).Step.ShouldBe(Total);
        Run(_recipe with { Precision = "float32" }, "floats", new Silent(), threads: 2);

        Tensors("broken").ShouldBe(Tensors("whole"));
        Tensors("floats").ShouldNotBe(Tensors("whole"));
    }

    [Fact]
    public void The_checkpoint_says_the_precision_and_a_run_may_change_it_on_its_way()
    {
        Run(_recipe with { Precision = "float32" }, "run", new Silent { StopsAfter = 2 }, threads: 2);
        var report = new Silent { StopsAfter = 4 };
        Run(_recipe, "run", report, threads: 2);
        report.Notes.ShouldContain("steps are bfloat16 from here on; those before were float32");
        RunCheckpoint.ReadState(_folder.File("run", "checkpoint.safetensors")).Recipe.Precision.ShouldBe("bfloat16");
        var again = new Silent();
        Run(_recipe, "run", again, threads: 2).Step.ShouldBe(Total);
        again.Notes.ShouldNotContain(note => note.Contains("from here on", StringComparison.Ordinal));
    }

    [Fact]
    public void It_learns_what_float32_learns()
    {
        var losses = new[] { "float32", "bfloat16" }.Select(precision =>
        {
            var recipe = _recipe with
            {
                Precision = precision, Schedule = new() { Steps = 200, WarmUp = 5 }, Batch = 8, MicroBatch = 4,
                Checkpoint = new(), Validation = null,
            };
            recipe = recipe with { Optimizer = recipe.Optimizer with { Rate = 5e-3, Groups = [] } };
            var report = new Silent();
            Run(recipe, $"long-{precision}", report, threads: 2);
            report.Steps.Skip(180).Average(step => step.Loss.SiLog)
                .ShouldBeLessThan(0.7 * report.Steps.Take(20).Average(step => step.Loss.SiLog));
            return report.Steps.Skip(150).Average(step => step.Loss.Total);
        }).ToArray();
        losses[1].ShouldBe(losses[0], 0.05 * losses[0]);
    }

    private TrainingSummary Run(TrainingRecipe recipe, string folder, Silent report, int threads)
    {
        using var trainer = new Trainer(recipe with { Out = _folder.File(folder) },
            new TrainerOptions { Threads = threads, LoaderThreads = threads }, report);
        return trainer.Run(report.Stop.Token);
    }

    private byte[] Tensors(string run)
    {
        var checkpoint = GoldenTensors.Open(_folder.File(run, "checkpoint.safetensors"));
        // The state beside the tensors holds the time it took.
        return [.. checkpoint.Names.Where(name => name != "state").Order(StringComparer.Ordinal)
            .SelectMany(name => checkpoint[name].Bytes)];
    }
}
