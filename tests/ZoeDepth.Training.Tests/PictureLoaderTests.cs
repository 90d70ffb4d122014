using ZoeDepth.Data.Manifests;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Views of pictures and the labels that go with them.</summary>
public sealed class PictureLoaderTests : IDisposable
{
    private static readonly LabelRules Rules = new([0.5], [0.5], null, null, [(0.001, 10), (0.001, 80)], 0.3);

    private readonly TemporaryFolder _folder = new();
    private readonly ManifestDataset _dataset;

    public PictureLoaderTests() => _dataset = ManifestDataset.Open(SmallWorld.Write(_folder));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_picture_at_its_own_size_is_itself()
    {
        var sample = _dataset.Load(0);
        var batch = Fill(0, Rules, sample.Image.Height, sample.Image.Width, mirrored: false);
        for (var i = 0; i < sample.Image.Data.Length; i++)
            batch.Pixels[i].ShouldBe(((sample.Image.Data[i] / 255f) - 0.5f) / 0.5f, 1e-5f);
        for (var i = 0; i < sample.Depth.Length; i++) batch.Labels[i].ShouldBe(MathF.Log(sample.Depth[i]), 1e-5f);
    }

    [Fact]
    public void Picture_and_labels_are_mirrored_together()
    {
        var (plain, mirrored) = (Fill(1, Rules, 54, 72, mirrored: false), Fill(1, Rules, 54, 72, mirrored: true));
        for (var row = 0; row < 54; row++)
            for (var column = 0; column < 72; column++)
            {
                mirrored.Labels[(row * 72) + column].ShouldBe(plain.Labels[(row * 72) + 71 - column]);
                mirrored.Pixels[((row * 72) + column) * 3].ShouldBe(plain.Pixels[((row * 72) + 71 - column) * 3]);
            }
    }

    [Fact]
    public void The_sky_learns_the_end_of_the_range_with_its_weight_and_a_hole_nothing()
    {
        var (sky, hole) = (Fill(2, Rules, 54, 72, false, isFar: true), Fill(2, Rules, 54, 72, false, isFar: false));
        (sky.Weights[0], hole.Weights[0], sky.Weights[^1]).ShouldBe((0.3f, 0, 1));
        sky.Labels[0].ShouldBe(MathF.Log(80), 1e-5f);
    }

    [Fact]
    public void A_crop_of_half_the_picture_doubles_the_focal_length_and_halves_the_labels_of_a_canonical_camera()
    {
        var canonical = Rules with { CanonicalFocal = 50 };
        var whole = Fill(0, canonical, 54, 72, mirrored: false);
        whole.Factors[0].ShouldBe(50 / 60.0, 1e-9);
        var view = new PictureView(18, 13.5, 36, 27, false, false, ColourChange.None);
        Fill(0, canonical, 54, 72, view).Factors[0].ShouldBe(50 / 120.0, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_taps_of_an_axis_sum_to_one_and_meet_both_ends(bool antialias)
    {
        var taps = new AxisTaps(3, 40, 50, 12, antialias);
        for (var i = 0; i < 12; i++)
        {
            taps.Weights(i).ToArray().Sum().ShouldBe(1, 1e-5f);
            var center = Enumerable.Range(0, taps.Count).Sum(k => (taps.Start(i) + k) * (double)taps.Weights(i)[k]);
            center.ShouldBe(3 + (i * 37 / 11.0), antialias ? 0.35 : 1e-4);
        }
    }

    private Batch Fill(int index, LabelRules rules, int rows, int columns, bool mirrored, bool isFar = false) =>
        Fill(index, rules, rows, columns, PictureView.Whole(72, 54) with { Mirrored = mirrored }, isFar);

    private Batch Fill(int index, LabelRules rules, int rows, int columns, PictureView view, bool isFar = false)
    {
        var picture = new Picture(_dataset, index, _dataset.Describe(index).Domain!.Value, false, 1, isFar);
        var batch = new Batch();
        batch.Begin(new PlannedBatch(0, rows, columns, [picture]), 1);
        new PictureLoader(rules).Fill(batch, 0, picture, _dataset.Load(index), view);
        return batch;
    }
}
