using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = arctan x, in −π/2..π/2.
    /// <para>Backward: dx = dy / (1 + x²).</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Atan(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(new MapOperation<ArcTangent>("atan", x, default));
    }
}
