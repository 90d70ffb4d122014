using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = ln x; −∞ at 0, NaN below.
    /// <para>Backward: dx = dy / x.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Log(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new MapOperation<NaturalLogarithm>("log", x, default));
    }
}
