using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>The original's augmentation as a recipe asks for it.</summary>
public sealed class OriginalAugmentationTests : IDisposable
{
    private static readonly LabelRules Rules = new([0], [1], null, null, [(0.001, 10), (0.001, 80)], 0);

    private readonly TemporaryFolder _folder = new();
    private readonly ManifestDataset _dataset;

    public OriginalAugmentationTests() => _dataset = ManifestDataset.Open(SmallWorld.Write(_folder));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_batch_holds_what_the_originals_loader_makes_of_the_same_draws()
    {
        var recipe = new OriginalAugmentationRecipe { Degrees = 5, TranslateProbability = 0.5, MaxTranslation = 9 };
        for (var slot = 0; slot < 12; slot++)
        {
            var draws = new Draws(3, Purpose.Picture, 8, slot);
            var sample = _dataset.Load(0);
            var stated = OriginalSample.Make(sample.Image.Data,
                Array.ConvertAll(sample.Depth, metres => (ushort)Math.Round(metres * 1000)), 72, 54,
                new()
                {
                    Degrees = 5, TranslateProbability = 0.5, MaxTranslation = 9, MinDepth = 0,
                    MaxDepth = double.PositiveInfinity,
                }, new Drawn(draws));
            var batch = Fill(recipe, draws, 54, 72);
            for (var i = 0; i < stated.Pixels.Length; i++) batch.Pixels[i].ShouldBe(stated.Pixels[i], 1e-6f);
            for (var i = 0; i < stated.Depth.Length; i++)
            {
                batch.Weights[i].ShouldBe(stated.Depth[i] > 0.001f ? 1 : 0);
                if (batch.Weights[i] > 0) batch.Labels[i].ShouldBe(MathF.Log(stated.Depth[i]), 1e-4f);
            }
        }
    }

    [Fact]
    public void What_comes_in_at_the_edges_of_a_turned_picture_does_not_count()
    {
        var batch = Fill(new() { Degrees = 45 }, new Draws(1, Purpose.Picture, 1, 2), 54, 72);
        batch.WeightsOf(0, 1).ToArray().ShouldContain(0);
        batch.WeightsOf(0, 1).ToArray().ShouldContain(1);
    }

    [Fact]
    public void A_crop_is_seen_at_the_size_of_the_batch()
    {
        var batch = Fill(new() { Degrees = 0, RandomCrop = "27x36" }, new Draws(1, Purpose.Picture, 1), 54, 72);
        batch.WeightsOf(0, 1).ToArray().ShouldAllBe(weight => weight == 1);
        var message = Should.Throw<DatasetException>(() =>
            Fill(new() { RandomCrop = "64x64" }, new Draws(1, Purpose.Picture, 1), 54, 72)).Message;
        message.ShouldContain("64x64");
        message.ShouldContain("54x72");
    }

    [Fact]
    public void A_picture_too_small_for_a_border_or_of_another_size_than_its_depth_is_named()
    {
        Should.Throw<DatasetException>(() =>
            Fill(new() { AvoidBoundary = true }, new Draws(1, Purpose.Picture, 1), 54, 72)).Message
            .ShouldContain("64 rows");
        var sample = _dataset.Load(0);
        var other = new DepthSample(sample.Info, sample.Image, [1, 2], 2, 1);
        Should.Throw<DatasetException>(() => OriginalAugmentation.Of(other, Domain.Indoor, new(),
            new Draws(1, Purpose.Picture, 1))).Message.ShouldContain("one size");
    }

    private Batch Fill(OriginalAugmentationRecipe original, Draws draws, int rows, int columns)
    {
        var picture = new Picture(_dataset, 0, Domain.Indoor, false, 1, false);
        var batch = new Batch();
        batch.Begin(new PlannedBatch(0, rows, columns, [picture]), 1);
        new PictureLoader(Rules).FillVaried(batch, 0, picture, new() { Original = original }, draws, default);
        return batch;
    }

    private sealed class Drawn(Draws draws) : ISampleDraws
    {
        private Draws _draws = draws;

        public double Uniform() => _draws.Uniform();

        public double Between(double least, double most) => _draws.Between(least, most);

        public int Whole(int least, int most) => least + (int)(_draws.Uniform() * (most - least + 1));
    }
}
