using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Vehicles;

/// <summary>Wheels of motor vehicles: radius 1 and width 0.62 about z, the outside up.</summary>
internal static class Wheel
{
    public static readonly Material Rubber = new Plain(Color.Gray(0.025), 0.05, 0.6);

    private static readonly Lazy<Mesh> _tyre = new(() => Lathe.Turned(
        [(0, -0.3), (0.9, -0.31), (0.985, -0.24), (1, 0), (0.985, 0.24), (0.9, 0.31), (0.74, 0.3), (0.68, 0.26),
            (0.66, 0.1), (0, 0.08)], 20));

    private static readonly Lazy<Mesh>[] _rims =
        [.. new[] { 5, 6, 7, 10 }.Select(spokes => new Lazy<Mesh>(() => Rim(spokes)))];

    private static readonly Lazy<Mesh> _cover = new(() => Lathe.Turned(
        [(0.7, 0.27), (0.66, 0.32), (0.5, 0.29), (0.3, 0.24), (0.22, 0.3), (0, 0.32)], 20));

    /// <summary>The tyres of one car as one mesh.</summary>
    public static Mesh Tyres(ReadOnlySpan<Affine> places) => Several(_tyre.Value, places);

    /// <summary>The rims of one car as one mesh.</summary>
    public static Mesh Rims(int design, ReadOnlySpan<Affine> places) => Several(Design(design), places);

    /// <summary>A wheel whose axle is along x, its outside towards +x, its middle at the origin.</summary>
    public static void Add(LocalFrame at, double radius, int design, Material rim)
    {
        var wheel = at.Leaning(90).Scaled(radius);
        wheel.Mesh(_tyre.Value, Vector.Zero, Rubber);
        wheel.Mesh(Design(design), Vector.Zero, rim);
    }

    /// <summary>How many designs there are.</summary>
    public static int Designs => _rims.Length + 1;

    /// <summary>Middle of the tyre to its outer face, in radii.</summary>
    public const double HalfWidth = 0.32;

    private static Mesh Design(int design) => design < _rims.Length ? _rims[design].Value : _cover.Value;

    private static Mesh Several(Mesh wheel, ReadOnlySpan<Affine> places)
    {
        var builder = new MeshBuilder();
        foreach (var place in places) builder.Add(wheel, place);
        return builder.Build();
    }

    private static Mesh Rim(int spokes)
    {
        var builder = new MeshBuilder();
        builder.Add(Lathe.Turned([(0.66, 0.1), (0.66, 0.27), (0.69, 0.31), (0.71, 0.31)], 20));
        builder.Add(Lathe.Turned([(0.2, 0.12), (0.19, 0.22), (0.13, 0.26), (0, 0.26)], 10));
        for (var i = 0; i < spokes; i++)
        {
            var turn = Affine.Turn((0, 0, 1), 360.0 * i / spokes);
            var width = 0.85 / spokes;
            Vector P(double x, double y, double z) => turn.Point((x, y, z));
            builder.Quad(P(0.12, -width * 0.7, 0.24), P(0.7, -width, 0.27), P(0.7, width, 0.27),
                P(0.12, width * 0.7, 0.24));
            builder.Quad(P(0.12, -width * 0.7, 0.12), P(0.7, -width, 0.12), P(0.7, -width, 0.27),
                P(0.12, -width * 0.7, 0.24));
            builder.Quad(P(0.12, width * 0.7, 0.24), P(0.7, width, 0.27), P(0.7, width, 0.12),
                P(0.12, width * 0.7, 0.12));
        }
        return builder.Build(35);
    }
}
