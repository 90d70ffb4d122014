namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A pane before a dark room, a windscreen, a bottle, a mirror: nearly nothing of its own, a sharp image of the
/// surroundings.
/// </summary>
/// <param name="tint">albedo of what is behind</param>
/// <param name="mirror">0.1 clean pane seen steeply .. 0.9 mirror</param>
/// <param name="translucency">0 opaque .. 0.5 coloured bottle</param>
internal sealed class Glass(Color tint, double mirror = 0.25, double translucency = 0) : Material
{
    public override Color Mean => tint;

    /// <summary>A window of a house or car by day, seen from outside.</summary>
    public static Glass Draw(SeededRandom random)
    {
        var shade = random.Between(0.015, 0.07);
        return new(new(shade * 0.9, shade, shade * random.Between(1, 1.15)), random.Between(0.15, 0.35));
    }

    /// <summary>A silvered mirror.</summary>
    public static Glass DrawMirror(SeededRandom random) => new(Color.Gray(0.03), random.Between(0.78, 0.9));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Albedo = Vectors.All(tint);
        surface.Gloss = LaneMath.All(0.8f);
        surface.Roughness = LaneMath.All(0.03f);
        surface.Mirror = LaneMath.All(mirror);
        surface.Translucency = LaneMath.All(translucency);
        // Panes are never quite flat: what they reflect bends.
        var face = new Face(at);
        var (slopeU, slopeV) = Noise.Pair(face.U * LaneMath.All(1.7f), face.V * LaneMath.All(1.7f),
            Pattern.Salt(at, 241));
        surface.LocalNormal = face.Tilted(
            surface.LocalNormal, slopeU * LaneMath.All(0.006f), slopeV * LaneMath.All(0.006f));
    }
}
