using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Lanes;

/// <summary>
/// Sixteen points, directions or colours, one a lane. A packet is sixteen rays on every machine: .NET spells
/// <c>Vector512</c> with one AVX-512 register, two of AVX2 or four of SSE and NEON, and each operation here is rounded
/// once as IEEE 754 says, so the bits are the same on all.
/// </summary>
internal readonly struct Vectors(Floats x, Floats y, Floats z)
{
    public readonly Floats X = x;
    public readonly Floats Y = y;
    public readonly Floats Z = z;

    public static Vectors Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors All(float x, float y, float z) =>
        new(Vector512.Create(x), Vector512.Create(y), Vector512.Create(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors All(Color color) => All((float)color.Red, (float)color.Green, (float)color.Blue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors All(Vector v) => All((float)v.X, (float)v.Y, (float)v.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors Gray(Floats value) => new(value, value, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors operator +(Vectors a, Vectors b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors operator -(Vectors a, Vectors b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors operator *(Vectors a, Vectors b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors operator *(Vectors a, Floats s) => new(a.X * s, a.Y * s, a.Z * s);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors operator *(Vectors a, float s) => a * Vector512.Create(s);

    /// <summary>The inner product, one rounding a term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats Dot(Vectors b) => Vector512.FusedMultiplyAdd(Z, b.Z, Vector512.FusedMultiplyAdd(Y, b.Y, X * b.X));

    /// <summary>Length 1; the zero vector stays (nearly) zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors Unit() => this * (Vector512.Create(1f) / Vector512.Sqrt(Dot(this) + Vector512.Create(1e-30f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vectors Cross(Vectors b) => new((Y * b.Z) - (Z * b.Y), (Z * b.X) - (X * b.Z), (X * b.Y) - (Y * b.X));

    /// <summary>Lane by lane: a where the mask is set, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors Select(Floats mask, Vectors a, Vectors b) => new(
        Vector512.ConditionalSelect(mask, a.X, b.X),
        Vector512.ConditionalSelect(mask, a.Y, b.Y),
        Vector512.ConditionalSelect(mask, a.Z, b.Z));

    /// <summary>The straight mix: a where the share is 0, b where it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vectors Mix(Vectors a, Vectors b, Floats share) => a + ((b - a) * share);
}
