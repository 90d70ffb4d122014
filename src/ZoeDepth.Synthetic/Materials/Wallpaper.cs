using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>What is printed on a wallpaper.</summary>
internal enum WallpaperPattern
{
    /// <summary>Upright stripes.</summary>
    Stripes,

    /// <summary>Lozenges in a diagonal lattice.</summary>
    Lozenges,

    /// <summary>Scattered blossoms.</summary>
    Blossoms,
}

/// <summary>Paper on a wall: a ground and a print.</summary>
internal sealed class Wallpaper : Material
{
    private readonly Color _ground;
    private readonly Color _print;
    private readonly WallpaperPattern _pattern;
    private readonly double _period;
    private readonly Color _mean = Color.Gray(0.5);

    /// <param name="ground">albedo</param>
    /// <param name="print">albedo</param>
    /// <param name="pattern">what is printed</param>
    /// <param name="period">after which it repeats, metres</param>
    public Wallpaper(Color ground, Color print, WallpaperPattern pattern, double period)
    {
        (_ground, _print, _pattern, _period) = (ground, print, pattern, period);
        _mean = Averages.Of(this, 20 * period, 20 * period);
    }

    public override Color Mean => _mean;

    /// <summary>Two tones of one colour, seldom more.</summary>
    public static Wallpaper Draw(SeededRandom random)
    {
        var ground = Palette.WallPaint(random);
        var print = random.Chance(0.7)
            ? ground * random.Between(0.65, 0.92) : ground.Mixed(Palette.Fabric(random), random.Between(0.2, 0.6));
        return new(
            ground, print,
            random.Pick(WallpaperPattern.Stripes, WallpaperPattern.Lozenges, WallpaperPattern.Blossoms),
            random.LogBetween(0.05, 0.25));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var kept = Noise.Kept(at.Footprint, _period * 0.7);
        surface.Albedo = Vectors.All(_mean);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return;

        var scale = LaneMath.All(1 / _period);
        var blur = LaneMath.All(1 / _period) * at.Footprint;
        var print = _pattern switch
        {
            WallpaperPattern.Stripes => Pattern.Bands(face.U, _period, _period * 0.45, at.Footprint),
            WallpaperPattern.Lozenges => Lozenges(face.U * scale, face.V * scale, blur),
            _ => Blossoms(face.U * scale, face.V * scale, blur, Pattern.Salt(at, 181)),
        };
        surface.Albedo = Vectors.Mix(Vectors.All(_mean), Vectors.Mix(Vectors.All(_ground), Vectors.All(_print), print),
            kept);
    }

    private static Floats Lozenges(Floats x, Floats y, Floats blur)
    {
        y *= LaneMath.All(0.6f);
        var (a, b) = (Vector512.Abs(Pattern.FromMiddle(x + y)), Vector512.Abs(Pattern.FromMiddle(x - y)));
        var line = Pattern.Beyond(Vector512.Max(a, b), LaneMath.All(0.43f), blur);
        var dot = Floats.One - Pattern.Beyond(Vector512.FusedMultiplyAdd(a, a, b * b), LaneMath.All(0.02f),
            blur * LaneMath.All(0.4f));
        return Vector512.Max(line, dot);
    }

    private static Floats Blossoms(Floats x, Floats y, Floats blur, int salt)
    {
        // Five petals: the radius of the outline swings five times a turn, by a polynomial of the direction's cosine.
        var cells = new NoiseCells(x, y, 0.5f, salt);
        var radius = cells.Nearest;
        var cosine = cells.OffsetX / Vector512.Max(radius, LaneMath.All(1e-4f));
        var square = cosine * cosine;
        // cos 5φ = 16c⁵ − 20c³ + 5c
        var five = cosine * (LaneMath.All(5f) + (square * ((LaneMath.All(16f) * square) - LaneMath.All(20f))));
        var outline = LaneMath.All(0.26f) + (five * LaneMath.All(0.07f));
        return Floats.One - Pattern.Beyond(radius, outline, Vector512.Max(blur, LaneMath.All(0.02f)));
    }
}
