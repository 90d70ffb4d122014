using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tracing;

/// <summary>
/// Sixteen rays: origin + t · direction. Directions need not be of length 1; distances are counted in t.
/// </summary>
internal readonly struct Packet(Vectors origin, Vectors direction)
{
    public readonly Vectors Origin = origin;
    public readonly Vectors Direction = direction;

    /// <summary>Nothing nearer than this share of a direction counts as met: a ray may start on a surface.</summary>
    public const float Nearest = 1e-4f;

    /// <summary>
    /// 1 / direction, with a zero replaced by a tiny number: the slab test must never multiply 0 by infinity.
    /// </summary>
    public Vectors Inverse
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Reciprocal(Direction.X), Reciprocal(Direction.Y), Reciprocal(Direction.Z));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors At(Floats t) => new(
        Vector512.FusedMultiplyAdd(Direction.X, t, Origin.X),
        Vector512.FusedMultiplyAdd(Direction.Y, t, Origin.Y),
        Vector512.FusedMultiplyAdd(Direction.Z, t, Origin.Z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Reciprocal(Floats x)
    {
        var tiny = Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1e-12f));
        return Floats.One / Vector512.ConditionalSelect(tiny, Vector512.CopySign(Vector512.Create(1e-12f), x), x);
    }
}
