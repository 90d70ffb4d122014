using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Parts.Corridor;

/// <summary>
/// What is seen of a lit room through its open door, on a wall close behind the opening and about the middle of its
/// primitive: a floor, a far wall, a window or a picture, furniture before it.
/// </summary>
internal sealed class RoomBeyond : Material
{
    private readonly Color _light;
    private readonly Color _wall;
    private readonly Color _floor;
    private readonly Color _wood;
    private readonly double _foot;
    private readonly double _window;
    private readonly bool _bright;
    private readonly double _table;
    private readonly double _cupboard;
    private readonly double _tall;

    /// <param name="random">what is there</param>
    /// <param name="light">what a white wall there sends out</param>
    public RoomBeyond(SeededRandom random, Color light)
    {
        (_light, _wall, _floor, _wood) =
            (light, Palette.WallPaint(random), Palette.Wood(random).Spring * 0.7, Palette.Wood(random).Autumn * 0.6);
        _foot = random.Between(-0.65, -0.4);
        (_window, _bright) = (random.Between(-0.5, 0.5), random.Chance(0.6));
        (_table, _cupboard, _tall) = (random.Between(-0.6, 0.6), random.Sign() * random.Between(0.4, 0.7),
            random.Between(0.3, 1.1));
    }

    public override Color Mean => _light * _wall * 0.5;

    public override void Evaluate(in Surface at, ref SurfaceProperties surface)
    {
        var face = new Face(at);
        var (u, v, blur) = (face.U, face.V, at.Footprint);
        Floats Box(double left, double right, double low, double high) =>
            Pattern.Between(u, LaneMath.All(left), LaneMath.All(right), blur)
                * Pattern.Between(v, LaneMath.All(low), LaneMath.All(high), blur);
        // Brighter towards the window, darker into the corners.
        var away = Vector512.Abs(u - LaneMath.All(_window));
        var shade = LaneMath.All(1.05f) - (away * LaneMath.All(0.45f));
        var floor = Floats.One - Pattern.Beyond(v, LaneMath.All(_foot), blur);
        var color = Vectors.Mix(Vectors.All(_wall), Vectors.All(_floor) * 0.8f, floor);
        color = Vectors.Mix(color, Vectors.All(_wall) * 0.4f,
            Pattern.Between(v, LaneMath.All(_foot), LaneMath.All(_foot + 0.05), blur));
        var frame = Box(_window - 0.3, _window + 0.3, 0.05, 0.72);
        var pane = Box(_window - 0.26, _window - 0.02, 0.09, 0.68) + Box(_window + 0.02, _window + 0.26, 0.09, 0.68);
        color = Vectors.Mix(color, Vectors.All(_wall) * 0.55f, frame);
        color = Vectors.Mix(color, _bright ? Vectors.All(1.9f, 2f, 2.1f) : Vectors.All(_wood) * 0.5f, pane);
        color = Vectors.Mix(color, Vectors.All(_wood),
            Box(_cupboard - 0.28, _cupboard + 0.28, _foot - 0.12, _foot + _tall));
        color = Vectors.Mix(color, Vectors.All(_wood) * 0.6f,
            Box(_table - 0.42, _table + 0.42, _foot + 0.22, _foot + 0.27));
        foreach (var leg in (ReadOnlySpan<double>)[-0.38, 0.36])
            color = Vectors.Mix(color, Vectors.All(_wood) * 0.5f,
                Box(_table + leg, _table + leg + 0.04, _foot - 0.25, _foot + 0.24));
        surface.Albedo = Vectors.Zero;
        surface.Emission = color * shade * Vectors.All(_light);
    }
}
