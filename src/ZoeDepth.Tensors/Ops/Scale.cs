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
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(gamma);
        Check.Vector("scale", gamma, "factor", x.Shape);
        return x.Pass.Run(new ScaleOperation(x, gamma));
    }

    private sealed class ScaleOperation(Tensor x, Parameter gamma) : IPrimitive
    {
        public string Name => "scale";

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => [gamma];

        public void Forward(Tensor y) =>
            Elementwise.Run(default(Product), Operand.Each(x.Pointer), Operand.Vector(x.Pass.Read(gamma)), default,
                y.Pointer, x.Shape.Rows, x.Shape.Last, x.Pass.Work);

        public void Backward(Tensor y)
        {
            var (rows, columns, work) = (x.Shape.Rows, x.Shape.Last, x.Pass.Work);
            var dy = y.GradientPointer;
            if (x.IsRecorded)
            {
                var dx = x.GradientPointer;
                Elementwise.Run(default(SumOfProduct), Operand.Each(dx), Operand.Each(dy),
                    Operand.Vector(x.Pass.Read(gamma)), dx, rows, columns, work);
            }
            if (gamma.Trainable)
                ColumnSums.AddProducts(dy, x.Pointer, x.Pass.GradientOf(gamma).Pointer, rows, columns, work);
        }
    }
}
