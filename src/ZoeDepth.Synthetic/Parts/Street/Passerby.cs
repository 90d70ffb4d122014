using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>Where people stand when they take pictures outside.</summary>
internal static class Passerby
{
    /// <summary>Height of a camera: in the hand mostly, from a window or a bridge seldom.</summary>
    public static double Height(SeededRandom random) =>
        random.Chance(0.12) ? random.Between(2, 6) : random.Between(1.2, 2);

    /// <summary>Field of view of the longer side, degrees.</summary>
    public static double FieldOfView(SeededRandom random) => HandHeld.FieldOfView(random, 62, 12);

    /// <summary>Tilt of the camera about its axis, degrees.</summary>
    public static double Roll(SeededRandom random) => HandHeld.Roll(random);

    /// <summary>A camera that looks about level along a heading.</summary>
    public static Camera Level(double x, double y, double height, double heading, SeededRandom random)
    {
        // Whoever stands high looks down.
        var pitch = random.Normal(-1 - (height > 2 ? 2.2 * (height - 2) : 0), 5);
        return Camera.Heading((x, y, height), heading, Math.Clamp(pitch, -26, 13), FieldOfView(random), Roll(random));
    }
}
