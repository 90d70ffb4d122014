using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = x · γ, one factor for each channel: BEiT's LayerScale (<c>lambda_1</c>, <c>lambda_2</c>).
    /// <para>Backward: dx = dy · γ; dγ = Σ dy · x over all rows.</para>
    /// </summary>
    /// <param name="x"><c>[…, width]</c></param>
    /// <param name="gamma"><c>[width]</c></param>
    /// <exception cref="ArgumentException">gamma does not fit</exception>
    public static Tensor Scale(Tensor x, Parameter gamma)
    {
        Check.Vector("scale", gamma, "factor", x.Shape);
        return x.Pass.Run(new Scaled(x, gamma));
    }

    private sealed record Scaled(Tensor X, Parameter Gamma) : IPrimitive
    {
        public string Name => "scale";

        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => [Gamma];

        public void Forward(Tensor y) =>
            Elementwise.Run(default(Product), Operand.Each(X.Pointer), Operand.Vector(X.Pass.Read(Gamma)), default, y.Pointer, X.Shape.Rows, X.Shape.Last, X.Pass.Work);

        public void Backward(Tensor y)
        {
            var (rows, columns, work) = (X.Shape.Rows, X.Shape.Last, X.Pass.Work);
            var dy = y.GradientPointer;
            if (X.IsRecorded)
            {
                var dx = X.GradientPointer;
                Elementwise.Run(default(SumOfProduct), Operand.Each(dx), Operand.Each(dy), Operand.Vector(X.Pass.Read(Gamma)), dx, rows, columns, work);
            }
            if (Gamma.Trainable) ColumnSums.AddProducts(dy, X.Pointer, Gamma.GradientPointer, rows, columns, work);
        }
    }
}
