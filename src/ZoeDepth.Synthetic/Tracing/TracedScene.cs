using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// A scene made ready for rays. Its origin is the camera: the rays of the picture start at exactly zero, and what is
/// near is known to the most digits.
/// </summary>
internal sealed class TracedScene
{
    /// <exception cref="ArgumentException">the scene is empty, or a shape is flattened</exception>
    public TracedScene(Scene scene, Vector camera)
    {
        if (scene.Primitives.Count == 0)
            throw new ArgumentException("a scene without primitives cannot be seen", nameof(scene));
        var unordered = new TracedPrimitive[scene.Primitives.Count];
        var boxes = new Bounds[unordered.Length];
        for (var i = 0; i < unordered.Length; i++)
        {
            unordered[i] = new TracedPrimitive(scene.Primitives[i], i, camera);
            boxes[i] = unordered[i].Bounds;
        }
        Hierarchy = HierarchyBuilder.Build(boxes, leafSize: 1);
        Order = Hierarchy.Order;
        Primitives = new TracedPrimitive[unordered.Length];
        for (var i = 0; i < Primitives.Length; i++) Primitives[i] = unordered[Order[i]];
    }

    /// <summary>The tree over <see cref="Primitives"/>.</summary>
    public Hierarchy Hierarchy { get; }

    /// <summary>The primitives in the order of the leaves: what <see cref="Hits.Primitive"/> numbers.</summary>
    public TracedPrimitive[] Primitives { get; }

    /// <summary>For each of <see cref="Primitives"/> its number in <see cref="Scene.Primitives"/>.</summary>
    public int[] Order { get; }

    /// <summary>The first primitive each ray meets within its limit.</summary>
    /// <param name="rays">camera-centred world</param>
    /// <param name="limit">t up to which to look; below 0 for a ray that takes no part</param>
    public Hits First(in Packet rays, Floats limit)
    {
        var visitor = new FirstPrimitive(Primitives, rays);
        Hierarchy.Walk(rays, ref limit, ref visitor);
        visitor.Hits.Distance = limit;
        return visitor.Hits;
    }

    /// <summary>
    /// All bits set in the lanes whose ray reaches its limit unhindered; lanes with a limit below 0 count as hindered.
    /// </summary>
    public Floats Open(in Packet rays, Floats limit)
    {
        var visitor = new AnyPrimitive(Primitives, rays);
        Hierarchy.Walk(rays, ref limit, ref visitor);
        return Vector512.GreaterThanOrEqual(limit, Floats.Zero);
    }

    /// <summary>
    /// Something each ray meets within its limit, likely but not surely the first; primitives that cast no shadow are
    /// left out.
    /// </summary>
    public Hits Any(in Packet rays, Floats limit)
    {
        var visitor = new AnyPrimitive(Primitives, rays);
        Hierarchy.Walk(rays, ref limit, ref visitor);
        return new() { Primitive = visitor.Primitive, Distance = visitor.Distance };
    }
}
