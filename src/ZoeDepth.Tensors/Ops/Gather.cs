namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[…, i, …] = x[…, index[…, i, …], …]: along one axis every place names where its number comes from (PyTorch's
    /// <c>gather</c>).
    /// <para>Backward: dx[…, index[…, i, …], …] += dy[…, i, …].</para>
    /// </summary>
    /// <param name="x">any shape</param>
    /// <param name="axis">the axis</param>
    /// <param name="index">places on that axis, row-major in the shape of the result</param>
    /// <returns>the shape of x with another extent on the axis</returns>
    /// <exception cref="ArgumentException">the count of indices does not fit, or there is no such place</exception>
    public static Tensor Gather(Tensor x, int axis, int[] index)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        index = [.. index];
        Check.Indices("gather", index, x.Shape[axis]);
        return x.Pass.Run(new GatherOperation(x, AlongAxis.Of("gather", x.Shape, axis, index)));
    }

    private sealed class GatherOperation(Tensor x, AlongAxis along) : IPrimitive
    {
        public string Name => "gather";

        public Shape Output => along.Indexed;

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y)
        {
            for (var i = 0; i < along.Count; i++) y.Pointer[i] = x.Pointer[along.Place(i)];
        }

        public void Backward(Tensor y)
        {
            if (!x.IsRecorded) return;
            for (var i = 0; i < along.Count; i++) x.GradientPointer[along.Place(i)] += y.GradientPointer[i];
        }
    }
}
