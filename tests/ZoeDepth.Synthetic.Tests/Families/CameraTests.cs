using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Families;

/// <summary>How families hold their cameras.</summary>
public sealed class CameraTests
{
    public static TheoryData<string> Families => [.. SyntheticWorld.Families];

    [Theory, MemberData(nameof(Families))]
    public void Cameras_see_between_30_and_100_degrees_and_differ(string name)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        var cameras = Enumerable.Range(0, 20).Select(seed => Composed(family, (ulong)seed).Camera).ToList();
        cameras.ShouldAllBe(camera => camera.FieldOfView >= 30 && camera.FieldOfView <= 100);
        (cameras.Max(camera => camera.FieldOfView) - cameras.Min(camera => camera.FieldOfView)).ShouldBeGreaterThan(10);
        cameras.Select(camera => camera.Position).Distinct().Count().ShouldBeGreaterThan(15);
        foreach (var camera in cameras)
        {
            // Right, down and ahead are a right-handed frame of unit vectors.
            camera.Right.Dot(camera.Down).ShouldBe(0, 1e-9);
            camera.Right.Length.ShouldBe(1, 1e-9);
            (camera.Right.Cross(camera.Down) - camera.Ahead).Length.ShouldBe(0, 1e-9);
        }
    }

    [Theory]
    [InlineData(0, 0, -1), InlineData(0.005, 0, -1), InlineData(0, 0.011, -1), InlineData(-0.003, 0.004, 1),
        InlineData(0, 0, 1), InlineData(1, 2, 0)]
    public void A_camera_that_looks_straight_down_has_right_angles_too(double x, double y, double z)
    {
        var camera = Camera.Looking((1, 2, 3), (1 + x, 2 + y, 3 + z), 50, roll: 7);
        foreach (var (a, b) in new[]
            { (camera.Right, camera.Down), (camera.Down, camera.Ahead), (camera.Ahead, camera.Right) })
            a.Dot(b).ShouldBe(0, 1e-12);
        (camera.Right.Cross(camera.Down) - camera.Ahead).Length.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Names_are_words_for_a_command_line_and_no_two_alike()
    {
        SyntheticWorld.Families.Count.ShouldBeGreaterThanOrEqualTo(12);
        SyntheticWorld.Families.Distinct().Count().ShouldBe(SyntheticWorld.Families.Count);
        SyntheticWorld.Families.ShouldAllBe(name => name.All(c => char.IsAsciiLetterLower(c) || c == '-'));
    }

    private static Scene Composed(IFamily family, ulong seed)
    {
        var scene = new Scene(family.Domain);
        family.Compose(scene, new SeededRandom(family.Name, seed));
        return scene;
    }
}
