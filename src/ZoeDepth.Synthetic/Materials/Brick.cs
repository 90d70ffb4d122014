namespace ZoeDepth.Synthetic.Materials;

/// <summary>A wall of bricks in mortar.</summary>
/// <param name="first">albedo of the palest bricks</param>
/// <param name="second">albedo of the darkest bricks</param>
/// <param name="mortar">albedo of the joints</param>
/// <param name="length">of a brick and its joint, metres</param>
/// <param name="height">of a brick and its joint, metres</param>
/// <param name="joint">metres</param>
internal sealed class Brick(Color first, Color second, Color mortar, double length = 0.225, double height = 0.075,
    double joint = 0.01) : Material
{
    public override Color Mean
    {
        get
        {
            var open = (joint / length) + (joint / height) - (joint * joint / (length * height));
            return first.Mixed(second, 0.5).Mixed(mortar, open);
        }
    }

    /// <summary>Red, brown, yellow, dark or whitewashed.</summary>
    public static Brick Draw(SeededRandom random)
    {
        var (first, second) = Palette.Bricks(random);
        return new(
            first, second, Color.Gray(random.Between(0.18, 0.4)).Mixed(first, 0.25),
            random.Between(0.2, 0.245), random.Between(0.06, 0.075), random.Between(0.008, 0.012));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 31);
        var bricks = new Courses(face.U, face.V, length, height, joint, 0.5, at.Footprint, salt);
        var share = LaneMath.Mix(LaneMath.All(0.5f), Noise.Again(bricks.Bits, 1), Noise.Kept(at.Footprint, 0.15));
        var stone = Vectors.Mix(Vectors.All(first), Vectors.All(second), share);
        var stains = NoiseFractal.Plane(face.U, face.V, 1.1, 2, at.Footprint, salt + 1) * LaneMath.All(0.1f);
        var pits = NoiseFractal.Plane(face.U, face.V, 0.02, 2, at.Footprint, salt + 3) * LaneMath.All(0.22f);
        surface.Albedo = Vectors.Mix(stone, Vectors.All(mortar), bricks.Joint) * (Floats.One + stains + pits);
        var (slopeU, slopeV) = bricks.Rims(0.008, 0.9, at.Footprint);
        var (roughU, roughV) = Noise.Pair(face.U * LaneMath.All(90f), face.V * LaneMath.All(90f), salt + 4);
        var rough = Noise.Kept(at.Footprint, 0.011) * LaneMath.All(0.35f);
        surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU + (roughU * rough), slopeV + (roughV * rough));
        surface.Roughness = LaneMath.All(0.9f);
    }
}
