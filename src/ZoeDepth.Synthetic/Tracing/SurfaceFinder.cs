using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// The place and normal of an intersection on its primitive, for all sixteen lanes as if all had met this one.
/// </summary>
internal static class SurfaceFinder
{
    /// <summary>Fills the surface and names its face.</summary>
    /// <param name="primitive">the primitive</param>
    /// <param name="lanes">bit by bit the rays that met it; only of meshes the others stay undefined</param>
    /// <param name="met">the meetings</param>
    /// <param name="point">where the rays ended, camera-centred world</param>
    /// <param name="face">
    /// a number 0..7 of the smooth piece of the surface: light is the same on both sides of no edge between two
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Surface Find(in TracedPrimitive primitive, ulong lanes, in Hits met, in Vectors point,
        out Integers face)
    {
        var unit = primitive.PointInwards(point);
        var surface = new Surface { Local = primitive.ToLocal(unit) };
        switch (primitive.Shape)
        {
            case Shape.Box:
                surface.LocalNormal = BoxNormal(unit, out face);
                break;
            case Shape.Ball:
                surface.LocalNormal = primitive.NormalToLocal(unit);
                face = Integers.Zero;
                break;
            case Shape.Cone:
                surface.LocalNormal = primitive.NormalToLocal(ConeNormal(unit, primitive.Taper, out face));
                break;
            default:
                surface.LocalNormal = primitive.NormalToLocal(
                    primitive.Triangles!.NormalAt(lanes, met.Triangle, met.U, met.V));
                face = Side(surface.LocalNormal);
                break;
        }
        return surface;
    }

    /// <summary>The axis a point on the surface of the unit box is farthest out along.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vectors BoxNormal(in Vectors p, out Integers face)
    {
        face = Side(p);
        var (x, y) = (Vector512.LessThan(face, Vector512.Create(2)).AsSingle(),
            Vector512.LessThan(face, Vector512.Create(4)).AsSingle());
        return new(
            Vector512.ConditionalSelect(x, Vector512.CopySign(Floats.One, p.X), Floats.Zero),
            Vector512.ConditionalSelect(y & ~x, Vector512.CopySign(Floats.One, p.Y), Floats.Zero),
            Vector512.ConditionalSelect(y, Floats.Zero, Vector512.CopySign(Floats.One, p.Z)));
    }

    /// <summary>0, 1 for −x, +x and so on: the axis with the largest part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers Side(in Vectors p)
    {
        var (x, y, z) = (Vector512.Abs(p.X), Vector512.Abs(p.Y), Vector512.Abs(p.Z));
        var alongX = Vector512.GreaterThanOrEqual(x, Vector512.Max(y, z));
        var alongY = Vector512.GreaterThanOrEqual(y, z);
        var axis = Vector512.ConditionalSelect(alongX, p.X, Vector512.ConditionalSelect(alongY, p.Y, p.Z));
        var number = Vector512.ConditionalSelect(
            alongX.AsInt32(), Integers.Zero,
            Vector512.ConditionalSelect(alongY.AsInt32(), Vector512.Create(2), Vector512.Create(4)));
        return number + Vector512.ConditionalSelect(Vector512.GreaterThan(axis, Floats.Zero).AsInt32(), Integers.One,
            Integers.Zero);
    }

    /// <summary>The normal of the side, or of the end the point is nearest to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vectors ConeNormal(in Vectors p, float taper, out Integers face)
    {
        var k = Vector512.Create(1 - taper);
        var radius = Floats.One - (k * p.Z);
        var fromSide = Vector512.Abs(Vector512.Sqrt((p.X * p.X) + (p.Y * p.Y)) - radius);
        var (fromFoot, fromTop) = (Vector512.Abs(p.Z), Vector512.Abs(Floats.One - p.Z));
        var foot = Vector512.LessThan(fromFoot, Vector512.Min(fromSide, fromTop));
        var top = Vector512.LessThan(fromTop, Vector512.Min(fromSide, fromFoot));
        face = (foot.AsInt32() & Integers.One) | (top.AsInt32() & Vector512.Create(2));
        var side = new Vectors(p.X, p.Y, k * radius);
        return Vectors.Select(foot, Vectors.All(0, 0, -1), Vectors.Select(top, Vectors.All(0, 0, 1), side));
    }
}
