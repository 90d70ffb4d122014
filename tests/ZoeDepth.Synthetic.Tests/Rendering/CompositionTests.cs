using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Rendering;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Rendering;

public sealed class CompositionTests
{
    private static readonly Plain Gray = new(Color.Gray(0.5));

    [Fact]
    public void A_room_with_something_in_it_is_worth_a_picture()
    {
        Composition.IsWorthAPicture(Composition.Sketch(Room())).ShouldBeTrue();
    }

    [Fact]
    public void A_wall_a_hand_before_the_camera_is_not_unless_the_family_likes_it_near()
    {
        var scene = Room();
        scene.World.Box((0.1, 0.25, 1.5), (0.1, 0.02, 0.1), Gray);
        Composition.IsWorthAPicture(Composition.Sketch(scene)).ShouldBeFalse();
        scene.NearestScale = 0.4;
        Composition.IsWorthAPicture(Composition.Sketch(scene)).ShouldBeTrue();
    }

    [Fact]
    public void A_finger_at_the_edge_does_no_harm()
    {
        var scene = Room();
        scene.World.Box((0.1, 0.25, 1.5), (0.02, 0.02, 0.02), Gray);
        Composition.IsWorthAPicture(Composition.Sketch(scene)).ShouldBeTrue();
    }

    [Fact]
    public void A_flat_wall_straight_ahead_is_not()
    {
        var scene = new Scene(Domain.Indoor);
        scene.World.Box((0, 3, 0), (100, 1, 100), Gray);
        Composition.IsWorthAPicture(Composition.Sketch(scene)).ShouldBeFalse();
    }

    [Fact]
    public void Sky_and_little_else_is_not()
    {
        var scene = new Scene(Domain.Outdoor) { Camera = Camera.Heading((0, 0, 1.5), 0, 20, 60) };
        scene.World.Box((0, 0, -0.5), (1000, 1000, 1), Gray);
        Composition.IsWorthAPicture(Composition.Sketch(scene)).ShouldBeFalse();
        scene.Camera = Camera.Heading((0, 0, 1.5), 0, -5, 60);
        Composition.IsWorthAPicture(Composition.Sketch(scene)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(5, false)]
    [InlineData(12, true)]
    [InlineData(100, true)]
    public void A_grey_card_shows_nothing_and_contrast_does(int amplitude, bool shows)
    {
        byte Stripe(int i) => (byte)(i / 3 % 2 == 0 ? 120 + amplitude : 120 - amplitude);
        var picture = new RasterImage(16, 16, PixelFormat.Rgb8, [.. Enumerable.Range(0, 3 * 16 * 16).Select(Stripe)]);
        Composition.ShowsSomething(picture).ShouldBe(shows);
    }

    private static Scene Room()
    {
        var scene = new Scene(Domain.Indoor);
        scene.World.Box((0, 5, 1.5), (100, 0.1, 100), Gray);
        scene.World.Box((0, 0, -0.1), (100, 100, 0.2), Gray);
        scene.World.Ball((0.5, 3, 1), 0.6, Gray);
        return scene;
    }
}
