using ZoeDepth.Synthetic.Photography;

namespace ZoeDepth.Synthetic.Tests.Photography;

public sealed class PictureFrameTests
{
    private const int Draws = 20_000;

    [Theory]
    [InlineData(256 * 192)]
    [InlineData(640 * 480)]
    [InlineData(1920 * 1080)]
    public void Sides_are_multiples_of_four_and_pixels_about_as_many_as_asked(int pixels)
    {
        var random = new SeededRandom(1);
        for (var i = 0; i < 500; i++)
        {
            var (width, height) = PictureFrame.Draw(random, pixels);
            (width % 4, height % 4).ShouldBe((0, 0));
            ((double)width * height).ShouldBeInRange(0.97 * pixels, 1.03 * pixels);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(4096 * 4096)]
    public void Sides_stay_within_those_a_picture_may_have(int pixels)
    {
        var random = new SeededRandom(2);
        for (var i = 0; i < 500; i++)
        {
            var (width, height) = PictureFrame.Draw(random, pixels);
            width.ShouldBeInRange(16, 4096);
            height.ShouldBeInRange(16, 4096);
        }
    }

    [Fact]
    public void Most_pictures_are_four_to_three_a_quarter_upright_and_squares_are_rare()
    {
        var random = new SeededRandom(3);
        var frames = Enumerable.Range(0, Draws).Select(_ => PictureFrame.Draw(random, 1_000_000))
            .Select(frame => (double)frame.Width / frame.Height).ToArray();
        double Share(Func<double, bool> which) => (double)frames.Count(which) / Draws;
        Share(ratio => Math.Abs(ratio - (4.0 / 3)) < 0.02).ShouldBe(0.38, 0.02);
        Share(ratio => ratio < 0.9).ShouldBe(0.26, 0.02);
        Share(ratio => Math.Abs(ratio - 1) < 0.02).ShouldBe(0.06, 0.01);
        Share(ratio => Math.Abs(ratio - (16.0 / 9)) < 0.02).ShouldBe(0.18, 0.02);
    }
}
