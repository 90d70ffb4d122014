using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Families;

public sealed class HomeFamiliesTests
{
    private const int Seeds = 20;

    public static TheoryData<string> Names => ["living-room", "bedroom", "kitchen"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rooms_are_closed_and_of_the_size_of_rooms(string name)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var scene = Studio.Compose(AllFamilies.List.Single(f => f.Name == name),
                new SeededRandom(name, (ulong)seed));
            var depth = new Renderer(scene, scene.Camera, 48, 36).Geometry(all: false).Depth;
            depth.Count(metres => metres == 0).ShouldBe(0, $"seed {seed} sees the sky");
            depth.Count(metres => metres is < 0.2f or > 12).ShouldBeLessThan(depth.Length / 50, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_camera_stands_in_the_room(string name)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var eye = Composed(name, seed).Camera.Position;
            Math.Abs(eye.X).ShouldBeLessThan(3.6);
            Math.Abs(eye.Y).ShouldBeLessThan(4.2);
            eye.Z.ShouldBeInRange(0.5, 2.8);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rooms_are_furnished_but_no_warehouse(string name)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var scene = Composed(name, seed);
            scene.Primitives.Count.ShouldBeInRange(120, 4000, $"seed {seed}");
            scene.PartNames.Count.ShouldBeGreaterThan(12, $"seed {seed}");
            scene.Lights.Count.ShouldBeLessThan(16, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Most_cameras_are_worth_a_picture(string name) =>
        Enumerable.Range(0, Seeds).Count(seed => Composition.IsWorthAPicture(Composition.Sketch(Composed(name, seed))))
            .ShouldBeGreaterThan(Seeds * 6 / 10);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_is_one_picture(string name)
    {
        var options = new SampleOptions { Width = 64, Height = 48 };
        for (var seed = 0UL; seed < 3; seed++)
        {
            var (one, other) = (SyntheticWorld.Generate(name, seed, options),
                SyntheticWorld.Generate(name, seed, options));
            one.Picture.Data.ShouldBe(other.Picture.Data);
            one.Depth.ShouldBe(other.Depth);
        }
    }

    private static Scene Composed(string name, int seed)
    {
        var family = AllFamilies.List.Single(f => f.Name == name);
        var scene = new Scene(family.Domain);
        family.Compose(scene, new SeededRandom(name, (ulong)seed));
        return scene;
    }
}
