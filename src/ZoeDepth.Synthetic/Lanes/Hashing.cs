using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Lanes;

/// <summary>
/// Random numbers that are a function of a place: sixteen at once, the same wherever the lane stands.
/// </summary>
internal static class Hashing
{
    /// <summary>Mixes every bit into every other (the finaliser "lowbias32" by C. Wellons).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers Mix(Integers x)
    {
        x = (x ^ Vector512.ShiftRightLogical(x, 16)) * Vector512.Create(0x7FEB352D);
        x = (x ^ Vector512.ShiftRightLogical(x, 15)) * Vector512.Create(unchecked((int)0x846CA68B));
        return x ^ Vector512.ShiftRightLogical(x, 16);
    }

    /// <summary>Of a lattice point of the plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers Of(Integers x, Integers y, int salt) =>
        Mix((x * Vector512.Create(unchecked((int)0x9E3779B1))) ^ Mix(y + Vector512.Create(salt)));

    /// <summary>
    /// Of a lattice point of space. The products are added, not joined bit by bit, which leaves blocks of the lattice
    /// uneven.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Integers Of(Integers x, Integers y, Integers z, int salt) =>
        Mix((x * Vector512.Create(unchecked((int)0x9E3779B1))) + (y * Vector512.Create(unchecked((int)0x85EBCA77)))
            + (z * Vector512.Create(unchecked((int)0xC2B2AE3D))) + Vector512.Create(unchecked(salt * 0x27D4EB2F)));

    /// <summary>Random bits as a number in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Unit(Integers bits) =>
        Vector512.ConvertToSingle(Vector512.ShiftRightLogical(bits, 8)) * Vector512.Create(1f / (1 << 24));
}
