using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;

namespace ZoeDepth.Synthetic.Scenes;

/// <summary>
/// A local coordinate system in a scene, and the words to build there: x to the right, y ahead, z up, metres. Furniture
/// stands at its place's origin and faces −y, towards whoever looks along +y.
/// </summary>
internal readonly struct LocalFrame(Scene scene, Affine map, int part)
{
    /// <summary>The scene everything goes to.</summary>
    public Scene Scene => scene;

    /// <summary>From here to the world.</summary>
    public Affine Map => map;

    /// <summary>The origin, in the world.</summary>
    public Vector Origin => map.Origin;

    /// <summary>The system with its origin there.</summary>
    public LocalFrame At(double x, double y, double z = 0) => new(scene, map.Of(Affine.Move((x, y, z))), part);

    /// <summary>The system with its origin there.</summary>
    public LocalFrame At(Vector origin) => new(scene, map.Of(Affine.Move(origin)), part);

    /// <summary>Turned about the vertical, counter-clockwise seen from above.</summary>
    public LocalFrame Turned(double degrees) => new(scene, map.Of(Affine.Turn((0, 0, 1), degrees)), part);

    /// <summary>Turned about x: what points up now leans to −y.</summary>
    public LocalFrame Tilted(double degrees) => new(scene, map.Of(Affine.Turn((1, 0, 0), degrees)), part);

    /// <summary>Turned about y: what points up now leans to +x.</summary>
    public LocalFrame Leaning(double degrees) => new(scene, map.Of(Affine.Turn((0, 1, 0), degrees)), part);

    /// <summary>Larger or smaller along each axis.</summary>
    public LocalFrame Scaled(double x, double y, double z) => new(scene, map.Of(Affine.Scale((x, y, z))), part);

    /// <summary>Larger or smaller.</summary>
    public LocalFrame Scaled(double by) => Scaled(by, by, by);

    /// <summary>What is built from here on belongs to the part of this name.</summary>
    public LocalFrame Part(string name) => new(scene, map, scene.Part(name));

    /// <summary>A box about its centre.</summary>
    public void Box(Vector center, Vector size, Material material) =>
        Add(Shape.Box, new((size.X / 2, 0, 0), (0, size.Y / 2, 0), (0, 0, size.Z / 2), center), material);

    /// <summary>A ball, or an ellipsoid of this size.</summary>
    public void Ball(Vector center, Vector size, Material material) =>
        Add(Shape.Ball, new((size.X / 2, 0, 0), (0, size.Y / 2, 0), (0, 0, size.Z / 2), center), material);

    /// <summary>A ball.</summary>
    public void Ball(Vector center, double radius, Material material) =>
        Ball(center, (2 * radius, 2 * radius, 2 * radius), material);

    /// <summary>A round bar from the middle of one end to that of the other.</summary>
    public void Bar(Vector from, Vector to, double radius, Material material) =>
        Cone(from, to, radius, radius, material);

    /// <summary>A cone or its stump from the middle of one end to that of the other.</summary>
    public void Cone(Vector from, Vector to, double radius, double radiusThere, Material material)
    {
        // The wide end comes first: the unit cone has radius 1 at z = 0.
        if (radiusThere > radius) (from, to, radius, radiusThere) = (to, from, radiusThere, radius);
        var axis = to - from;
        var along = Affine.Along(axis);
        Add(Shape.Cone, new(along.X * radius, along.Y * radius, axis, from), material, radiusThere / radius);
    }

    /// <summary>A mesh in its own metres, its origin at <paramref name="origin"/>.</summary>
    public void Mesh(Mesh mesh, Vector origin, Material material, double scale = 1) =>
        Add(Shape.Mesh, new((scale, 0, 0), (0, scale, 0), (0, 0, scale), origin), material, mesh: mesh);

    /// <summary>A mesh stretched so that its bounds have this centre and size.</summary>
    public void Fitted(Mesh mesh, Vector center, Vector size, Material material)
    {
        var (bounds, extent) = (mesh.Bounds, mesh.Bounds.Size);
        var scale = new Vector(size.X / extent.X, size.Y / extent.Y, size.Z / extent.Z);
        Add(Shape.Mesh, new((scale.X, 0, 0), (0, scale.Y, 0), (0, 0, scale.Z), center - bounds.Center.Times(scale)),
            material, mesh: mesh);
    }

    /// <summary>A lamp that shines everywhere; what is seen of it is a primitive of its own.</summary>
    public void Lamp(Vector center, double radius, Color power) =>
        scene.Lights.Add(new(map.Point(center), Vector.Zero, Vector.Zero, radius, power, Vector.Zero));

    /// <summary>A rectangle that shines to one side: a window, a ceiling panel.</summary>
    /// <param name="center">its middle</param>
    /// <param name="edgeA">half of one side</param>
    /// <param name="edgeB">half of the other side</param>
    /// <param name="facing">the side it shines to</param>
    /// <param name="power">irradiance on a surface 1 m before it</param>
    public void Panel(Vector center, Vector edgeA, Vector edgeB, Vector facing, Color power) =>
        scene.Lights.Add(new(map.Point(center), map.Direction(edgeA), map.Direction(edgeB), 0, power,
            map.Direction(facing).Unit()));

    private void Add(Shape shape, Affine local, Material material, double taper = 1, Mesh? mesh = null) =>
        scene.Primitives.Add(new(shape, map.Of(local), material, part, taper, mesh));
}
