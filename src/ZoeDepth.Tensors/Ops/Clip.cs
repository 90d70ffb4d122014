using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = x held between two bounds.
    /// <para>Backward: dx = dy strictly between the bounds, 0 elsewhere (PyTorch 2.15; earlier ones pass it on the
    /// bounds).</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="min">the lower bound</param>
    /// <param name="max">the upper bound</param>
    /// <exception cref="ArgumentException">the bounds are crossed</exception>
    public static Tensor Clip(Tensor x, float min, float max)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(min <= max, "clip", $"the bounds {min} and {max} are crossed: the lower one comes first");
        return x.Pass.Run(new MapOperation<Clamp>("clip", x, new Clamp(min, max)));
    }
}
