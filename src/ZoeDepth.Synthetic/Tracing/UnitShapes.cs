using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// Where sixteen rays meet the closed shapes of unit space: the least t beyond <see cref="Packet.Nearest"/>, or
/// infinity. A ray that starts inside meets the far side. Squares of far coordinates would swallow the radius, so round
/// shapes are met from the point of the ray that is nearest to them (Haines et al., Precision Improvements for
/// Ray/Sphere Intersection, 2019).
/// </summary>
internal static class UnitShapes
{
    private static Floats Never => Vector512.Create(float.PositiveInfinity);

    private static Floats Nearest => Vector512.Create(Packet.Nearest);

    /// <summary>−1..1 along each axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Box(in Packet rays)
    {
        var inverse = rays.Inverse;
        var (x0, x1) = ((-Floats.One - rays.Origin.X) * inverse.X, (Floats.One - rays.Origin.X) * inverse.X);
        var (y0, y1) = ((-Floats.One - rays.Origin.Y) * inverse.Y, (Floats.One - rays.Origin.Y) * inverse.Y);
        var (z0, z1) = ((-Floats.One - rays.Origin.Z) * inverse.Z, (Floats.One - rays.Origin.Z) * inverse.Z);
        var near = Vector512.MaxNative(Vector512.MaxNative(Vector512.MinNative(x0, x1), Vector512.MinNative(y0, y1)),
            Vector512.MinNative(z0, z1));
        var far = Vector512.MinNative(Vector512.MinNative(Vector512.MaxNative(x0, x1), Vector512.MaxNative(y0, y1)),
            Vector512.MaxNative(z0, z1));
        var t = Vector512.ConditionalSelect(Vector512.GreaterThan(near, Nearest), near, far);
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(near, far) & Vector512.GreaterThan(far, Nearest),
            t, Never);
    }

    /// <summary>Radius 1 about the origin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Ball(in Packet rays)
    {
        var square = rays.Direction.Dot(rays.Direction);
        var middle = -rays.Origin.Dot(rays.Direction) / square;
        var closest = rays.At(middle);
        var room = Floats.One - closest.Dot(closest);
        var half = Vector512.Sqrt(Vector512.Max(room, Floats.Zero) / square);
        var (near, far) = (middle - half, middle + half);
        var t = Vector512.ConditionalSelect(Vector512.GreaterThan(near, Nearest), near, far);
        return Vector512.ConditionalSelect(
            Vector512.GreaterThan(room, Floats.Zero) & Vector512.GreaterThan(far, Nearest), t, Never);
    }

    /// <summary>
    /// About z from radius 1 at z = 0 to radius <paramref name="taper"/> (0..1) at z = 1, with both ends closed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Cone(in Packet rays, float taper)
    {
        var half = Vector512.Create(0.5f);
        var direction = rays.Direction;
        var square = direction.Dot(direction);
        var shift = -(rays.Origin - new Vectors(Floats.Zero, Floats.Zero, half)).Dot(direction) / square;
        var o = rays.At(shift);

        // x² + y² = (1 − kz)² with z = o.z + t·d.z: a·t² + 2b·t + c = 0, solved without cancellation.
        var k = Vector512.Create(1 - taper);
        var (m, n) = (Floats.One - (k * o.Z), -k * direction.Z);
        var a = (direction.X * direction.X) + (direction.Y * direction.Y) - (n * n);
        var b = (o.X * direction.X) + (o.Y * direction.Y) - (m * n);
        var c = (o.X * o.X) + (o.Y * o.Y) - (m * m);
        var discriminant = (b * b) - (a * c);
        var root = Vector512.Sqrt(Vector512.Max(discriminant, Floats.Zero));
        var q = -(b + Vector512.CopySign(root, b));
        var side = Vector512.GreaterThanOrEqual(discriminant, Floats.Zero);
        var best = Never;
        best = Vector512.MinNative(best, OnSide(q * Packet.Reciprocal(a), shift, o.Z, direction.Z, side));
        best = Vector512.MinNative(best, OnSide(c * Packet.Reciprocal(q), shift, o.Z, direction.Z, side));

        var down = Packet.Reciprocal(direction.Z);
        best = Vector512.MinNative(best, OnEnd(-o.Z * down, shift, o, direction, 1));
        return Vector512.MinNative(best, OnEnd((Floats.One - o.Z) * down, shift, o, direction, taper * taper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats OnSide(Floats t, Floats shift, Floats originZ, Floats directionZ, Floats side)
    {
        var z = Vector512.FusedMultiplyAdd(directionZ, t, originZ);
        // Of the two cones of the equation the one with 1 − kz ≥ 0 is meant; for z within 0..1 it is.
        var valid = side & Vector512.GreaterThanOrEqual(z, Floats.Zero) & Vector512.LessThanOrEqual(z, Floats.One);
        return After(t + shift, valid);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats OnEnd(Floats t, Floats shift, in Vectors o, in Vectors direction, float squaredRadius)
    {
        var x = Vector512.FusedMultiplyAdd(direction.X, t, o.X);
        var y = Vector512.FusedMultiplyAdd(direction.Y, t, o.Y);
        return After(t + shift, Vector512.LessThanOrEqual((x * x) + (y * y), Vector512.Create(squaredRadius)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats After(Floats t, Floats valid) =>
        Vector512.ConditionalSelect(valid & Vector512.GreaterThan(t, Nearest), t, Never);
}
