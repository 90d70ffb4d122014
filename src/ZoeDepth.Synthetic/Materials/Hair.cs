namespace ZoeDepth.Synthetic.Materials;

/// <summary>Hair, fur, straw, a broom: strands along local z.</summary>
/// <param name="color">albedo</param>
/// <param name="strand">width of a lock, metres</param>
internal sealed class Hair(Color color, double strand = 0.006) : Material
{
    public override Color Mean => color;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var scale = LaneMath.All(1 / strand);
        var local = at.Local;
        var strands = Noise.Value(new Vectors(local.X * scale, local.Y * scale, local.Z * LaneMath.All(0.06 / strand)),
            Pattern.Salt(at, 311));
        strands *= Noise.Kept(at.Footprint, 1.5 * strand);
        surface.Albedo = Vectors.All(color) * (Floats.One + (strands * LaneMath.All(0.8f)));
        surface.LocalNormal += new Vectors(strands * LaneMath.All(0.5f), -strands * LaneMath.All(0.5f), Floats.Zero);
        surface.Gloss = LaneMath.All(0.12f);
        surface.Roughness = LaneMath.All(0.4f);
    }
}
