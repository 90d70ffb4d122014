using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = eˣ.
    /// <para>Backward: dx = y · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Exp(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new MapOperation<Exponential>("exp", x, default));
    }
}
