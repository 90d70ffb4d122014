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
    public static Tensor Sum(Tensor x, Index axis, bool keep = false) => x.Pass.Run(SummedAxis.Of("sum", x, axis, keep, mean: false));

    /// <summary>The sum of all numbers, <c>[]</c>.</summary>
    /// <inheritdoc cref="Sum(Tensor, Index, bool)"/>
    public static Tensor Sum(Tensor x) => Sum(x.Reshape(checked((int)x.Shape.Count)), 0);

    private sealed record SummedAxis(Tensor X, int Axis, bool Keep, bool Mean) : IPrimitive
    {
        private int Extent => X.Shape[Axis];

        private long Outer => Product(0, Axis);

        private int Inner => checked((int)Product(Axis + 1, X.Shape.Rank));

        private float By => Mean ? 1f / Extent : 1;

        public string Name => Mean ? "mean" : "sum";

        public Shape Output => Keep ? X.Shape.With(Axis, 1) : new Shape([.. X.Shape.ToArray()[..Axis], .. X.Shape.ToArray()[(Axis + 1)..]]);

        public Tensor[] Inputs => [X];

        public static SummedAxis Of(string operation, Tensor x, Index axis, bool keep, bool mean)
        {
            var at = axis.GetOffset(x.Shape.Rank);
            Check.That(at >= 0 && at < x.Shape.Rank, operation, $"there is no axis {axis} in x {x.Shape}");
            return new SummedAxis(x, at, keep, mean);
        }

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Reduce.Axis(X.Pointer, Outer, Extent, Inner, By, y.Pointer, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (X.IsRecorded) Reduce.AxisBackward(y.GradientPointer, Outer, Extent, Inner, By, X.GradientPointer, y.Pass.Work);
        }

        private long Product(int from, int to)
        {
            var product = 1L;
            for (var axis = from; axis < to; axis++) product *= X.Shape[axis];
            return product;
        }
    }
}
