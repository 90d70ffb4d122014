namespace ZoeDepth.Synthetic.Scenes;

/// <summary>How people hold cameras and which lenses they have.</summary>
internal static class HandHeld
{
    /// <summary>Tilt of the camera about its axis, degrees: nearly level, one in ten askew.</summary>
    public static double Roll(SeededRandom random) => random.Normal(0, random.Chance(0.1) ? 7.5 : 1.5);

    /// <summary>Field of view of the longer side, degrees, 38..98.</summary>
    /// <param name="random">which</param>
    /// <param name="mean">
    /// about 62 outside, wider the narrower the room: whoever has no space to step back takes the wide lens
    /// </param>
    /// <param name="deviation">standard deviation of cameras of the kind</param>
    public static double FieldOfView(SeededRandom random, double mean, double deviation = 11) =>
        Math.Clamp(random.Normal(mean, deviation), 38, 98);

    /// <summary>
    /// Diameter of a lens's opening, metres: a telephone's is 1.5 to 3.5 mm, a compact's 3 to 8, that of a camera with
    /// a large sensor 8 to 30; cameras of robots and computers are as good as pinholes.
    /// </summary>
    public static double Aperture(SeededRandom random) => random.Unit() switch
    {
        < 0.2 => 0,
        < 0.65 => random.Between(0.0015, 0.0035),
        < 0.8 => random.LogBetween(0.003, 0.008),
        _ => random.LogBetween(0.008, 0.03),
    };
}
