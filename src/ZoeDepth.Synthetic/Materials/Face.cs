using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Materials;

/// <summary>
/// Coordinates in the plane a place lies in, metres: the side of a box the normal is nearest to. On floors u is x and v
/// is y; on walls v is z, up, and u runs to the right as seen from outside, so that print on any side reads from left
/// to right.
/// </summary>
internal readonly struct Face
{
    /// <summary>Along the side, to the right.</summary>
    public readonly Floats U;

    /// <summary>Along the side, up; ahead on floors.</summary>
    public readonly Floats V;

    private readonly Floats _level;
    private readonly Floats _across;
    private readonly Floats _sign;

    public Face(in Surface at)
    {
        var normal = at.LocalNormal;
        var (x, y, z) = (Vector512.Abs(normal.X), Vector512.Abs(normal.Y), Vector512.Abs(normal.Z));
        _level = Vector512.GreaterThanOrEqual(z, Vector512.Max(x, y));
        _across = Vector512.GreaterThan(x, y);
        // Seen from outside, right is +x before the side −y, +y before +x, −x before +y, −y before −x.
        var facing = Vector512.ConditionalSelect(_across, normal.X, -normal.Y);
        _sign = Vector512.ConditionalSelect(_level, Floats.One, Vector512.CopySign(Floats.One, facing));
        var right = Vector512.ConditionalSelect(Vector512.AndNot(_across, _level), at.Local.Y, at.Local.X);
        U = right * _sign;
        V = Vector512.ConditionalSelect(_level, at.Local.Y, at.Local.Z);
    }

    /// <summary>True where the side is a floor, a ceiling or a table top: all bits set.</summary>
    public Floats Level => _level;

    /// <summary>The normal of a surface whose height above the plane rises by these slopes along u and v.</summary>
    public Vectors Tilted(Vectors normal, Floats slopeU, Floats slopeV)
    {
        var right = slopeU * _sign;
        var sideways = Vector512.AndNot(_across, _level);
        return normal - new Vectors(
            Vector512.AndNot(right, sideways),
            Vector512.ConditionalSelect(_level, slopeV, right & sideways),
            Vector512.AndNot(slopeV, _level));
    }
}
