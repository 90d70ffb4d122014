using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Channels 0, 2, 4 … of the last axis. The attractors of the normed head: the reference predicts pairs, divides
    /// each by its sum, and then keeps the undivided first of each pair; released weights depend on it
    /// (<c>modeling_zoedepth.py</c>, <c>ZoeDepthAttractorLayer</c>).
    /// <para>Backward: dx = dy in the even channels, 0 in the odd ones.</para>
    /// </summary>
    /// <param name="x"><c>[…, 2n]</c></param>
    /// <returns><c>[…, n]</c></returns>
    /// <exception cref="ArgumentException">the last extent is odd</exception>
    public static Tensor StridedSlice(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(x.Shape.Rank > 0 && x.Shape.Last % 2 == 0, "strided slice",
            $"the last extent of x {x.Shape} is odd; expected pairs of channels");
        return x.Pass.Run(new StridedSliceOperation(x));
    }

    private sealed class StridedSliceOperation(Tensor x) : IPrimitive
    {
        public string Name => "strided slice";

        public Shape Output => x.Shape.WithLast(x.Shape.Last / 2);

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) => Columns.CopyEven(x.Pointer, y.Pointer, y.Shape.Count, y.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded) Columns.AddEven(y.GradientPointer, x.GradientPointer, y.Shape.Count, y.Pass.Work);
        }
    }
}
