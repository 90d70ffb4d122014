namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = x².
    /// <para>Backward: dx = 2x · dy.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    public static Tensor Square(Tensor x) => Power(x, 2);
}
