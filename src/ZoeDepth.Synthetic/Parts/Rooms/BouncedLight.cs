using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>The light that the walls of a room send to one another.</summary>
internal static class BouncedLight
{
    /// <summary>
    /// Sets the light that walls send to one another from what all lamps of the room give in one bounce and all after
    /// it: flux · ρ / (1 − ρ) over the surface, and the sun's patches. To be called when all lamps are in place, again
    /// if more are added.
    /// </summary>
    public static void Settle(Room room, SeededRandom random)
    {
        var scene = room.Scene;
        var flux = Color.Black;
        foreach (var light in scene.Lights) flux += light.Power * (light.Radius > 0 ? 8 : Math.PI);
        if (scene.Sun is not null) flux += scene.Sun.Irradiance * 0.5;
        var ambient = (flux * (random.Between(0.7, 1.1) / room.Size.Surface)) + Color.Gray(0.01);
        var tint = room.Finish.Wall.Mean;
        var shade = tint * (1 / Math.Max(tint.Luminance, 0.05));
        scene.Sky = Sky.Even(ambient * Color.White.Mixed(shade, 0.5));
        scene.OcclusionReach = 2;
    }
}
