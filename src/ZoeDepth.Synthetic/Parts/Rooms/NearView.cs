using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Rooms;

/// <summary>
/// Cameras at arm's length: whoever holds one has a thing in front, focuses on it, and may light it with a flash.
/// </summary>
internal static class NearView
{
    /// <summary>Looks at a point from a distance and a height above it.</summary>
    /// <param name="scene">gets the camera; its bounds of what may be near are widened</param>
    /// <param name="at">what is looked at, world</param>
    /// <param name="from">where the camera stands, world</param>
    /// <param name="fieldOfView">of the longer side, degrees</param>
    /// <param name="random">roll, opening, focus and flash</param>
    /// <param name="roll">usual tilt, degrees</param>
    public static void PlaceCamera(Scene scene, Vector at, Vector from, double fieldOfView, SeededRandom random,
        double roll = 2)
    {
        var distance = (at - from).Length;
        scene.NearestScale = 0.4;
        scene.LeastVariety = 0.03;
        // A focus that misses by a hand's breadth is seen at large openings only.
        scene.Camera = Camera.Looking(from, at, fieldOfView, random.Chance(0.12) ? random.Normal(0, 12)
            : random.Normal(0, roll)) with
        {
            Aperture = HandHeld.Aperture(random),
            Focus = Math.Max(0.1, distance * random.Normal(1, 0.06)),
        };
        if (random.Chance(0.07)) Flash(scene, random);
    }

    /// <summary>
    /// A field of view of the kind such pictures are taken with, degrees: robots' cameras are narrow, telephones' wide.
    /// </summary>
    public static double FieldOfView(SeededRandom random) =>
        random.Chance(0.6) ? Math.Clamp(random.Normal(57, 8), 36, 80) : random.Between(30, 58);

    /// <summary>A lamp beside the lens, as bright as the room or brighter.</summary>
    private static void Flash(Scene scene, SeededRandom random)
    {
        var camera = scene.Camera;
        var beside = camera.Position + (camera.Right * random.Between(-0.06, 0.06))
            - (camera.Down * random.Between(0.02, 0.08));
        var power = random.LogBetween(0.3, 2) * camera.Focus * camera.Focus;
        scene.Lights.Add(new(beside, Vector.Zero, Vector.Zero, 0.008, Color.Temperature(random.Between(4500, 6500))
            * power, Vector.Zero));
    }
}
