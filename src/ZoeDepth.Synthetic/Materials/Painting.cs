using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// A picture on a wall: an abstract of a few overlapping fields, or a landscape, drawn when it is made. It fills its
/// extent and what is outside is the mount.
/// </summary>
internal sealed class Painting : Material
{
    private readonly Extent _extent;
    private readonly Color _mount;
    private readonly double _border;
    private readonly Stroke[] _strokes;
    private readonly Color _ground;
    private readonly double _gloss;
    private readonly int _salt;
    private readonly Color _mean = Color.Gray(0.4);

    private Painting(SeededRandom random, Extent extent, Color ground, Stroke[] strokes)
    {
        (_extent, _ground, _strokes) = (extent, ground, strokes);
        _mount = Color.Hsv(random.Between(30, 60), random.Between(0, 0.06), random.Between(0.85, 0.95));
        _border = random.Chance(0.4) ? random.Between(0.06, 0.16) * extent.Smaller : 0;
        _gloss = random.Pick(0, 0.05, 0.4);
        _salt = random.Integer(0, 1 << 20);
        _mean = Averages.Of(this, extent.Width, extent.Height);
    }

    public override Color Mean => _mean;

    /// <summary>An abstract or a landscape, on the middle of a primitive whose picture side has this size.</summary>
    public static Painting Draw(SeededRandom random, double width, double height) =>
        random.Chance(0.5) ? DrawAbstract(random, width, height) : DrawLandscape(random, width, height);

    /// <summary>Fields, discs and bars in three or four colours.</summary>
    public static Painting DrawAbstract(SeededRandom random, double width, double height)
    {
        Span<Color> colors = [Palette.Fabric(random), Palette.Plastic(random), Palette.Paint(random),
            Palette.WallPaint(random)];
        var strokes = new Stroke[random.Integer(3, 7)];
        for (var i = 0; i < strokes.Length; i++)
        {
            var (x, y) = (random.Unit(), random.Unit());
            var (halfX, halfY) = (random.LogBetween(0.05, 0.4), random.LogBetween(0.05, 0.4));
            strokes[i] = new(x, y, halfX, halfY, random.Chance(0.4), random.Pick(0.004, 0.01, 0.08),
                colors[random.Integer(0, 3)]);
        }
        return new(random, Extent.Centered(width, height), colors[3], strokes);
    }

    /// <summary>Sky, hills behind hills, a meadow, a sun or a house.</summary>
    public static Painting DrawLandscape(SeededRandom random, double width, double height)
    {
        var sky = Color.Hsv(random.Pick(random.Between(195, 220), random.Between(15, 45)), random.Between(0.1, 0.45),
            random.Between(0.75, 0.95));
        var land = Color.Hsv(random.Between(40, 140), random.Between(0.25, 0.55), random.Between(0.3, 0.6));
        var strokes = new Stroke[5];
        var horizon = random.Between(0.35, 0.65);
        strokes[0] = new(random.Unit(), random.Between(horizon, 0.9), 0.06, 0.06 * width / height, true, 0.02,
            Color.Hsv(45, 0.3, 0.97));
        for (var i = 1; i < 4; i++)
        {
            var top = horizon - (0.12 * (i - 1)) + random.Between(-0.04, 0.04);
            strokes[i] = new(random.Between(-0.2, 1.2), top - 0.9, 1.6, 0.9, true, 0.015,
                sky.Mixed(land, 0.3 + (0.23 * i)));
        }
        strokes[4] = new(random.Between(0.2, 0.8), horizon - 0.22, random.Between(0.03, 0.1), 0.07, false, 0.008,
            Palette.Facade(random));
        return new(random, Extent.Centered(width, height), sky, strokes);
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var inside = _extent.Inside(face.U, face.V);
        // Edges of strokes waver by noise, and their colours vary.
        var smaller = _extent.Smaller;
        var scale = LaneMath.All(6 / smaller);
        var (waverX, waverY) = Noise.Pair(face.U * scale, face.V * scale, _salt);
        var x = Vector512.FusedMultiplyAdd(waverX, LaneMath.All(0.012f), _extent.Across(face.U));
        var y = Vector512.FusedMultiplyAdd(waverY, LaneMath.All(0.012f), _extent.Up(face.V));
        var blur = at.Footprint * LaneMath.All(1 / smaller);
        var color = Vectors.All(_ground);
        foreach (var stroke in _strokes)
            color = Vectors.Mix(color, Vectors.All(stroke.Color), stroke.Covers(x, y, blur));
        var hand = NoiseFractal.Plane(face.U, face.V, smaller * 0.3, 4, at.Footprint, _salt + 1);
        color *= Floats.One + (hand * LaneMath.All(0.25f));
        color = Vectors.Mix(Vectors.All(_mount), color, Pattern.Beyond(inside, LaneMath.All(_border), at.Footprint));
        surface.Albedo = Vectors.Mix(Vectors.All(_mean), color, Noise.Kept(at.Footprint, smaller));
        surface.Gloss = LaneMath.All(_gloss);
        surface.Roughness = LaneMath.All(_gloss > 0.1 ? 0.05 : 0.7);
    }

    /// <summary>One field of colour: a rectangle or an ellipse, in parts of the picture.</summary>
    private readonly record struct Stroke(double X, double Y, double HalfX, double HalfY, bool Round, double Soft,
        Color Color)
    {
        public Floats Covers(Floats x, Floats y, Floats blur)
        {
            var (dx, dy) = ((x - LaneMath.All(X)) * LaneMath.All(1 / HalfX),
                (y - LaneMath.All(Y)) * LaneMath.All(1 / HalfY));
            var distance = Round
                ? Vector512.Sqrt(Vector512.FusedMultiplyAdd(dx, dx, dy * dy))
                : Vector512.Max(Vector512.Abs(dx), Vector512.Abs(dy));
            var size = LaneMath.All(Math.Min(HalfX, HalfY));
            return Floats.One - Pattern.Beyond((distance - Floats.One) * size, Floats.Zero, blur + LaneMath.All(Soft));
        }
    }
}
