using ZoeDepth.Kernels.Depth;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = x · exp(−α·|x|^γ): the attractor of the original project that no published checkpoint uses
    /// (<c>attractor.py</c>, <c>exp_attractor</c>).
    /// <para>Backward: dx = (1 − αγ·|x|^γ) · exp(−α·|x|^γ) · dy.</para>
    /// </summary>
    /// <param name="x">attractor − bin center, <c>[…]</c></param>
    /// <param name="alpha">the strength α</param>
    /// <param name="gamma">the exponent γ, a whole number from 1</param>
    /// <exception cref="ArgumentException">the exponent is below 1</exception>
    public static Tensor ExponentialAttractor(Tensor x, float alpha = 300, int gamma = 2)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(gamma >= 1, "exponential attractor", $"gamma is {gamma}; expected a whole number from 1");
        return x.Pass.Run(new MapOperation<ExponentialAttraction>("exponential attractor", x,
            new ExponentialAttraction(alpha, gamma)));
    }
}
