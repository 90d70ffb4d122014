using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels.Simd;

/// <summary>
/// A whole vector or the remainder of a row, by count: the branch goes the same way for all but the last vector of a
/// row.
/// </summary>
internal static unsafe class Lanes
{
    /// <summary>Reads the first <paramref name="count"/> floats; the other lanes are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<S, V>(float* p, int count) where S : struct, ISimd<V> where V : struct =>
        count == S.Width ? S.Load(p) : S.LoadPartial(p, count, 0);

    /// <summary>Reads the first <paramref name="count"/> floats; the other lanes are <paramref name="rest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<S, V>(float* p, int count, float rest) where S : struct, ISimd<V> where V : struct =>
        count == S.Width ? S.Load(p) : S.LoadPartial(p, count, rest);

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<S, V>(float* p, V value, int count) where S : struct, ISimd<V> where V : struct
    {
        if (count == S.Width) S.Store(p, value);
        else S.StorePartial(p, value, count);
    }
}
