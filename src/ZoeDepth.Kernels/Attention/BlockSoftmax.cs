using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Attention;

/// <summary>Softmax over the rows of a block (see <see cref="BlockProduct"/>), and its derivative.</summary>
internal static unsafe class BlockSoftmax
{
    /// <summary>
    /// x ← eˣ⁻ᵐ with m the row's largest; returns m and the sum of the row. Dividing by it is left to whoever reads the
    /// row.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Largest, float Sum) Exponentials<S, V>(float* row, long chunk, int columns)
        where S : struct, ISimd<V> where V : struct
    {
        var most = S.Broadcast(float.NegativeInfinity);
        for (var column = 0; column < columns; column += GemmTile.KC)
        {
            var p = row + (column / GemmTile.KC * chunk);
            int count = Math.Min(GemmTile.KC, columns - column), i = 0;
            for (; i + S.Width <= count; i += S.Width) most = S.Max(most, S.Load(p + i));
            if (i < count) most = S.Max(most, S.LoadPartial(p + i, count - i, float.NegativeInfinity));
        }
        var largest = S.Largest(most);
        most = S.Broadcast(largest);
        V even = S.Zero, odd = S.Zero;
        for (var column = 0; column < columns; column += GemmTile.KC)
        {
            var p = row + (column / GemmTile.KC * chunk);
            int count = Math.Min(GemmTile.KC, columns - column), i = 0;
            for (; i + (2 * S.Width) <= count; i += 2 * S.Width)
            {
                var x = VectorMath.Exp<S, V>(S.Subtract(S.Load(p + i), most));
                var y = VectorMath.Exp<S, V>(S.Subtract(S.Load(p + i + S.Width), most));
                S.Store(p + i, x);
                S.Store(p + i + S.Width, y);
                even = S.Add(even, x);
                odd = S.Add(odd, y);
            }
            for (; i < count; i += S.Width)
            {
                var valid = Math.Min(S.Width, count - i);
                var x = VectorMath.Exp<S, V>(S.Subtract(S.LoadPartial(p + i, valid, float.NegativeInfinity), most));
                S.StorePartial(p + i, x, valid);
                even = S.Add(even, x);
            }
        }
        return (largest, S.Sum(S.Add(even, odd)));
    }

    /// <summary>
    /// From scores s and the gradient dp of the probabilities: p = eˢ⁻ˡ into <paramref name="s"/>, ds = p · (dp − d)
    /// into <paramref name="dp"/>. The logarithm of the sum l and the dot product d = p·dp belong to a query: one
    /// number each if the row is a query (step 0), a row of elements if it is a key (step 1).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<S, V>(float* s, float* dp, long chunk, int columns, float* l, float* d, int step)
        where S : struct, ISimd<V> where V : struct
    {
        V sum = S.Broadcast(*l), dot = S.Broadcast(*d);
        for (var column = 0; column < columns;)
        {
            var at = (column / GemmTile.KC * chunk) + (column % GemmTile.KC);
            var count = Math.Min(S.Width, Math.Min(columns - column, GemmTile.KC - (column % GemmTile.KC)));
            if (step != 0) (sum, dot) = (S.LoadPartial(l + column, count, 0), S.LoadPartial(d + column, count, 0));
            var p = VectorMath.Exp<S, V>(S.Subtract(S.LoadPartial(s + at, count, 0), sum));
            S.StorePartial(s + at, p, count);
            S.StorePartial(dp + at, S.Multiply(p, S.Subtract(S.LoadPartial(dp + at, count, 0), dot)), count);
            column += count;
        }
    }
}
