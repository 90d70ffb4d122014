namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = x · Φ(x) with the error function: PyTorch's <c>gelu</c>, and BEiT's.
    /// <para>Backward: dx = (Φ(x) + x · φ(x)) · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Gelu(Tensor x) => Activate(x, Activation.Gelu);
}
