using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = |x|.
    /// <para>Backward: dx = dy with the sign of x, 0 at 0.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Abs(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new MapOperation<AbsoluteValue>("abs", x, default));
    }
}
