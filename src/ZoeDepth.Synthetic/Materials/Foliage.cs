using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Leaves: a crown, a shrub or a hedge seen as a surface, or single leaves. Light comes through; each leaf leans its
/// own way.
/// </summary>
internal sealed class Foliage : Material
{
    private readonly Color _fresh;
    private readonly Color _old;
    private readonly double _leaf;
    private readonly double _gaps;
    private readonly double _relief;
    private readonly Color _mean = Color.Gray(0.1);

    /// <param name="fresh">albedo of the palest leaves</param>
    /// <param name="old">albedo of the darkest</param>
    /// <param name="leaf">size, metres; 0 for one smooth leaf</param>
    /// <param name="gaps">share of dark between the leaves, 0..0.5</param>
    /// <param name="relief">how much leaves lean: 0.3 .. 1.2</param>
    public Foliage(Color fresh, Color old, double leaf = 0.06, double gaps = 0.2, double relief = 0.8)
    {
        (_fresh, _old, _leaf, _gaps, _relief) = (fresh, old, leaf, gaps, relief);
        _mean = Averages.Of(this, 25 * Math.Max(leaf, 0.02), 25 * Math.Max(leaf, 0.02));
    }

    public override Color Mean => _mean;

    /// <summary>A tree or shrub of the season (0 spring, 1 summer, 2 autumn, 3 evergreen).</summary>
    public static Foliage Draw(SeededRandom random, int season = 1)
    {
        var (fresh, old) = Palette.Leaves(random, season);
        return new(fresh, old, random.LogBetween(0.04, 0.12), random.Between(0.1, 0.35), random.Between(0.6, 1.1));
    }

    /// <summary>A clipped hedge: small leaves, dense.</summary>
    public static Foliage DrawHedge(SeededRandom random)
    {
        var (fresh, old) = Palette.Leaves(random, random.Pick(1, 3));
        return new(fresh, old, random.Between(0.025, 0.05), random.Between(0.15, 0.3), 0.9);
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Translucency = LaneMath.All(0.3f);
        surface.Gloss = LaneMath.All(0.04f);
        surface.Roughness = LaneMath.All(0.45f);
        var salt = Pattern.Salt(at, 171);
        // Trees of one wood differ, some yellower, some darker.
        var thing = Vectors.Mix(Vectors.All(_fresh), Vectors.All(_old), LaneMath.All(at.Variation));
        if (_leaf <= 0)
        {
            surface.Albedo = thing;
            return;
        }
        var kept = Noise.Kept(at.Footprint, 2 * _leaf);
        var far = Vectors.All(_mean);
        var face = new Face(at);
        // Boughs stand out from one another where leaves no longer do.
        var boughs = NoiseFractal.Plane(face.U, face.V, 9 * _leaf, 2, at.Footprint, salt + 1)
            * LaneMath.All(0.35 * _relief);
        var light = LaneMath.All(1.15f - (0.3f * at.Variation)) + boughs;
        surface.Albedo = far * light;
        surface.LocalNormal = face.Tilted(surface.LocalNormal, boughs, boughs);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return;

        var scale = LaneMath.All(1 / _leaf);
        var cells = new NoiseCells(face.U * scale, face.V * scale, 0.85f, salt);
        var leaf = Vectors.Mix(Vectors.All(_fresh), Vectors.All(_old), Noise.Again(cells.Bits, 1));
        var gap = LaneMath.Saturate((cells.Nearest - LaneMath.All(0.75 - _gaps)) * LaneMath.All(4f))
            * LaneMath.All(0.8f);
        var rib = LaneMath.Saturate(LaneMath.All(0.9f) + ((cells.Second - cells.Nearest) * LaneMath.All(0.4f)));
        surface.Albedo = Vectors.Mix(far, leaf * ((Floats.One - gap) * rib), kept) * light;
        var lean = kept * LaneMath.All(1.6 * _relief);
        surface.LocalNormal = face.Tilted(
            surface.LocalNormal,
            ((Noise.Again(cells.Bits, 2) - LaneMath.All(0.5f)) * lean) - (cells.OffsetX * kept * LaneMath.All(_relief)),
            ((Noise.Again(cells.Bits, 3) - LaneMath.All(0.5f)) * lean)
            - (cells.OffsetY * kept * LaneMath.All(_relief)));
    }
}
