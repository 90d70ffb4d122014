namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// y = Σ x / n over one axis.
    /// <para>Backward: dx = dy / n, the same for every place of the axis.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="axis">the axis, <c>^1</c> for the last</param>
    /// <param name="keep">keep the axis, with extent 1</param>
    /// <exception cref="ArgumentException">there is no such axis</exception>
    public static Tensor Mean(Tensor x, Index axis, bool keep = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(SumOperation.Of("mean", x, axis, keep, mean: true));
    }

    /// <summary>The mean of all elements, <c>[]</c>.</summary>
    /// <inheritdoc cref="Mean(Tensor, Index, bool)"/>
    public static Tensor Mean(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Mean(x.Reshape(checked((int)x.Shape.Count)), 0);
    }
}
