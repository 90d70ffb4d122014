using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Geometry;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>One triangle as the tests want it: a corner and two edges.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Triangle
{
    public float X;
    public float Y;
    public float Z;
    public float EdgeX;
    public float EdgeY;
    public float EdgeZ;
    public float OtherX;
    public float OtherY;
    public float OtherZ;
}

/// <summary>A mesh made ready for tracing: its triangles in the order of its hierarchy's leaves.</summary>
internal sealed unsafe class TriangleSet
{
    // A mesh is made once and placed often: what the tracer makes of it lives as long as the mesh.
    private static readonly ConditionalWeakTable<Mesh, TriangleSet> _made = [];

    private readonly Triangle[] _triangles;
    private readonly Triangle* _first;
    private readonly Mesh _mesh;

    /// <summary>A mesh made ready for tracing, when first needed.</summary>
    public static TriangleSet Of(Mesh mesh) => _made.GetValue(mesh, static mesh => new TriangleSet(mesh));

    private TriangleSet(Mesh mesh)
    {
        _mesh = mesh;
        var boxes = new Bounds[mesh.TriangleCount];
        for (var i = 0; i < boxes.Length; i++)
        {
            var corners = mesh.Triangles.AsSpan(3 * i, 3);
            boxes[i] = Bounds.Around([mesh.Positions[corners[0]], mesh.Positions[corners[1]],
                mesh.Positions[corners[2]]]);
        }
        Hierarchy = HierarchyBuilder.Build(boxes, leafSize: 4);
        _triangles = GC.AllocateUninitializedArray<Triangle>(boxes.Length, pinned: true);
        _first = (Triangle*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_triangles));
        for (var i = 0; i < boxes.Length; i++)
        {
            var corners = mesh.Triangles.AsSpan(3 * Hierarchy.Order[i], 3);
            var (a, b, c) = (mesh.Positions[corners[0]], mesh.Positions[corners[1]], mesh.Positions[corners[2]]);
            var (edge, other) = (b - a, c - a);
            _triangles[i] = new()
            {
                X = (float)a.X, Y = (float)a.Y, Z = (float)a.Z, EdgeX = (float)edge.X, EdgeY = (float)edge.Y,
                    EdgeZ = (float)edge.Z,
                OtherX = (float)other.X, OtherY = (float)other.Y, OtherZ = (float)other.Z,
            };
        }
    }

    public Hierarchy Hierarchy { get; }

    /// <summary>
    /// Where the rays meet triangle <paramref name="number"/>, or infinity, and the shares u and v of its second and
    /// third corner (Möller and Trumbore 1997, with a hair's overlap so that no ray slips between neighbours).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats Meet(int number, in Packet rays, out Floats u, out Floats v)
    {
        var triangle = _first + number;
        var edge = Vectors.All(triangle->EdgeX, triangle->EdgeY, triangle->EdgeZ);
        var other = Vectors.All(triangle->OtherX, triangle->OtherY, triangle->OtherZ);
        var p = rays.Direction.Cross(other);
        // The determinant of a small triangle that is grazed may be below what Reciprocal takes for zero: it is asked
        // for a larger number's.
        var inverse = Packet.Reciprocal(edge.Dot(p) * Vector512.Create(1e9f)) * Vector512.Create(1e9f);
        var from = rays.Origin - Vectors.All(triangle->X, triangle->Y, triangle->Z);
        u = from.Dot(p) * inverse;
        var q = from.Cross(edge);
        v = rays.Direction.Dot(q) * inverse;
        var t = other.Dot(q) * inverse;
        var slack = Vector512.Create(1e-5f);
        var valid = Vector512.GreaterThanOrEqual(Vector512.MinNative(u, v), -slack)
            & Vector512.LessThanOrEqual(u + v, Floats.One + slack) & Vector512.GreaterThan(t,
                Vector512.Create(Packet.Nearest));
        return Vector512.ConditionalSelect(valid, t, Vector512.Create(float.PositiveInfinity));
    }

    /// <summary>The corners' normals mixed for each of the lanes in <paramref name="lanes"/>.</summary>
    public Vectors NormalAt(ulong lanes, Integers triangles, Floats u, Floats v)
    {
        Span<float> x = stackalloc float[16], y = stackalloc float[16], z = stackalloc float[16];
        Span<float> seconds = stackalloc float[16], thirds = stackalloc float[16];
        Span<int> numbers = stackalloc int[16];
        u.CopyTo(seconds);
        v.CopyTo(thirds);
        triangles.CopyTo(numbers);
        for (; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            var corners = _mesh.Triangles.AsSpan(3 * Hierarchy.Order[numbers[lane]], 3);
            var n = _mesh.Normals.Values(corners[0]);
            var o = _mesh.Normals.Values(corners[1]);
            var p = _mesh.Normals.Values(corners[2]);
            var (b, c) = (seconds[lane], thirds[lane]);
            var a = 1 - b - c;
            (x[lane], y[lane], z[lane]) =
                ((a * n[0]) + (b * o[0]) + (c * p[0]), (a * n[1]) + (b * o[1]) + (c * p[1]),
                    (a * n[2]) + (b * o[2]) + (c * p[2]));
        }
        return new(Vector512.Create<float>(x), Vector512.Create<float>(y), Vector512.Create<float>(z));
    }
}
