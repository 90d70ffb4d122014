namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Boxes inside a mesh: a hundred bars of a fence are one thing to trace.</summary>
internal static class Block
{
    /// <summary>About its centre.</summary>
    public static void Add(MeshBuilder builder, Vector center, Vector size) =>
        Add(builder, Affine.Move(center).Of(Affine.Scale(size / 2)));

    /// <summary>The box −1..1 at its place.</summary>
    public static void Add(MeshBuilder builder, Affine map)
    {
        foreach (var (x, y, z) in Balls.CubeFaces)
            builder.Quad(map.Point(z - x - y), map.Point(z + x - y), map.Point(z + x + y), map.Point(z - x + y));
    }

    /// <summary>A bar of square section from end to end.</summary>
    public static void Bar(MeshBuilder builder, Vector from, Vector to, double thickness)
    {
        var along = Affine.Along(to - from);
        Add(builder,
            new Affine(along.X * (thickness / 2), along.Y * (thickness / 2), (to - from) / 2, (from + to) / 2));
    }

    /// <summary>One mesh of boxes.</summary>
    public static Lazy<Mesh> Made(Action<MeshBuilder> fill) => new(() =>
    {
        var builder = new MeshBuilder();
        fill(builder);
        return builder.Build(20);
    });
}
