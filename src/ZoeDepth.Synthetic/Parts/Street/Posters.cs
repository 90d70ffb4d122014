using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>
/// Bills pasted side by side and above one another: each its own ground, a picture, a title and lines of small print. A
/// sheet hangs on the middle of the primitive.
/// </summary>
/// <param name="width">of a sheet, metres</param>
/// <param name="height">of a sheet, metres</param>
/// <param name="colors">of grounds and pictures</param>
/// <param name="salt">other bills for other salts</param>
internal sealed class Posters(double width, double height, Color[] colors, int salt) : Material
{
    public override Color Mean => colors[0].Mixed(colors[1], 0.5);

    /// <summary>Sheets of this size.</summary>
    public static Posters Draw(SeededRandom random, double width, double height) => new(width, height,
        [Palette.Fabric(random), Color.Gray(0.65), Palette.Plastic(random), Palette.Clothes(random),
            Palette.Ink(random)], random.Integer(0, 9999));

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (u, v) = (face.U + LaneMath.All(width / 2), face.V + LaneMath.All(height / 2));
        var sheets = new Courses(u, v, width, height, 0.02, 0, at.Footprint, salt);
        var (x, y) = (sheets.U * LaneMath.All(1 / width), sheets.V * LaneMath.All(1 / height));
        var blur = at.Footprint * LaneMath.All(1 / Math.Min(width, height));
        var ground = Chosen(Noise.Again(sheets.Bits, 1));
        var other = Chosen(Noise.Again(sheets.Bits, 2));
        var pale = Vector512.GreaterThan(ground.Y, LaneMath.All(0.22f));
        var ink = Vectors.Select(pale, Vectors.All(0.03f, 0.03f, 0.04f), Vectors.All(0.75f, 0.72f, 0.65f));

        // The picture: a face, a bottle, a landscape; from across the street a blob with parts.
        var (bend, tone) = Noise.Pair((x * LaneMath.All(3f)) + (Noise.Again(sheets.Bits, 3) * LaneMath.All(90f)),
            y * LaneMath.All(3f), salt + 1);
        var low = LaneMath.All(-0.34f) + (Noise.Again(sheets.Bits, 4) * LaneMath.All(0.2f));
        var picture = Pattern.Between(x, LaneMath.All(-0.4f), LaneMath.All(0.4f), blur)
            * Pattern.Between(y, low, low + LaneMath.All(0.5f), blur);
        var blob = LaneMath.Saturate((LaneMath.All(0.3f) + bend - (x * x * LaneMath.All(3f))) * LaneMath.All(9f));
        var color = Vectors.Mix(ground,
            Vectors.Mix(ground * 0.45f, other, blob) * (LaneMath.All(0.9f) + (tone * LaneMath.All(0.6f))), picture);

        var title = low + LaneMath.All(0.56f);
        var line = Pattern.Between(y, title, title + LaneMath.All(0.13f), blur);
        color = Vectors.Mix(color, ink,
            line * Letters(x, y - title, 7, 0.13, Noise.Again(sheets.Bits, 5), at.Footprint));
        var print = Pattern.Between(y, LaneMath.All(-0.47f), LaneMath.All(-0.38f), blur)
            * Pattern.Bands(y, 0.045, 0.022, blur);
        color = Vectors.Mix(color, ink,
            print * Pattern.Between(x, LaneMath.All(-0.35f), LaneMath.All(0.25f), blur) * LaneMath.All(0.7f));
        surface.Albedo = Vectors.Mix(color * 0.85f, Vectors.All(0.3f, 0.29f, 0.26f), sheets.Joint);
        surface.Roughness = LaneMath.All(0.8f);
    }

    private Vectors Chosen(Floats share)
    {
        var color = Vectors.All(colors[0]);
        for (var i = 1; i < colors.Length; i++)
            color = Vectors.Select(Vector512.GreaterThan(share, LaneMath.All((double)i / colors.Length)),
                Vectors.All(colors[i]), color);
        return color;
    }

    /// <summary>A line of letters of four by five squares, set or not.</summary>
    private Floats Letters(Floats x, Floats up, int count, double tall, Floats word, Floats footprint)
    {
        var along = (x + LaneMath.All(0.5f)) * LaneMath.All((float)count);
        var column = Vector512.Floor(along * LaneMath.All(4f)) + Vector512.Floor(word * LaneMath.All(500f));
        var square = Noise.Cell(column, Vector512.Floor(up * LaneMath.All(5 / tall)), salt + 2);
        var set = Floats.One & Vector512.LessThan(square,
            LaneMath.All(0.62f)) & Vector512.LessThan(LaneMath.Fraction(along), LaneMath.All(0.75f));
        var inside = Vector512.LessThan(Vector512.Abs(x), LaneMath.All(0.43f));
        return LaneMath.Mix(LaneMath.All(0.45f), set, Noise.Kept(footprint, 0.1)) & inside;
    }
}
