using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tests.Parts;

/// <summary>What a part put into a scene.</summary>
internal static class SceneMeasures
{
    /// <summary>A scene with one part on the world's origin.</summary>
    public static Scene With(Action<LocalFrame, SeededRandom> add, ulong seed)
    {
        var scene = new Scene(Domain.Indoor);
        add(scene.World, new SeededRandom(seed));
        scene.Primitives.ShouldNotBeEmpty();
        scene.Primitives.ShouldAllBe(thing => thing.Part > 0, "everything belongs to a named part");
        return scene;
    }

    /// <summary>The box around everything, exact but for round shapes, which count as their boxes.</summary>
    public static Bounds Extent(this Scene scene)
    {
        var bounds = Bounds.Empty;
        foreach (var thing in scene.Primitives)
        {
            if (thing.Shape == Shape.Mesh)
            {
                foreach (var position in thing.Mesh!.Positions) bounds = bounds.With(thing.Map.Point(position));
            }
            else
            {
                var low = thing.Shape == Shape.Cone ? 0 : -1;
                bounds = bounds.With(new Bounds((-1, -1, low), (1, 1, 1)).Mapped(thing.Map));
            }
        }
        return bounds;
    }

    /// <summary>Distance of the farthest point from the vertical through the origin.</summary>
    public static double Reach(this Scene scene)
    {
        var reach = 0.0;
        foreach (var thing in scene.Primitives)
        {
            foreach (var position in Points(thing))
            {
                var p = thing.Map.Point(position);
                reach = Math.Max(reach, Math.Sqrt((p.X * p.X) + (p.Y * p.Y)));
            }
        }
        return reach;
    }

    private static IEnumerable<Vector> Points(Primitive thing) => thing.Shape switch
    {
        Shape.Mesh => thing.Mesh!.Positions,
        Shape.Box =>
        from x in (int[])[-1, 1] from y in (int[])[-1, 1] from z in (int[])[-1, 1] select new Vector(x, y, z),
        _ => [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1)],
    };
}
