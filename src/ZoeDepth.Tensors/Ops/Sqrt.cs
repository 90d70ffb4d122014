using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = √x.
    /// <para>Backward: dx = dy / (2√x).</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Sqrt(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new MapOperation<SquareRoot>("sqrt", x, default));
    }
}
