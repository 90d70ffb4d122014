using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = f(x), number by number; dx = f′(x) · dy. What every operation on single elements but the activations is.
    /// </summary>
    private sealed class MapOperation<F>(string name, Tensor x, F function) : IPrimitive where F : struct, IFunction
    {
        public string Name { get; } = name;

        public Shape Output => x.Shape;

        public Tensor[] Inputs => [x];

        public void Forward(Tensor y) =>
            Elementwise.Run(new ValueOf<F>(function), x.Pointer, y.Pointer, x.Shape.Count, x.Pass.Work);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                Elementwise.Run(new SumOfGradient<F>(function), x.GradientPointer, x.Pointer, y.GradientPointer,
                    x.GradientPointer, x.Shape.Count, x.Pass.Work);
        }
    }
}
