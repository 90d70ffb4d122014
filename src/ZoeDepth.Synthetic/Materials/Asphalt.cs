using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>A road: stones in tar, worn and stained, mended in rectangles, cracked.</summary>
/// <param name="color">albedo, 0.06 new .. 0.15 worn</param>
/// <param name="mending">how many places of 5 m have a mended rectangle, 0..1</param>
/// <param name="cracks">0 none .. 1 many</param>
internal sealed class Asphalt(Color color, double mending = 0.15, double cracks = 0.3) : Material
{
    private const double LocalFrame = 5.3;

    public override Color Mean => color;

    /// <summary>New to old.</summary>
    public static Asphalt Draw(SeededRandom random)
    {
        var shade = random.Between(0.065, 0.15);
        var warm = random.Between(-0.06, 0.06);
        return new(new(shade * (1 + warm), shade, shade * (1 - warm)), random.Between(0, 0.35), random.Between(0, 0.8));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (u, v) = (face.U, face.V);
        var salt = Pattern.Salt(at, 71);
        var wear = NoiseFractal.Plane(u, v, 4.1, 4, at.Footprint, salt) * LaneMath.All(0.2f);
        var stones = NoiseFractal.Plane(u, v, 0.014, 1, at.Footprint, salt + 4) * LaneMath.All(0.75f);
        var light = Floats.One + wear + stones;
        if (mending > 0) light += Mended(u, v, at.Footprint, salt + 8);
        var lines = Noise.Kept(at.Footprint, 0.07);
        if (cracks > 0 && !Vector512.EqualsAll(lines, Floats.Zero))
        {
            // A crack follows where a slow random function passes zero; another says where there are any.
            var (path, where) = Noise.Pair(u * LaneMath.All(0.9f), v * LaneMath.All(0.9f), salt + 6);
            path += wear * LaneMath.All(1.2f);
            var crack = LaneMath.Saturate(LaneMath.All(1.2f) - (Vector512.Abs(path) * LaneMath.All(130f)));
            light *= Floats.One
                - (crack * lines * LaneMath.All(0.6f) & Vector512.LessThan(where, LaneMath.All((0.9 * cracks) - 0.6)));
        }
        surface.Albedo = Vectors.All(color) * Vector512.Max(light, LaneMath.All(0.1f));
        var rough = Noise.Kept(at.Footprint, 0.014) * LaneMath.All(0.5f);
        if (!Vector512.EqualsAll(rough, Floats.Zero))
        {
            var (slopeU, slopeV) = Noise.Pair(u * LaneMath.All(75f), v * LaneMath.All(75f), salt + 7);
            surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU * rough, slopeV * rough);
        }
        surface.Gloss = LaneMath.All(0.03f);
        surface.Roughness = LaneMath.All(0.6f);
    }

    /// <summary>
    /// Rectangles darker or paler than the rest, a tarred seam around each; as often the one as the other.
    /// </summary>
    private Floats Mended(Floats u, Floats v, Floats footprint, int salt)
    {
        var scale = LaneMath.All(1 / LocalFrame);
        var (column, row) = (Vector512.Floor(u * scale), Vector512.Floor(v * scale));
        var bits = Noise.CellBits(column, row, salt);
        var there = Vector512.LessThan(Noise.Again(bits, 1), LaneMath.All(mending));
        if (Vector512.ExtractMostSignificantBits(there) == 0) return Floats.Zero;
        var (halfU, halfV) = (Half(bits, 2), Half(bits, 3));
        var size = LaneMath.All(LocalFrame);
        var (x, y) = (Vector512.Abs(Pattern.FromMiddle(u * scale) * size),
            Vector512.Abs(Pattern.FromMiddle(v * scale) * size));
        // The saw runs straight, the tar that is poured in does not.
        var spilt = Noise.Gradient(u * LaneMath.All(1.7f), v * LaneMath.All(1.7f), salt + 1) * LaneMath.All(0.07f);
        var beyond = Vector512.Max(x - halfU, y - halfV) + spilt;
        var inside = Floats.One - Pattern.Beyond(beyond, Floats.Zero, footprint);
        var seam = LaneMath.Saturate(Floats.One - (Vector512.Abs(beyond) * LaneMath.All(40f)))
            * Noise.Kept(footprint, 0.05);
        var tone = (Noise.Again(bits, 4) - LaneMath.All(0.5f)) * LaneMath.All(0.36f)
            * Noise.Kept(footprint, LocalFrame);
        return ((tone * inside) - (seam * LaneMath.All(0.35f))) & there;
    }

    private static Floats Half(Integers bits, int salt) =>
        Vector512.FusedMultiplyAdd(Noise.Again(bits, salt), LaneMath.All(1.9f), LaneMath.All(0.4f));
}
