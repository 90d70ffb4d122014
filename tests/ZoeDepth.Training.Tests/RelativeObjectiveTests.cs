using ZoeDepth.Tensors;
using ZoeDepth.Training;

namespace ZoeDepth.Training.Tests;

/// <summary>Inverse depth without a unit.</summary>
public sealed class RelativeObjectiveTests
{
    private const int Rows = 6, Columns = 8, Pixels = Rows * Columns;

    [Theory]
    [InlineData("robust")]
    [InlineData("leastSquares")]
    public void The_unit_and_the_origin_of_labels_do_not_matter(string alignment)
    {
        var (labels, said) = (Numbers(1, 2), Numbers(7, 2));
        var other = labels.Select((value, i) => i < Pixels ? (300 * value) + 20 : value).ToArray();
        var (a, b) = (Loss(said, labels, Ones(2), alignment)!.Value, Loss(said, other, Ones(2), alignment)!.Value);
        b.Total.ShouldBe(a.Total, 1e-4);
        a.Total.ShouldBe(a.Trimmed + (0.5 * a.Gradient), 1e-5);
        a.Total.ShouldBeGreaterThan(0.1);
    }

    [Theory]
    [InlineData("robust")]
    [InlineData("leastSquares")]
    public void What_differs_in_scale_and_shift_alone_is_right(string alignment)
    {
        var labels = Numbers(3, 2);
        Loss([.. labels.Select(value => (0.02f * value) + 5)], labels, Ones(2),
            alignment)!.Value.Total.ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void A_picture_whose_labels_say_nothing_is_left_out()
    {
        var (labels, said) = (Numbers(1, 3), Numbers(7, 3));
        var weights = Ones(3);
        Array.Clear(weights, Pixels, Pixels - 3);
        Array.Fill(labels, 4f, 2 * Pixels, Pixels);
        Loss(said, labels, weights, "robust").ShouldBe(Loss(said[..Pixels], labels[..Pixels], Ones(1), "robust"));
        Loss(said[Pixels..], labels[Pixels..], weights[Pixels..], "robust").ShouldBeNull();
    }

    [Fact]
    public void Prediction_is_brought_to_the_size_of_the_labels()
    {
        using var pass = Pass.Training();
        var said = pass.New(new Shape(1, 2 * Rows, 2 * Columns), Numbers(5, 4));
        Objective("robust").Of(said, Numbers(1, 1), Ones(1), new Shape(1, Rows, Columns)).ShouldNotBeNull();
    }

    [Fact]
    public void Metres_come_back_from_a_disparity_of_any_unit()
    {
        float[] metres = [0.5f, 1, 2, 4, 0];
        float[] weights = [1, 1, 1, 1, 0];
        float[] said = [.. metres.Select(depth => depth > 0 ? (3 / depth) + 7 : 0)];
        float[] logs = [.. metres.Select(depth => depth > 0 ? MathF.Log(depth) : 0)];
        var found = AlignedDisparity.ToMetres(said, logs, weights, most: 10);
        for (var i = 0; i < 4; i++) found[i].ShouldBe(metres[i], 1e-4f);
        // A flat picture is at the mean of the inverses, (2 + 1 + 0.5 + 0.25) / 4.
        AlignedDisparity.ToMetres(new float[5], logs, weights, most: 10)
            .ShouldAllBe(depth => Math.Abs(depth - (1 / 0.9375f)) < 1e-5f);
    }

    private static LossParts? Loss(float[] said, float[] labels, float[] weights, string alignment)
    {
        using var pass = Pass.Training();
        var shape = new Shape(labels.Length / Pixels, Rows, Columns);
        return Objective(alignment).Of(pass.New(shape, said), labels, weights, shape)?.Parts;
    }

    private static RelativeObjective Objective(string alignment) =>
        new(new LossRecipe { Gradient = 0.5, Alignment = alignment });

    private static float[] Ones(int images) => [.. Enumerable.Repeat(1f, images * Pixels)];

    private static float[] Numbers(int seed, int images)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, images * Pixels).Select(_ => 0.1f + random.NextSingle())];
    }
}
