namespace ZoeDepth.Synthetic.Scenes;

/// <summary>
/// A lamp: a ball or a rectangle that lights the scene. It is not seen; what is seen is a primitive of
/// <see cref="Materials.Glow"/>.
/// </summary>
/// <param name="Center">middle of the lamp, world, metres</param>
/// <param name="EdgeA">half of one side of a rectangle; zero for a ball</param>
/// <param name="EdgeB">half of the other side</param>
/// <param name="Radius">of a ball, metres: how soft its shadows are</param>
/// <param name="Power">irradiance on a surface 1 m away that faces it</param>
/// <param name="Facing">where a rectangle shines, unit vector; zero for a ball, which shines everywhere</param>
internal readonly record struct Light(Vector Center, Vector EdgeA, Vector EdgeB, double Radius, Color Power,
    Vector Facing);

/// <summary>The sun: parallel light from a small disc.</summary>
/// <param name="Direction">unit vector towards the sun</param>
/// <param name="Irradiance">
/// on a surface that faces it, in units of the scene's light (a clear noon is about 3 where the sky is 1)
/// </param>
/// <param name="AngularRadius">degrees: 0.27 in clear air, some degrees in haze</param>
internal sealed record Sun(Vector Direction, Color Irradiance, double AngularRadius = 0.5);
