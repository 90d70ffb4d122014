using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A fitted carpet, or a rug with its border and a field of lozenges: pile that leans this way and that.
/// </summary>
internal sealed class Carpet : Material
{
    private readonly Color _ground;
    private readonly Color _figure;
    private readonly Color _border;
    private readonly Extent _extent;
    private readonly double _period;
    private readonly double _figured;
    private readonly Color _mean = Color.Gray(0.2);

    /// <param name="ground">albedo</param>
    /// <param name="figure">albedo of the pattern</param>
    /// <param name="border">albedo of the border</param>
    /// <param name="extent">of a rug; of no width for a fitted carpet</param>
    /// <param name="period">after which the pattern repeats, metres</param>
    /// <param name="figured">0 plain .. 1 the pattern in its full colour</param>
    public Carpet(Color ground, Color figure, Color border, Extent extent = default, double period = 0.25,
        double figured = 1)
    {
        (_ground, _figure, _border, _extent, _period, _figured) = (ground, figure, border, extent, period, figured);
        _mean = extent.Width > 0 ? Averages.Of(this, extent.Width, extent.Height, true)
            : Averages.Of(this, 20 * period, 20 * period, true);
    }

    public override Color Mean => _mean;

    /// <summary>From wall to wall: plain or faintly patterned.</summary>
    public static Carpet Draw(SeededRandom random)
    {
        var ground = Palette.Fabric(random).Mixed(Color.Gray(0.25), 0.4);
        return new(ground, ground * random.Between(0.6, 0.9), ground, default, random.Between(0.1, 0.5),
            random.Chance(0.7) ? 0 : 1);
    }

    /// <summary>A rug of this size about its centre.</summary>
    public static Carpet DrawRug(SeededRandom random, double width, double height)
    {
        var ground = Palette.Fabric(random);
        var (figure, border) = (Palette.Fabric(random), Palette.Fabric(random));
        return new(ground, figure, border, Extent.Centered(width, height), random.Between(0.12, 0.4),
            random.Pick(0, 0.6, 1));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var salt = Pattern.Salt(at, 201);
        var color = Vectors.All(_ground);
        if (_figured > 0)
        {
            var scale = LaneMath.All(1 / _period);
            var blur = Vector512.Max(at.Footprint * scale, LaneMath.All(0.02f));
            var (x, y) = (Vector512.Abs(Pattern.FromMiddle(face.U * scale)),
                Vector512.Abs(Pattern.FromMiddle(face.V * scale)));
            var size = x + y;
            var figure = Pattern.Between(size, LaneMath.All(0.3f), LaneMath.All(0.42f), blur);
            figure = Vector512.Max(figure, Floats.One - Pattern.Beyond(size, LaneMath.All(0.14f), blur));
            color = Vectors.Mix(color, Vectors.All(_figure), figure * LaneMath.All(_figured));
        }
        if (_extent.Width > 0)
        {
            var inside = _extent.Inside(face.U, face.V);
            var width = 0.09 * _extent.Smaller;
            var border = Floats.One - Pattern.Beyond(inside, LaneMath.All(width), at.Footprint);
            color = Vectors.Mix(color, Vectors.All(_border), border);
            var line = Pattern.Between(inside, LaneMath.All(0.55 * width), LaneMath.All(0.75 * width), at.Footprint);
            color = Vectors.Mix(color, Vectors.All(_figure), line);
        }
        var near = Noise.Kept(at.Footprint, _extent.Width > 0 ? 0.4 * _extent.Smaller : _period);
        color = Vectors.Mix(Vectors.All(_mean), color, near);
        var trodden = NoiseFractal.Plane(face.U, face.V, 0.7, 2, at.Footprint, salt) * LaneMath.All(0.12f);
        var pile = NoiseFractal.Plane(face.U, face.V, 0.012, 2, at.Footprint, salt + 2);
        surface.Albedo = color * (Floats.One + trodden + (pile * LaneMath.All(0.3f)));
        var slope = Noise.Kept(at.Footprint, 0.01) * LaneMath.All(0.4f);
        surface.LocalNormal = face.Tilted(surface.LocalNormal, pile * slope, trodden * slope);
        surface.Roughness = LaneMath.All(1f);
    }
}
