namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = ln(1 + eˣ), and x itself above 20: PyTorch's <c>softplus</c> with beta 1 and threshold 20.
    /// <para>Backward: dx = dy / (1 + e⁻ˣ), and dy above 20.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Softplus(Tensor x) => Activate(x, Activation.Softplus);
}
