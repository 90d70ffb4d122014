using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = xⁿ.
    /// <para>Backward: dx = n · xⁿ⁻¹ · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="exponent">n, a whole number from 1</param>
    /// <exception cref="ArgumentException">the exponent is below 1</exception>
    public static Tensor Power(Tensor x, int exponent)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(exponent >= 1, "power", $"the exponent is {exponent}; expected a whole number from 1");
        return x.Pass.Run(new MapOperation<PowerOf>("power", x, new PowerOf(exponent)));
    }
}
