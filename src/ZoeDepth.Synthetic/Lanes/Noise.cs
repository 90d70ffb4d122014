using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Lanes;

/// <summary>
/// Smooth random functions of a place, the same everywhere and for ever: random numbers of the lattice points around
/// it, from a hash and no table, blended. One unit is the distance of two lattice points; the mean over many places is
/// 0. Coordinates up to 1e9 in size are sound.
/// </summary>
internal static class Noise
{
    private const int ColumnStep = unchecked((int)0x9E3779B1);
    private const int RowStep = unchecked((int)0x85EBCA77);
    private const int LayerStep = unchecked((int)0xC2B2AE3D);

    /// <summary>Soft blobs in −1..1, standard deviation near 0.43: values of the lattice points blended.</summary>
    public static Floats Value(Floats x, Floats y, int salt)
    {
        var (left, low) = (Vector512.Floor(x), Vector512.Floor(y));
        var (s, t) = (Ease(x - left), Ease(y - low));
        var (a, b, c, d) = Corners(left, low, salt);
        return LaneMath.Mix(LaneMath.Mix(Signed(a), Signed(b), s), LaneMath.Mix(Signed(c), Signed(d), s), t);
    }

    /// <summary>
    /// Two independent values for little more than the price of one: slopes of bumps, shifts of other patterns.
    /// </summary>
    public static (Floats First, Floats Second) Pair(Floats x, Floats y, int salt)
    {
        var (left, low) = (Vector512.Floor(x), Vector512.Floor(y));
        var (s, t) = (Ease(x - left), Ease(y - low));
        var (a, b, c, d) = Corners(left, low, salt);
        return (
            LaneMath.Mix(LaneMath.Mix(Signed(a), Signed(b), s), LaneMath.Mix(Signed(c), Signed(d), s), t),
            LaneMath.Mix(LaneMath.Mix(Signed(a << 16), Signed(b << 16), s),
                LaneMath.Mix(Signed(c << 16), Signed(d << 16), s), t));
    }

    /// <summary>
    /// Even grain in about −1..1, standard deviation near 0.28, no value favoured by the lattice (Perlin's noise with
    /// hashed slopes).
    /// </summary>
    public static Floats Gradient(Floats x, Floats y, int salt)
    {
        var (left, low) = (Vector512.Floor(x), Vector512.Floor(y));
        var (dx, dy) = (x - left, y - low);
        var (s, t) = (Ease(dx), Ease(dy));
        var (ex, ey) = (dx - Floats.One, dy - Floats.One);
        var (a, b, c, d) = Corners(left, low, salt);
        var below = LaneMath.Mix(Slope(a, dx, dy), Slope(b, ex, dy), s);
        var above = LaneMath.Mix(Slope(c, dx, ey), Slope(d, ex, ey), s);
        return LaneMath.Mix(below, above, t) * Vector512.Create(1.6f);
    }

    /// <summary>Soft blobs of space in −1..1, standard deviation near 0.37.</summary>
    public static Floats Value(Vectors at, int salt)
    {
        var (left, low, near) = (Vector512.Floor(at.X), Vector512.Floor(at.Y), Vector512.Floor(at.Z));
        var (s, t, r) = (Ease(at.X - left), Ease(at.Y - low), Ease(at.Z - near));
        var (column, row) = (Whole(left) * Vector512.Create(ColumnStep), Whole(low) * Vector512.Create(RowStep));
        var layer = (Whole(near) * Vector512.Create(LayerStep)) ^ Vector512.Create(salt * ColumnStep);
        var (nextColumn, nextRow) = (column + Vector512.Create(ColumnStep), row + Vector512.Create(RowStep));
        var first = Layer(column, nextColumn, row ^ layer, nextRow ^ layer, s, t);
        layer = ((Whole(near) + Integers.One) * Vector512.Create(LayerStep)) ^ Vector512.Create(salt * ColumnStep);
        var second = Layer(column, nextColumn, row ^ layer, nextRow ^ layer, s, t);
        return LaneMath.Mix(first, second, r);
    }

    /// <summary>
    /// The share of a detail of this wavelength that a sample of this width still sees, 1..0: half at half a
    /// wavelength. A pattern of mean m is seen as m + share·(pattern − m).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Kept(Floats footprint, double wavelength) =>
        LaneMath.Saturate(Vector512.Create(1.5f) - (footprint * LaneMath.All(2 / wavelength)));

    /// <summary>One number a lattice cell, in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Cell(Floats column, Floats row, int salt) => Hashing.Unit(CellBits(column, row, salt));

    /// <summary>Random bits of a lattice cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers CellBits(Floats column, Floats row, int salt) =>
        Hashing.Mix((Whole(column) * Vector512.Create(ColumnStep)) ^ (Whole(row)
            * Vector512.Create(RowStep)) ^ Vector512.Create(salt * LayerStep));

    /// <summary>A number in [0, 1) from bits that were used for another before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Again(Integers bits, int salt) =>
        Hashing.Unit(Scramble(bits + Vector512.Create(salt * ColumnStep)));

    private static Floats Layer(Integers column, Integers nextColumn, Integers row, Integers nextRow, Floats s,
        Floats t) => LaneMath.Mix(
        LaneMath.Mix(Signed(Scramble(column ^ row)), Signed(Scramble(nextColumn ^ row)), s),
        LaneMath.Mix(Signed(Scramble(column ^ nextRow)), Signed(Scramble(nextColumn ^ nextRow)), s),
        t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Integers A, Integers B, Integers C, Integers D) Corners(Floats left, Floats low, int salt)
    {
        var column = Whole(left) * Vector512.Create(ColumnStep);
        var row = (Whole(low) * Vector512.Create(RowStep)) + Vector512.Create(salt * LayerStep);
        var (nextColumn, nextRow) = (column + Vector512.Create(ColumnStep), row + Vector512.Create(RowStep));
        return (Scramble(column ^ row), Scramble(nextColumn ^ row), Scramble(column ^ nextRow),
            Scramble(nextColumn ^ nextRow));
    }

    /// <summary>Half the rounds of <see cref="Hashing.Mix"/>: enough for colours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers Scramble(Integers x)
    {
        x = (x ^ Vector512.ShiftRightLogical(x, 15)) * Vector512.Create(0x2C1B3C6D);
        x = (x ^ Vector512.ShiftRightLogical(x, 12)) * Vector512.Create(0x297A2D39);
        return x ^ Vector512.ShiftRightLogical(x, 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Integers Whole(Floats floor) => Vector512.ConvertToInt32(floor);

    /// <summary>All 32 bits as a number in −1..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Signed(Integers bits) => Vector512.ConvertToSingle(bits) * Vector512.Create(1f / 2147483648f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Slope(Integers bits, Floats dx, Floats dy) =>
        Vector512.FusedMultiplyAdd(Signed(bits), dx, Signed(bits << 16) * dy);

    /// <summary>3t² − 2t³</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Floats Ease(Floats t) => t * t * (Vector512.Create(3f) - (t + t));
}
