namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = 1 / (1 + e⁻ˣ).
    /// <para>Backward: dx = y · (1 − y) · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Sigmoid(Tensor x) => Activate(x, Activation.Sigmoid);
}
