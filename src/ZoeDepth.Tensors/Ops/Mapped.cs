using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>y = f(x), number by number; dx = f′(x) · dy. What every operation on single numbers but the activations is.</summary>
    private sealed record Mapped<F>(string Name, Tensor X, F Function) : IPrimitive where F : struct, IFunction
    {
        public Shape Output => X.Shape;

        public Tensor[] Inputs => [X];

        public void Forward(Tensor y) => Elementwise.Run(new ValueOf<F>(Function), X.Pointer, y.Pointer, X.Shape.Count, X.Pass.Work);

        public void Backward(Tensor y)
        {
            if (X.IsRecorded) Elementwise.Run(new SumOfGradient<F>(Function), X.GradientPointer, X.Pointer, y.GradientPointer, X.GradientPointer, X.Shape.Count, X.Pass.Work);
        }
    }
}
