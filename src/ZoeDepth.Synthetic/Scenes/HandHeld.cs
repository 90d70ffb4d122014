namespace ZoeDepth.Synthetic.Scenes;

/// <summary>How people hold cameras and which lenses they have.</summary>
internal static class HandHeld
{
    /// <summary>Tilt of the camera about its axis, degrees: nearly level, one in ten askew.</summary>
    public static double Roll(SeededRandom random) => random.Normal(0, random.Chance(0.1) ? 7.5 : 1.5);

    /// <summary>Field of view of the longer side, degrees, 38..98.</summary>
    /// <param name="random">which</param>
    /// <param name="mean">about 62 outside, wider the narrower the room: whoever has no space to step back takes the wide lens</param>
    /// <param name="deviation">of cameras of the kind</param>
    public static double FieldOfView(SeededRandom random, double mean, double deviation = 11) => Math.Clamp(random.Normal(mean, deviation), 38, 98);
}
