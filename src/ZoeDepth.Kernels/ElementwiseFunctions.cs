using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>A function of one number, and its derivative beside it.</summary>
public interface IFunction
{
    /// <summary>f(x)</summary>
    V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct;

    /// <summary>f′(x), as PyTorch defines it where f has a corner.</summary>
    V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct;
}

/// <summary>f(x) as a formula.</summary>
public readonly struct ValueOf<F>(F function) : IFormula where F : struct, IFunction
{
    /// <inheritdoc/>
    public static int Arguments => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => function.Of<S, V>(a);
}

/// <summary>dx + f′(x)·dy as a formula of dx, x, dy.</summary>
public readonly struct SumOfGradient<F>(F function) : IFormula where F : struct, IFunction
{
    /// <inheritdoc/>
    public static int Arguments => 3;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V a, V b, V c) where S : struct, ISimd<V> where V : struct => S.MultiplyAdd(function.Derivative<S, V>(b), c, a);
}

/// <summary>ln x; 1/x</summary>
public readonly struct NaturalLogarithm : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Log<S, V>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Divide(S.Broadcast(1), x);
}

/// <summary>eˣ; eˣ</summary>
public readonly struct Exponential : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Exp<S, V>(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorMath.Exp<S, V>(x);
}

/// <summary>√x; 1/(2√x)</summary>
public readonly struct SquareRoot : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Sqrt(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Divide(S.Broadcast(0.5f), S.Sqrt(x));
}

/// <summary>|x|; the sign of x, 0 at 0</summary>
public readonly struct AbsoluteValue : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Abs(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.SelectLess(S.Zero, S.Abs(x), S.CopySign(S.Broadcast(1), x), S.Multiply(x, S.Zero));
}

/// <summary>x²; 2x</summary>
public readonly struct SquareOf : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Multiply(x, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Add(x, x);
}

/// <summary>x held between two bounds; 1 strictly between them, 0 elsewhere (PyTorch 2.15's rule on the bounds)</summary>
public readonly struct Clamp(float min, float max) : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => S.Min(S.Broadcast(max), S.Max(S.Broadcast(min), x));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.SelectLess(S.Broadcast(min), x, S.SelectLess(x, S.Broadcast(max), S.Broadcast(1), S.Zero), S.Zero);
}
