using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.People;

/// <summary>
/// Cameras that take somebody's picture: the face is in focus, and there is no more room around it than there must be.
/// </summary>
internal static class NearPerson
{
    /// <summary>Takes the picture of whoever faces −y of a place.</summary>
    /// <param name="scene">gets the camera</param>
    /// <param name="spot">where the person stands or sits</param>
    /// <param name="face">about where the face is, in the place's system, metres</param>
    /// <param name="random">distance, side, lens</param>
    /// <param name="within">half width and length of the room about the world's origin the camera stays in; null
    /// outside</param>
    public static void PlaceCamera(Scene scene, LocalFrame spot, Vector face, SeededRandom random,
        (double X, double Y)? within =
        null)
    {
        var distance = random.LogBetween(0.55, 2.5);
        var side = PortableMath.Radians(random.Normal(0, 28));
        var at = spot.Map.Point(face - (0, 0, random.Between(-0.05, 0.12) + (0.12 * distance)));
        var from = spot.Map.Point(face + (distance * PortableMath.Sin(side), -distance * PortableMath.Cos(side),
            random.Normal(-0.02, 0.14)));
        if (within is { } half) from = (Math.Clamp(from.X, -half.X, half.X), Math.Clamp(from.Y, -half.Y, half.Y),
            from.Z);
        // Upright and level pictures alike show about the head, the shoulders, sometimes the waist.
        var shown = random.LogBetween(0.55, 1.5) + (0.2 * distance);
        var fieldOfView = Math.Clamp(2 * PortableMath.Atan(shown / (2 * distance)) * (180 / Math.PI), 30, 78);
        scene.NearestScale = 0.8;
        scene.LeastVariety = 0.05;
        scene.Camera = Camera.Looking(from, at, fieldOfView, HandHeld.Roll(random)) with
        {
            Aperture = random.Chance(0.3) ? random.LogBetween(0.01, 0.04) : HandHeld.Aperture(random),
            Focus = Math.Max(0.3, (from - spot.Map.Point(face)).Length - 0.08),
        };
    }
}
