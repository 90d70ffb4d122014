namespace ZoeDepth.Synthetic.Materials;

/// <summary>Cast or cut slabs: pavements, terraces, block paving.</summary>
/// <param name="first">albedo of the palest</param>
/// <param name="second">albedo of the darkest</param>
/// <param name="joint">albedo between them</param>
/// <param name="length">of a slab and its joint along u, metres</param>
/// <param name="height">of a slab and its joint along v, metres</param>
/// <param name="gap">metres</param>
/// <param name="stagger">shift of each row, in slabs</param>
internal sealed class Paving(
    Color first, Color second, Color joint, double length = 0.4, double height = 0.4, double gap = 0.006,
    double stagger = 0.5) : Material
{
    public override Color Mean =>
        first.Mixed(second, 0.5).Mixed(joint, (gap / length) + (gap / height) - (gap * gap / (length * height)));

    /// <summary>Grey slabs, red blocks or sandstone.</summary>
    public static Paving Draw(SeededRandom random)
    {
        var (pale, dark) = random.Chance(0.15) ? Palette.Bricks(random) : Palette.Stone(random);
        var length = random.Pick(0.2, 0.3, 0.4, 0.5, 0.6);
        var middle = pale.Mixed(dark, 0.5);
        return new(
            middle.Mixed(pale, 0.5), middle.Mixed(dark, 0.5), dark * 0.45, length, length * random.Pick(0.5, 1, 1),
            random.Between(0.004, 0.01),
            random.Pick(0, 0.5, 0.5));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 131);
        var slabs = new Courses(face.U, face.V, length, height, gap, stagger, at.Footprint, salt);
        var share = LaneMath.Mix(LaneMath.All(0.5f), Noise.Again(slabs.Bits, 1), Noise.Kept(at.Footprint, 2 * height));
        var stains = NoiseFractal.Plane(face.U, face.V, 1.3, 3, at.Footprint, salt + 1) * LaneMath.All(0.16f);
        var sand = NoiseFractal.Plane(face.U, face.V, 0.01, 1, at.Footprint, salt + 5) * LaneMath.All(0.18f);
        var slab = Vectors.Mix(Vectors.All(first), Vectors.All(second), share) * (Floats.One + sand);
        surface.Albedo = Vectors.Mix(slab, Vectors.All(joint), slabs.Joint) * (Floats.One + stains);
        var (slopeU, slopeV) = slabs.Rims(0.008, 0.7, at.Footprint);
        var lean = Noise.Kept(at.Footprint, 2 * height) * LaneMath.All(0.04f);
        slopeU += (Noise.Again(slabs.Bits, 2) - LaneMath.All(0.5f)) * lean;
        surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU, slopeV);
        surface.Roughness = LaneMath.All(0.8f);
    }
}
