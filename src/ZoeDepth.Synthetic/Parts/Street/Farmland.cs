using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>Fields of several crops beside a road, grass along it, meadows and woods on the hills.</summary>
internal sealed class Farmland : Material
{
    private readonly Material _verge;
    private readonly Color[] _crops;
    private readonly double _bend;
    private readonly double _width;
    private readonly Color _wood;

    /// <param name="random">crops and colours</param>
    /// <param name="verge">what grows along the road</param>
    /// <param name="bend">see <see cref="RoadLine.Bend"/></param>
    /// <param name="width">half of what the verges reach over, metres</param>
    public Farmland(SeededRandom random, Material verge, double bend, double width)
    {
        (_verge, _bend, _width) = (verge, bend, width);
        var (pale, dark) = Palette.Earth(random);
        _crops = [Palette.Lawn(random), Palette.DryGrass(random), pale.Mixed(dark, 0.5), Palette.Lawn(random) * 0.8,
            Color.Hsv(random.Between(52, 62), 0.6, 0.75)];
        random.Shuffle<Color>(_crops);
        _wood = Color.Hsv(random.Between(85, 125), 0.4, random.Between(0.18, 0.28));
    }

    public override Color Mean => _crops[0].Mixed(_crops[1], 0.5);

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        _verge.Evaluate(at, ref surface);
        var aside = Vector512.Abs(at.World.X - (at.World.Y * at.World.Y * LaneMath.All(_bend)));
        var field = Pattern.Beyond(aside, LaneMath.All(_width), at.Footprint);
        if (Vector512.EqualsAll(field, Floats.Zero)) return;
        var wander = NoiseFractal.Plane(at.World.X, at.World.Y, 47, 2, at.Footprint, 401) * LaneMath.All(9f);
        var fields = new Courses(at.World.X + wander, at.World.Y + wander, 130, 75, 2.2, -1, at.Footprint, 403);
        var which = Noise.Again(fields.Bits, 1) * LaneMath.All(_crops.Length);
        var crop = Vectors.All(_crops[0]);
        for (var i = 1; i < _crops.Length; i++)
            crop = Vectors.Select(Vector512.GreaterThan(which, LaneMath.All((float)i)), Vectors.All(_crops[i]), crop);
        var turned = Vector512.GreaterThan(Noise.Again(fields.Bits, 2), LaneMath.All(0.5f));
        var across = Vector512.ConditionalSelect(turned, fields.U, fields.V) + (wander * LaneMath.All(0.1f));
        var furrows = (Pattern.Bands(across, 0.8, 0.35, at.Footprint) - LaneMath.All(0.4375f)) * LaneMath.All(0.4f);
        var tracks = Pattern.Bands(across, 18, 0.9, at.Footprint) * LaneMath.All(0.3f);
        var clumps = NoiseFractal.Plane(at.World.X, at.World.Y, 9, 4, at.Footprint, 405) * LaneMath.All(0.28f);
        var color = crop * Vector512.Max(Floats.One + furrows + clumps - tracks, LaneMath.All(0.2f));
        color = Vectors.Mix(color, Vectors.All(_wood), fields.Joint * LaneMath.All(0.8f));

        // Woods where the land rises.
        var high = NoiseFractal.Plane(at.World.X, at.World.Y, 120, 3, at.Footprint, 407) * LaneMath.All(14f);
        var crowns = NoiseFractal.Plane(at.World.X, at.World.Y, 11, 3, at.Footprint, 411) * LaneMath.All(0.5f);
        var wood = LaneMath.Smooth(LaneMath.All(9f), LaneMath.All(11f), at.World.Z + high);
        color = Vectors.Mix(color, Vectors.All(_wood) * (Floats.One + crowns), wood);
        surface.Albedo = Vectors.Mix(surface.Albedo, color, field);
        surface.LocalNormal = Vectors.Mix(surface.LocalNormal, at.LocalNormal, field);
    }
}
