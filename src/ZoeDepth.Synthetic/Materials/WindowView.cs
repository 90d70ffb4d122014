using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// What is seen through a window from inside: sky, far greenery and houses, out of focus, brighter than the room. The
/// pane shines by itself; its depth is that of the glass.
/// </summary>
internal sealed class WindowView : Material
{
    private readonly Extent _extent;
    private readonly Color _zenith;
    private readonly Color _haze;
    private readonly Color _green;
    private readonly Color _house;
    private readonly double _horizon;
    private readonly double _builtUp;
    private readonly int _salt;
    private readonly Color _mean = Color.Gray(1);

    private WindowView(SeededRandom random, Extent extent, double light)
    {
        _extent = extent;
        var cloudy = random.Unit();
        _zenith = Color.Hsv(215, 0.45 * (1 - cloudy), 0.8 + (0.15 * cloudy)) * light;
        _haze = Color.Hsv(random.Pick(40, 210), 0.06, 0.97) * light;
        _green = Palette.Lawn(random).Mixed(Color.Gray(0.25), 0.45) * (light * random.Between(0.8, 1.4));
        _house = Palette.Facade(random) * (light * random.Between(0.4, 0.8));
        _horizon = random.Between(0.15, 0.6);
        _builtUp = random.Pick(0, 0.3, 0.7);
        _salt = random.Integer(0, 1 << 20);
        _mean = Averages.Of(this, extent.Width, extent.Height);
    }

    /// <summary>Mean radiance.</summary>
    public override Color Mean => _mean;

    /// <summary>The sun shines in.</summary>
    public override bool CastsShadow => false;

    /// <summary>A view on the middle of a pane of this size.</summary>
    /// <param name="random">the stream</param>
    /// <param name="width">of the pane, metres</param>
    /// <param name="height">of the pane, metres</param>
    /// <param name="light">radiance of a white sky, in units of the scene's light</param>
    public static WindowView Draw(SeededRandom random, double width, double height, double light) =>
        new(random, Extent.Centered(width, height), light);

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (x, y) = (_extent.Across(face.U) * LaneMath.All(_extent.Width / _extent.Height), _extent.Up(face.V));
        var rise = LaneMath.Saturate((y - LaneMath.All(_horizon)) * LaneMath.All(1.4f));
        var clouds = Noise.Gradient(x * LaneMath.All(2.5f), y * LaneMath.All(5f), _salt);
        var view = Vectors.Mix(Vectors.All(_haze), Vectors.All(_zenith),
            LaneMath.Saturate(rise + (clouds * LaneMath.All(0.15f))));
        if (_builtUp > 0)
        {
            var column = Vector512.Floor(x * LaneMath.All(4.3f));
            var tall = Noise.Cell(column, Floats.Zero, _salt + 1);
            var there = Vector512.LessThan(Noise.Cell(column, Floats.One, _salt + 1), LaneMath.All(_builtUp));
            var top = LaneMath.All(_horizon + 0.03) + (tall * LaneMath.All(0.28f));
            var house = (Floats.One - Pattern.Beyond(y, top, LaneMath.All(0.02f))) & there;
            var windows = Pattern.Bands(y, 0.05, 0.02, LaneMath.All(0.015f))
                * Pattern.Bands(x, 0.045, 0.02, LaneMath.All(0.015f));
            var wall = Vectors.All(_house)
                * (LaneMath.All(0.7f) + (tall * LaneMath.All(0.6f)) - (windows * LaneMath.All(0.35f)));
            view = Vectors.Mix(view, wall, house);
        }
        var crowns = NoiseFractal.Plane(x, y, 0.3, 3, LaneMath.All(0.03f), _salt + 2);
        var edge = LaneMath.All(_horizon) + (crowns * LaneMath.All(0.12f));
        var trees = Vectors.All(_green) * (LaneMath.All(0.75f) + (crowns * LaneMath.All(0.5f)));
        view = Vectors.Mix(view, trees, Floats.One - Pattern.Beyond(y, edge, LaneMath.All(0.05f)));
        surface.Albedo = Vectors.Zero;
        surface.Emission = Vectors.Mix(Vectors.All(_mean), view, Noise.Kept(at.Footprint, _extent.Smaller));
        surface.Gloss = LaneMath.All(0.3f);
        surface.Roughness = LaneMath.All(0.05f);
    }
}
