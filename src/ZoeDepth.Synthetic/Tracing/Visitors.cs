using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>Finds the first primitive each ray meets.</summary>
internal struct FirstPrimitive(TracedPrimitive[] primitives, in Packet rays) : ILeafVisitor
{
    public Hits Hits = Hits.Up(Floats.Zero);

    private readonly TracedPrimitive[] _primitives = primitives;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++)
        {
            ref readonly var primitive = ref _primitives[number];
            var inwards = primitive.Inwards(_rays);
            if (primitive.Shape == Shape.Mesh)
            {
                var mesh = new FirstTriangle(primitive.Triangles!, inwards);
                var before = limit;
                primitive.Triangles!.Hierarchy.Walk(inwards, ref limit, ref mesh);
                var nearer = Vector512.LessThan(limit, before);
                Hits.Triangle = Vector512.ConditionalSelect(nearer.AsInt32(), mesh.Number, Hits.Triangle);
                Hits.U = Vector512.ConditionalSelect(nearer, mesh.U, Hits.U);
                Hits.V = Vector512.ConditionalSelect(nearer, mesh.V, Hits.V);
                Hits.Primitive = Vector512.ConditionalSelect(nearer.AsInt32(), Vector512.Create(number),
                    Hits.Primitive);
            }
            else
            {
                var t = Intersection.OfClosed(primitive, inwards);
                Hits.Primitive = Vector512.ConditionalSelect(Vector512.LessThan(t, limit).AsInt32(),
                    Vector512.Create(number), Hits.Primitive);
                limit = Vector512.MinNative(t, limit);
            }
        }
    }
}

/// <summary>Finds the first triangle each ray meets.</summary>
internal struct FirstTriangle(TriangleSet triangles, in Packet rays) : ILeafVisitor
{
    public Integers Number;
    public Floats U;
    public Floats V;

    private readonly TriangleSet _triangles = triangles;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++)
        {
            var t = _triangles.Meet(number, _rays, out var u, out var v);
            var nearer = Vector512.LessThan(t, limit);
            Number = Vector512.ConditionalSelect(nearer.AsInt32(), Vector512.Create(number), Number);
            U = Vector512.ConditionalSelect(nearer, u, U);
            V = Vector512.ConditionalSelect(nearer, v, V);
            limit = Vector512.MinNative(t, limit);
        }
    }
}

/// <summary>
/// Finds something that casts a shadow within each ray's limit, be it the first or not; a ray that met something gets
/// the limit −1 and is done.
/// </summary>
internal struct AnyPrimitive(TracedPrimitive[] primitives, in Packet rays) : ILeafVisitor
{
    /// <summary>What was met, −1 for nothing.</summary>
    public Integers Primitive = Vector512.Create(-1);

    /// <summary>Where, as far as something was.</summary>
    public Floats Distance;

    private readonly TracedPrimitive[] _primitives = primitives;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++)
        {
            ref readonly var primitive = ref _primitives[number];
            if (!primitive.CastsShadow) continue;
            var inwards = primitive.Inwards(_rays);
            var before = limit;
            if (primitive.Shape == Shape.Mesh)
            {
                var mesh = new AnyTriangle(primitive.Triangles!, inwards) { Distance = Distance };
                primitive.Triangles!.Hierarchy.Walk(inwards, ref limit, ref mesh);
                Distance = mesh.Distance;
            }
            else
            {
                Intersection.End(Intersection.OfClosed(primitive, inwards), ref limit, ref Distance);
            }
            Primitive = Vector512.ConditionalSelect(Vector512.LessThan(limit, before).AsInt32(),
                Vector512.Create(number), Primitive);
        }
    }
}

/// <summary>The same for the triangles of one mesh.</summary>
internal struct AnyTriangle(TriangleSet triangles, in Packet rays) : ILeafVisitor
{
    public Floats Distance;

    private readonly TriangleSet _triangles = triangles;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++)
            Intersection.End(_triangles.Meet(number, _rays, out _, out _), ref limit, ref Distance);
    }
}

/// <summary>Steps the visitors share.</summary>
internal static class Intersection
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats OfClosed(in TracedPrimitive primitive, in Packet inwards) => primitive.Shape switch
    {
        Shape.Box => UnitShapes.Box(inwards),
        Shape.Ball => UnitShapes.Ball(inwards),
        _ => UnitShapes.Cone(inwards, primitive.Taper),
    };

    /// <summary>Ends the rays that meet something at <paramref name="t"/>, within their limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End(Floats t, ref Floats limit, ref Floats distance)
    {
        var met = Vector512.LessThan(t, limit);
        distance = Vector512.ConditionalSelect(met, t, distance);
        limit = Vector512.ConditionalSelect(met, Vector512.Create(-1f), limit);
    }
}
