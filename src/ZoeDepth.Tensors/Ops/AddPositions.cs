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
        Check.SamePass("add positions", x, positions);
        Check.Tokens("add positions", x, "x");
        Check.That(positions.Shape == x.Shape.With(0, 1) || positions.Shape == new Shape(x.Shape[1], x.Shape[2]), "add positions",
            $"positions {positions.Shape} do not fit x {x.Shape}: expected [1, {x.Shape[1]}, {x.Shape[2]}] or [{x.Shape[1]}, {x.Shape[2]}]");
        return x.Pass.Run(new PositionsAdded(x, positions));
    }

    private sealed record PositionsAdded(Tensor X, Tensor Positions) : IPrimitive
    {
        private int Images => X.Shape[0];

        private int Length => checked((int)Positions.Shape.Count);

        public string Name => "add positions";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X, Positions];

        public Tensor[] Saved(Tensor y) => [];

        public void Forward(Tensor y) =>
            Elementwise.Run(default(Sum), Operand.Each(X.Pointer), Operand.Vector(Positions.Pointer), default, y.Pointer, Images, Length, X.Pass.Work);

        public void Backward(Tensor y)
        {
            var dy = y.GradientPointer;
            if (X.IsRecorded) Elementwise.Run(default(Sum), X.GradientPointer, dy, X.GradientPointer, X.Shape.Count, X.Pass.Work);
            if (Positions.IsRecorded) ColumnSums.Add(dy, Positions.GradientPointer, Images, Length, X.Pass.Work);
        }
    }
}
