using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Buildings;

/// <summary>
/// What is seen through a shop's window on the wall behind its stage: shelves of goods, dark gaps between them, lamps
/// under the ceiling. It stands on the middle of its primitive.
/// </summary>
internal sealed class ShopView : Material
{
    private readonly double _height;
    private readonly double _light;
    private readonly Color _lamp;
    private readonly Color _wall;
    private readonly Color[] _goods;
    private readonly double _shelves;
    private readonly double _item;
    private readonly int _salt;

    /// <param name="random">goods and colours</param>
    /// <param name="height">metres</param>
    /// <param name="light">radiance of white inside; 0 for a shop whose lamps are off</param>
    /// <param name="shelves">share of the wall that has shelves, 0..1</param>
    public ShopView(SeededRandom random, double height, double light, double shelves)
    {
        (_height, _light, _shelves) = (height, light, shelves);
        _lamp = Color.Temperature(random.Between(2900, 4800));
        _wall = random.Chance(0.5) ? Palette.Wood(random).Autumn : Palette.WallPaint(random) * 0.6;
        _goods = [Palette.Clothes(random), Palette.Plastic(random), Palette.Clothes(random), Color.Gray(0.6),
            Palette.Wood(random).Spring];
        _item = random.Pick(0.09, 0.14, 0.22);
        _salt = random.Integer(0, 1 << 20);
    }

    public override Color Mean => _light > 0 ? _lamp * (_light * 0.3) : Color.Gray(0.03);

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var up = face.V + LaneMath.All(_height / 2);
        // Stretches of wall of 1.3 m: shelves, bare wall, or a passage to the dark back.
        var part = Noise.Cell(Vector512.Floor(face.U * LaneMath.All(1 / 1.3)), Floats.One, _salt);
        var shelved = Vector512.LessThan(part, LaneMath.All(_shelves)) & Vector512.LessThan(up,
            LaneMath.All(0.78 * _height));
        var passage = Vector512.GreaterThan(part, LaneMath.All(0.88f)) & Vector512.LessThan(up, LaneMath.All(2.1f));
        var goods = new Courses(face.U, up, _item, 0.34, 0, -1, at.Footprint, _salt + 1);
        var which = Noise.Again(goods.Bits, 1);
        var color = Vectors.All(_goods[0]);
        for (var i = 1; i < _goods.Length; i++)
            color = Vectors.Select(Vector512.GreaterThan(which, LaneMath.All((double)i / _goods.Length)),
                Vectors.All(_goods[i]), color);
        var tall = LaneMath.All(-0.17f)
            + (LaneMath.All(0.34f) * (LaneMath.All(0.25f) + (Noise.Again(goods.Bits, 2) * LaneMath.All(0.65f))));
        var there = (Floats.One - Pattern.Beyond(goods.V, tall, at.Footprint))
            * Pattern.Bands(face.U, _item, 0.86 * _item, at.Footprint);
        var board = Pattern.Bands(up, 0.34, 0.025, at.Footprint);
        var shelf = Vectors.Mix(Vectors.All(_wall) * 0.3f, color,
            LaneMath.Mix(LaneMath.All(0.5f), there, Noise.Kept(at.Footprint, 0.2)));
        shelf = Vectors.Mix(shelf, Vectors.All(_wall), board);
        var stains = NoiseFractal.Plane(face.U, up, 0.7, 2, at.Footprint, _salt + 3) * LaneMath.All(0.25f);
        var wall = Vectors.All(_wall) * (LaneMath.All(0.55f) + stains);
        var inside = Vectors.Select(shelved, shelf, wall);
        inside = Vectors.Select(passage, inside * 0.15f, inside);
        inside = Vectors.Mix(inside * 0.35f, inside, LaneMath.Smooth(Floats.Zero, LaneMath.All(0.5f), up));
        surface.Gloss = LaneMath.All(0.5f);
        surface.Roughness = LaneMath.All(0.05f);
        if (_light <= 0)
        {
            surface.Albedo = inside * 0.3f;
            return;
        }
        var pool = LaneMath.All(0.55f)
            + (Noise.Gradient(face.U * LaneMath.All(0.8f), up * LaneMath.All(0.6f), _salt + 5) * LaneMath.All(0.5f));
        var bulbs = Pattern.Bands(face.U + LaneMath.All(0.4f), 0.9, 0.14, at.Footprint)
            * Pattern.Between(up, LaneMath.All(_height - 0.22), LaneMath.All(_height - 0.12), at.Footprint);
        surface.Albedo = inside * 0.15f;
        surface.Emission = (inside * pool + (Vectors.All(1f, 1f, 1f) * (bulbs * LaneMath.All(1.6f))))
            * Vectors.All(_lamp * _light);
    }
}
