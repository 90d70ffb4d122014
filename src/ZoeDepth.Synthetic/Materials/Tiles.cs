namespace ZoeDepth.Synthetic.Materials;

/// <summary>Glazed or stone tiles: bathrooms, kitchens, halls.</summary>
/// <param name="first">albedo</param>
/// <param name="second">albedo of every other tile; the same as the first for one colour</param>
/// <param name="grout">albedo of the joints</param>
/// <param name="length">of a tile and its joint along u, metres</param>
/// <param name="height">of a tile and its joint along v, metres</param>
/// <param name="joint">metres</param>
/// <param name="stagger">shift of each row, in tiles</param>
/// <param name="gloss">0 stone .. 0.5 glaze</param>
/// <param name="veins">relative depth of clouds in the tiles</param>
internal sealed class Tiles(
    Color first, Color second, Color grout, double length = 0.3, double height = 0.3, double joint = 0.004,
    double stagger = 0,
    double gloss = 0.25, double veins = 0.05) : Material
{
    public override Color Mean
    {
        get
        {
            var open = (joint / length) + (joint / height) - (joint * joint / (length * height));
            return first.Mixed(second, 0.5).Mixed(grout, open);
        }
    }

    /// <summary>Tiles of a kitchen, bath or hall floor or wall.</summary>
    public static Tiles Draw(SeededRandom random)
    {
        var first = Palette.Tile(random);
        var second = random.Chance(0.15) ? Palette.Tile(random) : first;
        var size = random.Pick(0.1, 0.15, 0.2, 0.3, 0.45, 0.6);
        var oblong = random.Pick(1.0, 1.0, 1.0, 2.0);
        return new(
            first, second, Color.Gray(random.Between(0.15, 0.6)), size, size / oblong, random.Between(0.002, 0.006),
            oblong > 1 ? 0.5 : 0,
            random.Pick(0.05, 0.25, 0.4), random.Pick(0.02, 0.05, 0.15));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 51);
        var tiles = new Courses(face.U, face.V, length, height, joint, stagger, at.Footprint, salt);
        var kept = Noise.Kept(at.Footprint, 2 * Math.Min(length, height));
        var odd = LaneMath.Mix(LaneMath.All(0.5f), tiles.Odd, kept);
        var tile = Vectors.Mix(Vectors.All(first), Vectors.All(second), odd);
        // Clouds that end at the joints: each tile is cut from another place.
        var tint = Noise.Again(tiles.Bits, 1) - LaneMath.All(0.5f);
        var clouds = NoiseFractal.Plane(face.U + (tint * LaneMath.All(40f)), face.V, 0.25, 2, at.Footprint, salt + 1)
            * LaneMath.All(veins);
        clouds += tint * kept * LaneMath.All(0.06f);
        surface.Albedo = Vectors.Mix(tile * (Floats.One + clouds), Vectors.All(grout), tiles.Joint);
        // No tile lies quite level: reflections break at the joints.
        var lean = kept * LaneMath.All(0.012f);
        var (slopeU, slopeV) = tiles.Rims(0.003, 0.5, at.Footprint);
        slopeU += (Noise.Again(tiles.Bits, 2) - LaneMath.All(0.5f)) * lean;
        slopeV += tint * lean;
        surface.LocalNormal = face.Tilted(surface.LocalNormal, slopeU, slopeV);
        surface.Gloss = LaneMath.All(gloss) * (Floats.One - tiles.Joint);
        surface.Roughness = LaneMath.All(gloss > 0.2 ? 0.1 : 0.4);
    }
}
