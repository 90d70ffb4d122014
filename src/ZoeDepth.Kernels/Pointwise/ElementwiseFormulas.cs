using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>a + b</summary>
internal readonly struct Sum : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => S.Add(a, b);
}

/// <summary>a − b</summary>
internal readonly struct Difference : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => S.Subtract(a, b);
}

/// <summary>a · b</summary>
internal readonly struct Product : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => S.Multiply(a, b);
}

/// <summary>a / b</summary>
internal readonly struct Quotient : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => S.Divide(a, b);
}

/// <summary>a + b·c: how a product's gradient arrives.</summary>
internal readonly struct SumOfProduct : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => S.MultiplyAdd(b, c, a);
}

/// <summary>a + scale · b/c: how a quotient's gradient arrives.</summary>
internal readonly struct SumOfQuotient(float scale) : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c)
        where S : struct, ISimd<V> where V : struct => S.MultiplyAdd(S.Broadcast(scale), S.Divide(b, c), a);
}

/// <summary>a + scale · b: how a scaled tensor's gradient arrives.</summary>
internal readonly struct SumOfScaled(float scale) : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c)
        where S : struct, ISimd<V> where V : struct => S.MultiplyAdd(S.Broadcast(scale), b, a);
}

/// <summary>scale · a + shift</summary>
internal readonly struct AffineOf(float scale, float shift) : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c)
        where S : struct, ISimd<V> where V : struct => S.Add(S.Multiply(S.Broadcast(scale), a), S.Broadcast(shift));
}

/// <summary>a + scale · (b − center): how a variance's gradient arrives.</summary>
internal readonly struct SumOfCentred(float scale, float center) : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct =>
        S.MultiplyAdd(S.Broadcast(scale), S.Subtract(b, S.Broadcast(center)), a);
}

/// <summary>(a − center)²</summary>
internal readonly struct SquareAround(float center) : IFormula
{
    /// <inheritdoc/>
    public static int Arguments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct
    {
        var distance = S.Subtract(a, S.Broadcast(center));
        return S.Multiply(distance, distance);
    }
}
