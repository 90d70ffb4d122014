using FsCheck.Xunit;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Scenes;

public sealed class CameraTests
{
    [Property(MaxTest = 200)]
    public void The_axes_are_those_of_a_right_handed_frame_whatever_it_looks_at(ulong seed)
    {
        var random = new SeededRandom(seed);
        Vector Anywhere() => (random.Between(-5, 5), random.Between(-5, 5), random.Between(-5, 5));
        var from = Anywhere();
        var camera = Camera.Looking(from, random.Chance(0.1) ? from - (0, 0, 1) : Anywhere(), 60, random.Normal(0, 30));
        foreach (var axis in (Vector[])[camera.Right, camera.Down, camera.Ahead]) axis.Length.ShouldBe(1, 1e-12);
        (camera.Right.Cross(camera.Down) - camera.Ahead).Length.ShouldBeLessThan(1e-12);
        camera.Right.Dot(camera.Ahead).ShouldBe(0, 1e-12);
    }

    [Fact]
    public void A_level_camera_has_its_rows_level_and_its_columns_upright()
    {
        var camera = Camera.Heading((1, 2, 3), heading: 90, pitch: 0, fieldOfView: 60);
        (camera.Ahead - (1, 0, 0)).Length.ShouldBeLessThan(1e-12);
        (camera.Right - (0, -1, 0)).Length.ShouldBeLessThan(1e-12);
        (camera.Down - (0, 0, -1)).Length.ShouldBeLessThan(1e-12);
        Camera.Heading((1, 2, 3), 0, 30, 60).Ahead.Z.ShouldBe(0.5, 1e-12);
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(480, 640)]
    public void The_field_of_view_is_that_of_the_longer_side(int width, int height) =>
        Camera.Heading(Vector.Zero, 0, 0, 90).FocalLength(width, height).ShouldBe(320, 1e-9);

    [Fact]
    public void Hands_hold_cameras_nearly_level_and_one_in_ten_askew()
    {
        var random = new SeededRandom(4);
        var rolls = Enumerable.Range(0, 20_000).Select(_ => Math.Abs(HandHeld.Roll(random))).ToArray();
        rolls.Count(roll => roll < 3).ShouldBeInRange(17_000, 18_500);
        rolls.Count(roll => roll > 6).ShouldBeInRange(600, 1200);
        var fields = Enumerable.Range(0, 20_000).Select(_ => HandHeld.FieldOfView(random, 62)).ToArray();
        fields.Average().ShouldBe(62, 0.5);
        fields.ShouldAllBe(field => field >= 38 && field <= 98);
    }
}
