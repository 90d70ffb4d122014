using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>Concrete: cloudy, stained, with pores, and joints where it was cast in slabs.</summary>
/// <param name="color">albedo, 0.2 old .. 0.5 new</param>
/// <param name="slab">side of a slab, metres; 0 for none</param>
/// <param name="stains">0 clean .. 1 neglected</param>
internal sealed class Concrete(Color color, double slab = 0, double stains = 0.4) : Material
{
    private const double Joint = 0.012;
    private const double JointShade = 0.45;

    public override Color Mean => slab <= 0
        ? color : color * (1 - ((1 - JointShade) * ((2 * Joint / slab) - (Joint * Joint / (slab * slab)))));

    /// <summary>Walls, floors, kerbs.</summary>
    public static Concrete Draw(SeededRandom random)
    {
        var shade = random.Between(0.2, 0.5);
        var warm = random.Between(-0.03, 0.08);
        return new(new(shade * (1 + warm), shade, shade * (1 - warm)), random.Chance(0.5) ? random.Between(1, 3) : 0,
            random.Between(0.1, 1));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 101);
        var clouds = NoiseFractal.Plane(face.U, face.V, 1.7, 4, at.Footprint, salt);
        // Water runs down walls and leaves streaks.
        var streaks = Noise.Gradient(face.U * LaneMath.All(5f), face.V * LaneMath.All(0.4f), salt + 5)
            * Noise.Kept(at.Footprint, 0.2);
        var light = Floats.One + (clouds * LaneMath.All(0.08 + (0.14 * stains)));
        light += (Vector512.AndNot(streaks, face.Level) * LaneMath.All(0.12 * stains));
        light += NoiseFractal.Plane(face.U, face.V, 0.012, 1, at.Footprint, salt + 6) * LaneMath.All(0.12f);
        if (slab > 0)
        {
            var slabs = new Courses(face.U, face.V, slab, slab, Joint, 0, at.Footprint, salt);
            light += (Noise.Again(slabs.Bits, 1) - LaneMath.All(0.5f)) * Noise.Kept(at.Footprint, 2 * slab)
                * LaneMath.All(0.12f);
            light *= Floats.One - (slabs.Joint * LaneMath.All(1 - JointShade));
        }
        surface.Albedo = Vectors.All(color) * light;
        surface.Roughness = LaneMath.All(0.85f);
    }
}
