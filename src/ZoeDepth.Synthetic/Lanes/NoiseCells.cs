using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Lanes;

/// <summary>
/// The plane divided among scattered points, each place to its nearest (Worley 1996): stones, cobbles, leaves. One unit
/// is the mean distance of the points.
/// </summary>
internal readonly struct NoiseCells
{
    /// <summary>Distance to the nearest point.</summary>
    public readonly Floats Nearest;

    /// <summary>Distance to the nearest but one; the difference is 0 on the seam of two cells.</summary>
    public readonly Floats Second;

    /// <summary>From the cell's point to the place.</summary>
    public readonly Floats OffsetX;

    /// <summary>From the cell's point to the place.</summary>
    public readonly Floats OffsetY;

    /// <summary>Random bits of the cell.</summary>
    public readonly Integers Bits;

    /// <param name="x">the place</param>
    /// <param name="y">the place</param>
    /// <param name="jitter">
    /// 0 a square lattice, 1 anywhere in the square; beyond 0.8 a nearer point is sometimes missed
    /// </param>
    /// <param name="salt">different divisions for different salts</param>
    public NoiseCells(Floats x, Floats y, float jitter, int salt)
    {
        var (left, low) = (Vector512.Floor(x), Vector512.Floor(y));
        var (dx, dy) = (x - left, y - low);
        var nearest = Vector512.Create(8f);
        var second = nearest;
        var (offsetX, offsetY, cell) = (Floats.Zero, Floats.Zero, Integers.Zero);
        var (middle, spread) = (Vector512.Create(0.5f - (jitter / 2)), Vector512.Create(jitter / 65536f));
        for (var row = -1; row <= 1; row++)
        {
            for (var column = -1; column <= 1; column++)
            {
                var bits = Noise.CellBits(left + Vector512.Create((float)column), low + Vector512.Create((float)row),
                    salt);
                var pointX = Vector512.ConvertToSingle(Vector512.ShiftRightLogical(bits, 16));
                var pointY = Vector512.ConvertToSingle(bits & Vector512.Create(0xFFFF));
                var toX = dx - Vector512.FusedMultiplyAdd(pointX, spread, middle + Vector512.Create((float)column));
                var toY = dy - Vector512.FusedMultiplyAdd(pointY, spread, middle + Vector512.Create((float)row));
                var square = Vector512.FusedMultiplyAdd(toX, toX, toY * toY);
                var closer = Vector512.LessThan(square, nearest);
                second = Vector512.Min(second, Vector512.Max(nearest, square));
                nearest = Vector512.Min(nearest, square);
                offsetX = Vector512.ConditionalSelect(closer, toX, offsetX);
                offsetY = Vector512.ConditionalSelect(closer, toY, offsetY);
                cell = Vector512.ConditionalSelect(closer.AsInt32(), bits, cell);
            }
        }
        (Nearest, Second) = (Vector512.Sqrt(nearest), Vector512.Sqrt(second));
        (OffsetX, OffsetY, Bits) = (offsetX, offsetY, cell);
    }
}
