using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>The skin of a trunk along local z: ridges and furrows, moss; or smooth and banded like birch.</summary>
internal sealed class Bark : Material
{
    private readonly Color _ridge;
    private readonly Color _furrow;
    private readonly double _size;
    private readonly double _stretch;
    private readonly Color _mean = Color.Gray(0.1);

    /// <param name="ridge">albedo</param>
    /// <param name="furrow">albedo</param>
    /// <param name="size">of a ridge across, metres</param>
    /// <param name="stretch">length of a ridge in widths: 4 oak, 1 plane, 0.15 the bands of birch</param>
    public Bark(Color ridge, Color furrow, double size = 0.035, double stretch = 4)
    {
        (_ridge, _furrow, _size, _stretch) = (ridge, furrow, size, stretch);
        _mean = Averages.Of(this, 40 * size, 40 * size * stretch);
    }

    public override Color Mean => _mean;

    /// <summary>Of any tree.</summary>
    public static Bark Draw(SeededRandom random)
    {
        if (random.Chance(0.12)) return new(Color.Gray(random.Between(0.45, 0.65)), Color.Gray(0.06), 0.09, 0.14);
        var ridge = Color.Hsv(random.Between(20, 50), random.Between(0.12, 0.4), random.Between(0.35, 0.55));
        return new(ridge, ridge * random.Between(0.25, 0.5), random.LogBetween(0.018, 0.05), random.Between(2, 6));
    }

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var kept = Noise.Kept(at.Footprint, _size * Math.Min(1, 3 * _stretch));
        surface.Roughness = LaneMath.All(0.9f);
        surface.Albedo = Vectors.All(_mean);
        if (Vector512.EqualsAll(kept, Floats.Zero)) return;

        var salt = Pattern.Salt(at, 161);
        var across = (float)(1 / _size);
        var local = at.Local;
        var place = new Vectors(local.X * LaneMath.All(across), local.Y * LaneMath.All(across),
            local.Z * LaneMath.All(across / _stretch));
        var ridges = Noise.Value(place, salt);
        var detail = Noise.Value(place * 2.7f, salt + 1);
        // Furrows lie where the slow function passes zero.
        var depth = LaneMath.Saturate(Vector512.Abs(ridges + (detail * LaneMath.All(0.3f))) * LaneMath.All(3.2f));
        var color = Vectors.Mix(Vectors.All(_furrow), Vectors.All(_ridge), depth)
            * (Floats.One + (detail * LaneMath.All(0.25f)));
        surface.Albedo = Vectors.Mix(Vectors.All(_mean), color, kept);
        if (_stretch > 0.5)
        {
            var side = Vector512.CopySign(Floats.One - depth, ridges) * kept * LaneMath.All(0.5f);
            var rough = detail * kept * LaneMath.All(0.5f);
            surface.LocalNormal += new Vectors(side, rough, rough);
        }
    }
}
