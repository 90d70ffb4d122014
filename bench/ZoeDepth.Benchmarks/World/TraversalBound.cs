using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Benchmarks.World;

/// <summary>
/// The least a packet can cost: no walk of the same tree may leave out a box that a ray crosses before its end, nor a
/// shape in such a leaf. Counted in vector operations of sixteen lanes, of which the machine starts two a cycle.
/// </summary>
internal sealed class TraversalBound
{
    // Of Hierarchy.Meets: 6 fused multiply-adds, 11 least and greatest, 1 comparison.
    private const double NodeOperations = 18;

    // Of UnitShapes and TriangleSet.Meet, and of the way into unit space (18).
    private const double ClosedOperations = 18 + 30;
    private const double TriangleOperations = 40;

    private long _packets;
    private double _nodes;
    private double _closed;
    private double _triangles;

    public void Add(TracedScene scene, in Packet rays, in Hits met)
    {
        _packets++;
        var limit = Vector512.Max(met.Distance, Floats.Zero);
        var visitor = new Things(scene, rays, this);
        Walk(scene.Hierarchy, rays, limit, ref visitor);
    }

    public void Report(double packetsPerSecond)
    {
        var operations = ((_nodes * NodeOperations) + (_closed * ClosedOperations) + (_triangles * TriangleOperations))
            / _packets;
        Console.WriteLine(
            $"a packet of 16 camera rays crosses at least {_nodes / _packets:0.0} boxes, {_closed / _packets:0.0} " +
            $"closed shapes and {_triangles / _packets:0.0} triangles: "
            + $"{operations:0} vector operations; it takes {1e9 / packetsPerSecond:0} ns, " +
                $"{operations * packetsPerSecond / 1e9:0.00} such operations a nanosecond "
            + "(the machine's limit is two a cycle)");
    }

    /// <summary>The product's own walk with limits that are already what they will be.</summary>
    private void Walk<TVisitor>(Hierarchy hierarchy, in Packet rays, Floats limit, ref TVisitor visitor)
        where TVisitor : struct, ILeafVisitor
    {
        hierarchy.Walk(rays, ref limit, ref visitor);
        _nodes += hierarchy.CountCrossed(rays, limit);
    }

    private readonly struct Things(TracedScene scene, Packet rays, TraversalBound bound) : ILeafVisitor
    {
        public void Visit(int first, int count, ref Floats limit)
        {
            for (var number = first; number < first + count; number++)
            {
                ref readonly var thing = ref scene.Primitives[number];
                if (thing.Shape != Shape.Mesh)
                {
                    bound._closed++;
                    continue;
                }
                bound._closed += 18 / ClosedOperations;
                var triangles = new Triangles(bound);
                bound.Walk(thing.Triangles!.Hierarchy, thing.Inwards(rays), limit, ref triangles);
            }
        }
    }

    private readonly struct Triangles(TraversalBound bound) : ILeafVisitor
    {
        public void Visit(int first, int count, ref Floats limit) => bound._triangles += count;
    }
}
