using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>Somebody with a camera in the open: standing mostly, sometimes crouching.</summary>
internal static class Onlooker
{
    /// <summary>Looks ahead from a place on the ground; never so far aside that the ground's edge is seen.</summary>
    public static Camera At(Land land, double x, double y, double heading, double pitch, SeededRandom random)
    {
        var height = random.Chance(0.08) ? random.Between(0.4, 0.9) : Math.Clamp(random.Normal(1.58, 0.14), 1.2, 2);
        var field = HandHeld.FieldOfView(random, 62, 12);
        var widest = 56 - (field / 2);
        return Camera.Heading(
            land.Point(x, y) + (0, 0, height), Math.Clamp(heading, -widest, widest), pitch, field,
            HandHeld.Roll(random));
    }
}
