using ZoeDepth.Kernels;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// z = x · weightᵀ + bias
    /// </summary>
    public static Tensor Linear(Tensor x, Parameter weight, Parameter? bias)
    {
        return x.Pass.Run(new LinearProduct(x, weight, bias));
    }

    private sealed record LinearProduct(Tensor X, Parameter Weight, Parameter? Bias) : IPrimitive
    {
        private int In => X.Shape.Last;

        private int Out => Weight.Shape[0];

        private int Rows => checked((int)X.Shape.Rows);

        public Shape Output => X.Shape.WithLast(Out);

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => Bias is null ? [Weight] : [Weight, Bias];

        public void Forward(Tensor y) =>
            Gemm.Run(X.Pass.Work, Kernels.Rows.Plain(X.Pointer, Rows, In, In), PackedLinear(Weight, X.Pass.Work), new Epilogue { Bias = PointerOrNull(Bias) }, y.Pointer, Out);

        public void Backward(Tensor y)
        {
            var dy = new MatrixView(y.GradientPointer, Rows, Out);
            if (X.IsRecorded) Gemm.Multiply(X.Pass.Work, dy, new MatrixView(Weight.Pointer, Out, In), X.GradientPointer, In, accumulate: true);
            if (Weight.Trainable) Gemm.Multiply(X.Pass.Work, dy.Transpose, new MatrixView(X.Pointer, Rows, In), Weight.GradientPointer, In, accumulate: true);
            if (Bias is { Trainable: true }) ColumnSums.Add(y.GradientPointer, Bias.GradientPointer, Rows, Out, X.Pass.Work);
        }
    }

    /// <summary>The weights as panels, made from the file's pages without keeping a second copy.</summary>
    private static PackedMatrix PackedLinear(Parameter weight, Work work) =>
        weight.Derived("linear", lease => new PackedMatrix(work, MatrixSource.Rows(lease.Pointer, weight.Shape[0], (int)(weight.Shape.Count / weight.Shape[0]))));

    private static float* PointerOrNull(Parameter? parameter) => parameter is null ? null : parameter.Pointer;
}
