using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>Finds the first thing each ray meets.</summary>
internal struct FirstThing(PlacedThing[] things, in Packet rays) : ILeafVisitor
{
    public Meetings Met = Meetings.Up(Floats.Zero);

    private readonly PlacedThing[] _things = things;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++)
        {
            ref readonly var thing = ref _things[number];
            var inwards = thing.Inwards(_rays);
            if (thing.Shape == Shape.Mesh)
            {
                var mesh = new FirstTriangle(thing.Triangles!, inwards);
                var before = limit;
                thing.Triangles!.Hierarchy.Walk(inwards, ref limit, ref mesh);
                var nearer = Vector512.LessThan(limit, before);
                Met.Triangle = Vector512.ConditionalSelect(nearer.AsInt32(), mesh.Number, Met.Triangle);
                Met.U = Vector512.ConditionalSelect(nearer, mesh.U, Met.U);
                Met.V = Vector512.ConditionalSelect(nearer, mesh.V, Met.V);
                Met.Thing = Vector512.ConditionalSelect(nearer.AsInt32(), Vector512.Create(number), Met.Thing);
            }
            else
            {
                var t = Meeting.OfClosed(thing, inwards);
                Met.Thing = Vector512.ConditionalSelect(Vector512.LessThan(t, limit).AsInt32(), Vector512.Create(number), Met.Thing);
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

/// <summary>Finds whether anything that casts a shadow lies within each ray's limit; a ray that met something gets the limit −1.</summary>
internal readonly struct AnyThing(PlacedThing[] things, in Packet rays) : ILeafVisitor
{
    private readonly PlacedThing[] _things = things;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++)
        {
            ref readonly var thing = ref _things[number];
            if (!thing.CastsShadow) continue;
            var inwards = thing.Inwards(_rays);
            if (thing.Shape == Shape.Mesh)
            {
                var mesh = new AnyTriangle(thing.Triangles!, inwards);
                thing.Triangles!.Hierarchy.Walk(inwards, ref limit, ref mesh);
            }
            else
            {
                limit = Meeting.Ended(Meeting.OfClosed(thing, inwards), limit);
            }
        }
    }
}

/// <summary>The same for the triangles of one mesh.</summary>
internal readonly struct AnyTriangle(TriangleSet triangles, in Packet rays) : ILeafVisitor
{
    private readonly TriangleSet _triangles = triangles;
    private readonly Packet _rays = rays;

    public void Visit(int first, int count, ref Floats limit)
    {
        for (var number = first; number < first + count; number++) limit = Meeting.Ended(_triangles.Meet(number, _rays, out _, out _), limit);
    }
}

/// <summary>Steps the visitors share.</summary>
internal static class Meeting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats OfClosed(in PlacedThing thing, in Packet inwards) => thing.Shape switch
    {
        Shape.Box => UnitShapes.Box(inwards),
        Shape.Ball => UnitShapes.Ball(inwards),
        _ => UnitShapes.Cone(inwards, thing.Taper),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Ended(Floats t, Floats limit) =>
        Vector512.ConditionalSelect(Vector512.LessThan(t, limit), Vector512.Create(-1f), limit);
}
