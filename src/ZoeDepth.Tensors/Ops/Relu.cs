namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = max(x, 0).
    /// <para>Backward: dx = dy where x &gt; 0, else 0.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Relu(Tensor x) => Activate(x, Activation.Relu);
}
