using System.Runtime.CompilerServices;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Pointwise;

/// <summary>Activations outside a product: the same functions the epilogue applies, with their derivatives.</summary>
internal static unsafe class ElementwiseActivation
{
    /// <summary>y[i] = activation(x[i]); y may be x.</summary>
    public static void Forward(ActivationKind activation, float* x, float* y, long count, Work work)
    {
        switch (activation)
        {
            case ActivationKind.None: Value<IdentityOf>(x, y, count, work); break;
            case ActivationKind.Relu: Value<ReluOf>(x, y, count, work); break;
            case ActivationKind.Gelu: Value<GeluOf>(x, y, count, work); break;
            case ActivationKind.GeluTanh: Value<GeluTanhOf>(x, y, count, work); break;
            case ActivationKind.QuickGelu: Value<QuickGeluOf>(x, y, count, work); break;
            case ActivationKind.Silu: Value<SiluOf>(x, y, count, work); break;
            case ActivationKind.Softplus: Value<SoftplusOf>(x, y, count, work); break;
            case ActivationKind.Sigmoid: Value<SigmoidOf>(x, y, count, work); break;
            case ActivationKind.Tanh: Value<TanhOf>(x, y, count, work); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), $"there is no activation {activation}");
        }
    }

    /// <summary>dx[i] += activation′(x[i])·dy[i], or dx[i] = it where nothing <paramref name="adds"/>.</summary>
    public static void Backward(ActivationKind activation, float* x, float* dy, float* dx, long count, Work work,
        bool adds = true)
    {
        switch (activation)
        {
            case ActivationKind.None: Gradient<IdentityOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.Relu: Gradient<ReluOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.Gelu: Gradient<GeluOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.GeluTanh: Gradient<GeluTanhOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.QuickGelu: Gradient<QuickGeluOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.Silu: Gradient<SiluOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.Softplus: Gradient<SoftplusOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.Sigmoid: Gradient<SigmoidOf>(x, dy, dx, count, work, adds); break;
            case ActivationKind.Tanh: Gradient<TanhOf>(x, dy, dx, count, work, adds); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), $"there is no activation {activation}");
        }
    }

    private static void Value<A>(float* x, float* y, long count, Work work) where A : struct, IActivation =>
        Elementwise.Run(default(ValueOf<Function<A>>), x, y, count, work);

    private static void Gradient<A>(float* x, float* dy, float* dx, long count, Work work, bool adds)
        where A : struct, IActivation
    {
        if (adds) Elementwise.Run(default(SumOfGradient<Function<A>>), dx, x, dy, dx, count, work);
        else Elementwise.Run(default(GradientOf<Function<A>>), x, dy, dx, count, work);
    }

    private readonly struct Function<A> : IFunction where A : struct, IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => A.Of<S, V>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<S, V>(V x) where S : struct, ISimd<V> where V : struct => A.Derivative<S, V>(x);
    }
}
