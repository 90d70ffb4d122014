using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>The mean of a material that no formula gives, measured once when it is made.</summary>
internal static class Averages
{
    private const int Packets = 32;

    /// <summary>
    /// Mean albedo and own light over a wall, of 512 places spread evenly (Roberts's R₂ sequence) on things of several
    /// <see cref="Surface.Variation"/>s.
    /// </summary>
    /// <param name="material">seen from so near that nothing has faded</param>
    /// <param name="width">of the wall about the origin, metres</param>
    /// <param name="height">of the wall about the origin, metres</param>
    /// <param name="level">a floor instead</param>
    public static Color Of(Material material, double width, double height, bool level = false)
    {
        Span<float> u = stackalloc float[16];
        Span<float> v = stackalloc float[16];
        var (red, green, blue) = (0.0, 0.0, 0.0);
        for (var packet = 0; packet < Packets; packet++)
        {
            for (var lane = 0; lane < 16; lane++)
            {
                var place = (packet * 16) + lane + 0.5;
                u[lane] = (float)((Fraction(place * 0.7548776662466927) - 0.5) * width);
                v[lane] = (float)((Fraction(place * 0.5698402909980532) - 0.5) * height);
            }
            var (along, up) = (Vector512.Create<float>(u), Vector512.Create<float>(v));
            var local = level ? new Vectors(along, up, Floats.Zero) : new Vectors(along, Floats.Zero, up);
            var at = new Surface
            {
                Local = local,
                World = local,
                LocalNormal = level ? Vectors.All(0f, 0f, 1f) : Vectors.All(0f, -1f, 0f),
                Footprint = Vector512.Create(1e-4f),
                Variation = (float)Fraction(packet * 0.6180339887498949),
            };
            var surface = SurfaceProperties.Matt(at);
            material.Evaluate(at, ref surface);
            var seen = surface.Albedo + surface.Emission;
            for (var lane = 0; lane < 16; lane++)
            {
                red += seen.X.GetElement(lane);
                green += seen.Y.GetElement(lane);
                blue += seen.Z.GetElement(lane);
            }
        }
        return new Color(red, green, blue) * (1.0 / (16 * Packets));
    }

    private static double Fraction(double x) => x - Math.Floor(x);
}
