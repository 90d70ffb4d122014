using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A monitor, television, tablet or telephone that is on: a desktop with windows of text, or a moving picture; or off,
/// a dark gloss.
/// </summary>
internal sealed class Screen : Material
{
    private readonly Extent _extent;
    private readonly Color _ground;
    private readonly Color _other;
    private readonly Pane[] _panes;
    private readonly double _light;
    private readonly int _salt;
    private readonly Color _mean = Color.Gray(0.3);

    private Screen(SeededRandom random, Extent extent, double light, Pane[] panes)
    {
        (_extent, _light, _panes) = (extent, light, panes);
        _ground = Color.Hsv(random.Between(190, 330), random.Between(0.3, 0.8), random.Between(0.3, 0.7));
        _other = Color.Hsv(random.Between(0, 360), random.Between(0.2, 0.7), random.Between(0.4, 0.9));
        _salt = random.Integer(0, 1 << 20);
        _mean = light <= 0 ? Color.Gray(0.012) : Averages.Of(this, extent.Width, extent.Height);
    }

    /// <summary>Mean radiance.</summary>
    public override Color Mean => _mean;

    /// <summary>A screen whose lit side has this size, on the middle of its primitive.</summary>
    /// <param name="random">the stream</param>
    /// <param name="width">metres</param>
    /// <param name="height">metres</param>
    /// <param name="light">radiance of white, in units of the scene's light; 0 for off</param>
    public static Screen Draw(SeededRandom random, double width, double height, double light)
    {
        var panes = new Pane[random.Integer(0, 3)];
        for (var i = 0; i < panes.Length; i++)
        {
            var (x, y) = (random.Between(0, 0.5), random.Between(0.08, 0.4));
            panes[i] = new(x, y, random.Between(0.3, 1 - x), random.Between(0.3, 0.97 - y),
                random.Chance(0.7) ? Color.Gray(0.9) : Color.Gray(0.03));
        }
        return new(random, Extent.Centered(width, height), light, panes);
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        surface.Albedo = Vectors.All(Color.Gray(0.012));
        surface.Gloss = LaneMath.All(0.25f);
        surface.Roughness = LaneMath.All(0.12f);
        if (_light <= 0) return;

        var face = new Face(at);
        var (x, y) = (_extent.Across(face.U), _extent.Up(face.V));
        var (blurX, blurY) = (at.Footprint * LaneMath.All(1 / _extent.Width),
            at.Footprint * LaneMath.All(1 / _extent.Height));
        var (first, second) = Noise.Pair(x * LaneMath.All(3f), y * LaneMath.All(2f), _salt);
        var picture = Vectors.Mix(Vectors.All(_ground), Vectors.All(_other),
            LaneMath.Saturate(LaneMath.All(0.4f) + first));
        picture *= LaneMath.All(0.7f) + (second * LaneMath.All(0.5f));
        foreach (var pane in _panes)
        {
            var covered = Pattern.Between(x, LaneMath.All(pane.X), LaneMath.All(pane.X + pane.Width), blurX)
                * Pattern.Between(y, LaneMath.All(pane.Y), LaneMath.All(pane.Y + pane.Height), blurY);
            if (Vector512.EqualsAll(covered, Floats.Zero)) continue;
            var row = Vector512.Floor(y * LaneMath.All(1 / 0.035f));
            var end = LaneMath.All(pane.X + 0.02)
                + (Noise.Cell(row, Floats.Zero, _salt + 1) * LaneMath.All(pane.Width - 0.04));
            var text = Pattern.Bands(y, 0.035, 0.014, blurY)
                * Pattern.Between(x, LaneMath.All(pane.X + 0.02), end, blurX);
            var bar = Pattern.Beyond(y, LaneMath.All(pane.Y + pane.Height - 0.04), blurY);
            var page = Vectors.Mix(Vectors.All(pane.Paper), Vectors.All(0.35f, 0.38f, 0.42f),
                text * LaneMath.All(0.8f) * (Floats.One - bar));
            page = Vectors.Mix(page, Vectors.All(_ground), bar * LaneMath.All(0.7f));
            picture = Vectors.Mix(picture, page, covered);
        }
        var near = Noise.Kept(at.Footprint, _extent.Smaller);
        picture = Vectors.Mix(Vectors.All(_mean), picture * (float)_light, near);
        // Beyond the lit rectangle is the rim.
        var lit = Pattern.Between(x, Floats.Zero, Floats.One, blurX)
            * Pattern.Between(y, Floats.Zero, Floats.One, blurY);
        surface.Emission = picture * LaneMath.Mix(Floats.One, lit, near);
    }

    /// <summary>A window on the desktop, in parts of the screen.</summary>
    private readonly record struct Pane(double X, double Y, double Width, double Height, Color Paper);
}
