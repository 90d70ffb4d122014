using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = x + positions, the same positions for every image.
    /// <para>Backward: dx = dy; dpositions = Σ dy over images.</para>
    /// </summary>
    /// <param name="x"><c>[image, token, width]</c></param>
    /// <param name="positions"><c>[1, token, width]</c> or <c>[token, width]</c></param>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor AddPositions(Tensor x, Tensor positions)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(positions);
        Check.SamePass("add positions", x, positions);
        Check.Tokens("add positions", x, "x");
        Check.That(positions.Shape == x.Shape.With(0, 1) || positions.Shape == new Shape(x.Shape[1], x.Shape[2]),
            "add positions",
            $"positions {positions.Shape} do not fit x {x.Shape}: expected [1, {x.Shape[1]}, {x.Shape[2]}] or " +
            $"[{x.Shape[1]}, {x.Shape[2]}]");
        return x.Pass.Run(new AddPositionsOperation(x, positions));
    }

    private sealed class AddPositionsOperation(Tensor x, Tensor positions) : IPrimitive
    {
        private int Images => x.Shape[0];

        private int Length => checked((int)positions.Shape.Count);

        public string Name => "add positions";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x, positions];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            Elementwise.Run(default(Sum), Operand.Each(x.Pointer), Operand.Vector(positions.Pointer), default,
                y.Pointer, Images, Length, x.Pass.Work);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            if (x.IsRecorded)
                Elementwise.Run(default(Sum), x.GradientPointer, dy, x.GradientPointer, x.Shape.Count, x.Pass.Work);
            if (positions.IsRecorded) ColumnSums.Add(dy, positions.GradientPointer, Images, Length, x.Pass.Work);
        }
    }
}
