namespace ZoeDepth.Synthetic.Materials;

/// <summary>Snow: white, softly drifted, bluish in its hollows.</summary>
/// <param name="brightness">0.6 old .. 0.88 fresh</param>
/// <param name="relief">slope of the drifts</param>
internal sealed class Snow(double brightness = 0.82, double relief = 0.2) : Material
{
    public override Color Mean => new(brightness * 0.985, brightness, brightness * 1.015);

    /// <summary>Old or fresh.</summary>
    public static Snow Draw(SeededRandom random) => new(random.Between(0.65, 0.87), random.Between(0.1, 0.35));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 261);
        var drifts = NoiseFractal.Plane(face.U, face.V, 1.9, 4, at.Footprint, salt);
        surface.Albedo = Vectors.All(Mean) * (Floats.One + (drifts * LaneMath.All(0.06f)));
        var kept = Noise.Kept(at.Footprint, 0.5) * LaneMath.All(relief);
        var slopeU = NoiseFractal.Plane(face.U, face.V, 0.9, 2, at.Footprint, salt + 4);
        var slopeV = NoiseFractal.Plane(face.U, face.V, 0.9, 2, at.Footprint, salt + 6);
        var grain = Noise.Kept(at.Footprint, 0.02) * LaneMath.All(0.4 * relief);
        surface.LocalNormal = face.Tilted(surface.LocalNormal, (slopeU * kept) + (drifts * grain), slopeV * kept);
        surface.Gloss = LaneMath.All(0.03f);
        surface.Translucency = LaneMath.All(0.1f);
    }
}
