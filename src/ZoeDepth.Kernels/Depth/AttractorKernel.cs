using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Depth;

/// <summary>
/// How far a bin centre at distance d from an attractor moves towards it: Δ(d) = d / (1 + α·d^γ). Its derivative is
/// (1 + (1 − γ)·α·d^γ) / (1 + α·d^γ)².
/// </summary>
/// <param name="alpha">the strength α; 300 in every published checkpoint, whatever their configuration says</param>
/// <param name="gamma">the exponent γ ≥ 1; 2 likewise</param>
internal readonly struct InverseAttraction(float alpha, int gamma) : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.Divide(x, S.Add(S.Broadcast(1), S.Multiply(S.Broadcast(alpha), PowerOf.Raise<S, V>(x, gamma))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var pull = S.Multiply(S.Broadcast(alpha), PowerOf.Raise<S, V>(x, gamma));
        var below = S.Add(S.Broadcast(1), pull);
        return S.Divide(S.MultiplyAdd(S.Broadcast(1 - gamma), pull, S.Broadcast(1)), S.Multiply(below, below));
    }
}

/// <summary>
/// The attractor of the original project that no published checkpoint uses: Δ(d) = d·exp(−α·|d|^γ), with derivative (1
/// − αγ·|d|^γ)·exp(−α·|d|^γ).
/// </summary>
/// <param name="alpha">the strength α</param>
/// <param name="gamma">the exponent γ ≥ 1</param>
internal readonly struct ExponentialAttraction(float alpha, int gamma) : IFunction
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct =>
        S.Multiply(x, VectorMath.Exp<S, V>(S.Multiply(S.Broadcast(-alpha), PowerOf.Raise<S, V>(S.Abs(x), gamma))));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct
    {
        var pull = S.Multiply(S.Broadcast(-alpha), PowerOf.Raise<S, V>(S.Abs(x), gamma));
        return S.Multiply(S.MultiplyAdd(S.Broadcast(gamma), pull, S.Broadcast(1)), VectorMath.Exp<S, V>(pull));
    }
}

/// <summary>
/// The attractor layer's formula (ZoeDepth, section 3.2): every bin centre of a pixel moves by the sum, or the mean, of
/// the attractions of the pixel's attractor points. Vectors run along the centres; attractions are added one attractor
/// after the other, as the reference's loop does.
/// </summary>
internal static unsafe class AttractorKernel
{
    // About 16k attractions to a piece of work.
    private const long Grain = 16384;

    /// <summary>y[r, k] = c[r, k] + scale · Σᵢ Δ(a[r, i] − c[r, k])</summary>
    /// <typeparam name="F">the attraction's formula</typeparam>
    /// <param name="points">a, <c>[row, point]</c></param>
    /// <param name="centers">c, <c>[row, center]</c></param>
    /// <param name="rows">pixels</param>
    /// <param name="pointCount">attractor points of a pixel</param>
    /// <param name="centerCount">bins of a pixel</param>
    /// <param name="attraction">Δ</param>
    /// <param name="mean">divide the sum by the number of points</param>
    /// <param name="y">the moved centres, <c>[row, center]</c></param>
    /// <param name="work">the threads</param>
    public static void Forward<F>(float* points, float* centers, long rows, int pointCount, int centerCount,
        F attraction, bool mean, float* y, Work work) where F : struct, IFunction
    {
        var kernel = new ForwardKernel<F>(points, centers, rows, pointCount, centerCount, attraction,
            mean ? pointCount : 1, y, work);
        Dispatch.Run(ref kernel);
    }

    /// <summary>
    /// da[r, i] += scale · Σₖ Δ′(a − c)·dy[r, k]; dc[r, k] = dy[r, k]·(1 − scale · Σᵢ Δ′(a − c)), or added to what is
    /// there. Either gradient may be absent.
    /// </summary>
    /// <typeparam name="F">the attraction's formula</typeparam>
    /// <param name="points">a, <c>[row, point]</c></param>
    /// <param name="centers">c, <c>[row, center]</c></param>
    /// <param name="dy">the gradient of the moved centres</param>
    /// <param name="rows">pixels</param>
    /// <param name="pointCount">attractor points of a pixel</param>
    /// <param name="centerCount">bins of a pixel</param>
    /// <param name="attraction">Δ</param>
    /// <param name="mean">whether the sum was divided by the number of points</param>
    /// <param name="dpoints">da, or null</param>
    /// <param name="dcenters">dc, or null</param>
    /// <param name="addsToCenters">whether dc is added to what is there</param>
    /// <param name="work">the threads</param>
    public static void Backward<F>(float* points, float* centers, float* dy, long rows, int pointCount,
        int centerCount, F attraction, bool mean,
        float* dpoints, float* dcenters, bool addsToCenters, Work work) where F : struct, IFunction
    {
        var kernel = new BackwardKernel<F>(points, centers, dy, rows, pointCount, centerCount, attraction,
            mean ? 1f / pointCount : 1, dpoints, dcenters, addsToCenters, work);
        Dispatch.Run(ref kernel);
    }

    private readonly struct ForwardKernel<F>(float* points, float* centers, long rows, int pointCount, int centerCount,
        F attraction, float divisor, float* y, Work work)
        : IKernel where F : struct, IFunction
    {
        private readonly float* _points = points, _centers = centers, _y = y;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            work.Ranges(rows, 1 + (Grain / (1 + ((long)pointCount * centerCount))),
                (start, end) => self.Rows<S, V>(start, end));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Rows<S, V>(long start, long end) where S : struct, ISimd<V> where V : struct
        {
            var (f, n, width) = (attraction, pointCount, centerCount);
            var by = S.Broadcast(divisor);
            float* a = _points + (start * n), c = _centers + (start * width), to = _y + (start * width);
            for (var row = start; row < end; row++, a += n, c += width, to += width)
                for (var k = 0; k < width; k += S.Width)
                {
                    var rest = Math.Min(S.Width, width - k);
                    var center = Lanes.Load<S, V>(c + k, rest);
                    var sum = S.Zero;
                    for (var i = 0; i < n; i++) sum = S.Add(sum, f.Of<S, V>(S.Subtract(S.Broadcast(a[i]), center)));
                    var moved = S.Add(center, S.Divide(sum, by));
                    Lanes.Store<S, V>(to + k, moved, rest);
                }
        }
    }

    private readonly struct BackwardKernel<F>(float* points, float* centers, float* dy, long rows, int pointCount,
        int centerCount, F attraction, float scale,
        float* dpoints, float* dcenters, bool addsToCenters, Work work) : IKernel where F : struct, IFunction
    {
        private readonly float* _points = points, _centers = centers, _dy = dy, _dpoints = dpoints,
            _dcenters = dcenters;

        public void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            var self = this;
            work.Ranges(rows, 1 + (Grain / (1 + ((long)pointCount * centerCount))),
                (start, end) => self.Rows<S, V>(start, end));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Rows<S, V>(long start, long end) where S : struct, ISimd<V> where V : struct
        {
            var (f, n, width) = (attraction, pointCount, centerCount);
            for (var row = start; row < end; row++)
            {
                float* a = _points + (row * n), c = _centers + (row * width), g = _dy + (row * width);
                for (var k = 0; k < width; k += S.Width)
                {
                    var rest = Math.Min(S.Width, width - k);
                    var center = Lanes.Load<S, V>(c + k, rest);
                    var gradient = Lanes.Load<S, V>(g + k, rest);
                    var slopes = S.Zero;
                    for (var i = 0; i < n; i++)
                    {
                        var slope = f.Derivative<S, V>(S.Subtract(S.Broadcast(a[i]), center));
                        slopes = S.Add(slopes, slope);
                        if (_dpoints != null) _dpoints[(row * n) + i] += scale * S.Sum(S.Multiply(slope, gradient));
                    }
                    if (_dcenters == null) continue;
                    var at = _dcenters + (row * width) + k;
                    var stays = S.Subtract(S.Broadcast(1), S.Multiply(S.Broadcast(scale), slopes));
                    var before = addsToCenters ? Lanes.Load<S, V>(at, rest) : S.Zero;
                    Lanes.Store<S, V>(at, S.MultiplyAdd(gradient, stays, before), rest);
                }
            }
        }
    }
}
