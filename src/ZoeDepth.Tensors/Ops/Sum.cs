using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = Σ x over one axis.
    /// <para>Backward: dx = dy, the same for every place of the axis.</para>
    /// </summary>
    /// <param name="x"><c>[…]</c></param>
    /// <param name="axis">the axis, <c>^1</c> for the last</param>
    /// <param name="keep">keep the axis, with extent 1</param>
    /// <exception cref="ArgumentException">there is no such axis</exception>
    public static Tensor Sum(Tensor x, Index axis, bool keep = false)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Pass.Run(SumOperation.Of("sum", x, axis, keep, mean: false));
    }

    /// <summary>The sum of all elements, <c>[]</c>.</summary>
    /// <inheritdoc cref="Sum(Tensor, Index, bool)"/>
    public static Tensor Sum(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Sum(x.Reshape(checked((int)x.Shape.Count)), 0);
    }

    private sealed class SumOperation(Tensor x, int summed, bool keep, bool mean) : IPrimitive
    {
        private int Extent => x.Shape[summed];

        private long Outer => Product(0, summed);

        private int Inner => checked((int)Product(summed + 1, x.Shape.Rank));

        private float By => mean ? 1f / Extent : 1;

        public string Name => mean ? "mean" : "sum";

        public Shape Output => keep ? x.Shape.With(summed, 1)
            : new Shape([.. x.Shape.ToArray()[..summed], .. x.Shape.ToArray()[(summed + 1)..]]);

        public Tensor[] Inputs => [x];

        public static SumOperation Of(string operation, Tensor x, Index axis, bool keep, bool mean)
        {
            var at = axis.GetOffset(x.Shape.Rank);
            Check.That(at >= 0 && at < x.Shape.Rank, operation, $"there is no axis {axis} in x {x.Shape}");
            return new SumOperation(x, at, keep, mean);
        }

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Reduce.Axis(x.Pointer, Outer, Extent, Inner, By, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                Reduce.AxisBackward(y.GradientPointer, Outer, Extent, Inner, By, x.GradientPointer, y.Pass.Work);
        }

        private long Product(int from, int to)
        {
            var product = 1L;
            for (var axis = from; axis < to; axis++) product *= x.Shape[axis];
            return product;
        }
    }
}
