using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests;

public sealed class StudioTests
{
    [Theory]
    [InlineData(15, 192, "Width", 15)]
    [InlineData(4097, 192, "Width", 4097)]
    [InlineData(256, 15, "Height", 15)]
    [InlineData(256, -1, "Height", -1)]
    public void A_size_out_of_range_is_said_with_its_name_and_the_range(int width, int height, string name, int came)
    {
        var error = Should.Throw<ArgumentOutOfRangeException>(
            () => SyntheticWorld.Generate("chaos", 1, new SampleOptions { Width = width, Height = height }));
        error.ParamName.ShouldBe(name);
        error.ActualValue.ShouldBe(came);
        error.Message.ShouldStartWith($"{name} is 16 to 4096 pixels");
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 33)]
    public void Any_size_in_range_is_made_as_asked(int width, int height)
    {
        var sample = SyntheticWorld.Generate("chaos", 1,
            new SampleOptions { Width = width, Height = height, WithGeometry = true });
        (sample.Width, sample.Height).ShouldBe((width, height));
        sample.Depth.Length.ShouldBe(width * height);
        sample.Normals!.Length.ShouldBe(3 * width * height);
        sample.Pose.Length.ShouldBe(12);
        sample.PartNames.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_family_nobody_knows_is_said_with_those_there_are()
    {
        var error = Should.Throw<ArgumentException>(() => SyntheticWorld.Generate("moon", 1));
        error.Message.ShouldContain("there is no family 'moon'");
        error.Message.ShouldContain("living-room");
        Should.Throw<ArgumentException>(() => SyntheticWorld.DomainOf("moon"));
    }

    [Fact]
    public void Scenes_that_show_nothing_are_composed_anew_twelve_times_and_then_taken_as_they_are()
    {
        var family = new Wall();
        var sample = Studio.Take(family, 5, new SampleOptions { Width = 16, Height = 16 });
        // Each of three shots composes up to twelve scenes, and a wall is never worth a picture nor shows anything.
        family.Composed.ShouldBe(36);
        sample.Depth.ShouldAllBe(depth => Math.Abs(depth - 2.5f) < 1e-4f);
    }

    [Fact]
    public void Frames_of_devices_change_with_the_seed_and_keep_the_number_of_pixels()
    {
        var options = new SampleOptions { Width = 64, Height = 48, DeviceAspect = true };
        var sizes = Enumerable.Range(0, 8).Select(seed => SyntheticWorld.Generate("chaos", (ulong)seed, options))
            .Select(s => (s.Width, s.Height)).ToArray();
        sizes.Distinct().Count().ShouldBeGreaterThan(2);
        sizes.ShouldAllBe(size => size.Width * size.Height > 64 * 48 * 0.85
            && size.Width * size.Height < 64 * 48 * 1.15);
    }

    /// <summary>A wall straight ahead and nothing else.</summary>
    private sealed class Wall : IFamily
    {
        public int Composed { get; private set; }

        public string Name => "wall";

        public Domain Domain => Domain.Indoor;

        public void Compose(Scene scene, SeededRandom random)
        {
            Composed++;
            scene.World.Box((0, 3, 1.5), (100, 1, 100), new Plain(Color.Gray(0.5)));
        }
    }
}
