using System.Runtime.CompilerServices;

namespace ZoeDepth.Kernels;

/// <summary>Activations outside a product: the same functions the epilogue applies, with their derivatives.</summary>
public static unsafe class ElementwiseActivation
{
    /// <summary>y[i] = activation(x[i]); y may be x.</summary>
    public static void Forward(Activation activation, float* x, float* y, long count, Work work)
    {
        switch (activation)
        {
            case Activation.None: Value<IdentityOf>(x, y, count, work); break;
            case Activation.Relu: Value<ReluOf>(x, y, count, work); break;
            case Activation.Gelu: Value<GeluOf>(x, y, count, work); break;
            case Activation.GeluTanh: Value<GeluTanhOf>(x, y, count, work); break;
            case Activation.QuickGelu: Value<QuickGeluOf>(x, y, count, work); break;
            case Activation.Silu: Value<SiluOf>(x, y, count, work); break;
            case Activation.Softplus: Value<SoftplusOf>(x, y, count, work); break;
            case Activation.Sigmoid: Value<SigmoidOf>(x, y, count, work); break;
            case Activation.Tanh: Value<TanhOf>(x, y, count, work); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), $"there is no activation {activation}");
        }
    }

    /// <summary>dx[i] += activation′(x[i])·dy[i], or dx[i] = it where nothing <paramref name="adds"/>.</summary>
    public static void Backward(Activation activation, float* x, float* dy, float* dx, long count, Work work, bool adds = true)
    {
        switch (activation)
        {
            case Activation.None: Gradient<IdentityOf>(x, dy, dx, count, work, adds); break;
            case Activation.Relu: Gradient<ReluOf>(x, dy, dx, count, work, adds); break;
            case Activation.Gelu: Gradient<GeluOf>(x, dy, dx, count, work, adds); break;
            case Activation.GeluTanh: Gradient<GeluTanhOf>(x, dy, dx, count, work, adds); break;
            case Activation.QuickGelu: Gradient<QuickGeluOf>(x, dy, dx, count, work, adds); break;
            case Activation.Silu: Gradient<SiluOf>(x, dy, dx, count, work, adds); break;
            case Activation.Softplus: Gradient<SoftplusOf>(x, dy, dx, count, work, adds); break;
            case Activation.Sigmoid: Gradient<SigmoidOf>(x, dy, dx, count, work, adds); break;
            case Activation.Tanh: Gradient<TanhOf>(x, dy, dx, count, work, adds); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), $"there is no activation {activation}");
        }
    }

    private static void Value<A>(float* x, float* y, long count, Work work) where A : struct, IActivation =>
        Elementwise.Run(default(ValueOf<Function<A>>), x, y, count, work);

    private static void Gradient<A>(float* x, float* dy, float* dx, long count, Work work, bool adds) where A : struct, IActivation
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
