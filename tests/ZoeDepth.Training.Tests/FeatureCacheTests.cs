using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>A head that learns on features which are computed once.</summary>
public sealed class FeatureCacheTests : IDisposable
{
    private const int Pictures = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly TrainingRecipe _recipe;
    private readonly string _manifest;

    public FeatureCacheTests()
    {
        _manifest = SmallWorld.Write(_folder);
        _recipe = SmallWorld.Recipe(_folder, _manifest, steps: 12) with
        {
            Sizes = ["64x96"],
            Validation = null,
            Features = new() { Views = 2 },
            Losses = new() { SiLog = 0.1, Gradient = 0.5 },
            Export = new(),
            Optimizer = new() { Rate = 1e-3, Clip = 1,
                Groups = [new() { Match = "metric_head.*" }, new() { Match = "*", Rate = 0 }] },
        };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_head_learns_as_it_would_with_the_whole_network_run()
    {
        // Views that are all alike: the whole picture in its own shape, nothing changed. Only 16 bits and the drop path
        // of frozen parts are between the two.
        var plain = _recipe with
            { Sizes = ["96x128"], Augmentation = new() { Flip = 0, Crop = 1, Aspect = 0, Colour = 0, Antialias = 0 } };
        using (var model = ZoeDepthForDepthEstimation.FromConfig(SmallWorld.Config with
            { BackboneConfig = (BeitConfig)SmallWorld.Config.BackboneConfig with { DropPathRate = 0 } }, 3))
        {
            model.SavePretrained(_folder.File("still"));
            new ZoeDepthImageProcessor().SavePretrained(_folder.File("still"));
        }
        var (cached, run) = (new Silent(), new Silent());
        Run(plain with { Model = _folder.File("still"), Out = _folder.File("cached") }, cached);
        Run(plain with { Model = _folder.File("still"), Out = _folder.File("run"), Features = null }, run);
        foreach (var (a, b) in cached.Steps.Zip(run.Steps))
            a.Loss.Total.ShouldBe(b.Loss.Total, 0.01 * b.Loss.Total, $"step {a.Step}");
        cached.Steps[^1].Loss.Total.ShouldNotBe(cached.Steps[0].Loss.Total);
    }

    [Fact]
    public void A_view_is_loaded_once_and_a_run_that_was_killed_ends_at_the_same_bits()
    {
        var seen = new Counting(ManifestDataset.Open(_manifest));
        Run(OfWorld("whole"), new Silent(), seen);
        // 12 steps of 4 pictures are 48; there are 2 views of each, and the start looks at some for the depths of
        // heads.
        seen.Views.Values.ShouldAllBe(loads => loads <= 2);

        Should.Throw<PowerCutException>(() =>
            Run(OfWorld("broken"), new Silent { DiesAfter = 5 }, new Counting(ManifestDataset.Open(_manifest))));
        Run(OfWorld("broken"), new Silent(), new Counting(ManifestDataset.Open(_manifest)));
        Weights("broken").ShouldBe(Weights("whole"));

        // Where nothing may be kept, everything is the same and only slower.
        var recomputed = OfWorld("recomputed") with { Features = new() { Views = 2, Remembered = 0 } };
        Run(recomputed, new Silent(), new Counting(ManifestDataset.Open(_manifest)));
        Weights("recomputed").ShouldBe(Weights("whole"));
    }

    [Fact]
    public void What_would_change_the_features_is_refused()
    {
        var recipe = _recipe with
            { Optimizer = _recipe.Optimizer with { Groups = [new() { Match = "backbone.*", Rate = 0 }] } };
        Should.Throw<RecipeException>(() =>
            Run(recipe, new Silent())).Message.ShouldContain("freeze all but metric_head.*");
        Should.Throw<RecipeException>(() =>
            Run(_recipe with { Sizes = ["64x96", "64x64"] }, new Silent())).Message.ShouldContain("one size");
    }

    private TrainingRecipe OfWorld(string name) => _recipe with
    {
        Out = _folder.File(name), InitialDepth = false,
        Data = [new DataRecipe { World = new WorldRecipe(), Count = Pictures, Missing = "far" }],
    };

    private byte[] Weights(string run) => File.ReadAllBytes(_folder.File(run, "model", "model.safetensors"));

    private static void Run(TrainingRecipe recipe, Silent report, IDepthDataset? world = null)
    {
        using var trainer = new Trainer(recipe, new TrainerOptions { Threads = 2, World = (_, _) => world! }, report);
        trainer.Run(report.Stop.Token);
    }

    /// <summary>Counts how often each picture is loaded.</summary>
    private sealed class Counting(ManifestDataset dataset) : IDepthDataset
    {
        public Dictionary<int, int> Views { get; } = [];

        public string Name => dataset.Name;

        public int Count => Pictures;

        public DepthSampleInfo Describe(int index) => dataset.Describe(index);

        public DepthSample Load(int index, CancellationToken cancellation = default)
        {
            Views[index] = Views.GetValueOrDefault(index) + 1;
            return dataset.Load(index, cancellation);
        }
    }
}
