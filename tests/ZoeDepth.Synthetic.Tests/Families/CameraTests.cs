using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Families;

/// <summary>How families hold their cameras.</summary>
public sealed class CameraTests
{
    public static TheoryData<string> Families => [.. SyntheticWorld.Families];

    [Theory, MemberData(nameof(Families))]
    public void Cameras_see_between_35_and_100_degrees_and_differ(string name)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        var cameras = Enumerable.Range(0, 20).Select(seed => Composed(family, (ulong)seed).Camera).ToList();
        cameras.ShouldAllBe(camera => camera.FieldOfView >= 35 && camera.FieldOfView <= 100);
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
