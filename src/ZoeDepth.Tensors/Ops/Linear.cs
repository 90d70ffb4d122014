using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = tail(x · weightᵀ + bias) over the last axis; a 1×1 convolution is this too, because a pixel is a row of channels.
    /// <para>Backward, without a tail: dx = dy · weight; dweight = dyᵀ · x; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[…, in]</c></param>
    /// <param name="weight"><c>[out, in]</c> or <c>[out, in, 1, 1]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <param name="tail">activation, scale and residual, in the same breath</param>
    /// <returns><c>[…, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Linear(Tensor x, Parameter weight, Parameter? bias, Tail tail = default)
    {
        CheckLinear("linear", x, weight, bias);
        tail.Check("linear", x, x.Shape.WithLast(weight.Shape[0]));
        tail = tail.In(x.Pass);
        if (tail.IsRandom)
        {
            using var frame = x.Pass.Frame();
            return frame.Keep(tail.Apply(Linear(x, weight, bias)));
        }
        return tail.IsEmpty ? x.Pass.Run(new LinearProduct(x, weight, bias)) : x.Pass.Run(new LinearWithTail(x, weight, bias, tail));
    }

    private static void CheckLinear(string operation, Tensor x, Parameter weight, Parameter? bias)
    {
        Check.That(weight.Shape.Rank == 2 || (weight.Shape.Rank == 4 && weight.Shape[2] == 1 && weight.Shape[3] == 1), operation,
            $"the weight {weight.Name} {weight.Shape} must be [out, in] or [out, in, 1, 1]");
        Check.That(x.Shape.Rank > 0 && weight.Shape[1] == x.Shape.Last, operation,
            $"the weight {weight.Name} {weight.Shape} does not fit x {x.Shape}: its second axis must be the last of x");
        Check.Bias(operation, bias, weight.Shape[0]);
    }

    private sealed record LinearProduct(Tensor X, Parameter Weight, Parameter? Bias) : IPrimitive
    {
        private int In => X.Shape.Last;

        private int Out => Weight.Shape[0];

        private int Rows => checked((int)X.Shape.Rows);

        public string Name => "linear";

        public Shape Output => X.Shape.WithLast(Out);

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => default(Tail).ParametersBehind(Weight, Bias);

        public void Forward(Tensor y) => MultiplyLinear(X, Weight, Bias, default, y);

        public void Backward(Tensor y)
        {
            var dy = new MatrixView(y.GradientPointer, Rows, Out);
            if (X.IsRecorded)
            {
                var dx = X.GradientTarget(out var adds);
                GemmDriver.Multiply(X.Pass.Work, dy, new MatrixView(X.Pass.Read(Weight), Out, In), dx, In, adds);
            }
            if (Weight.Trainable)
            {
                var dw = Weight.GradientTarget(out var adds);
                GemmDriver.Multiply(X.Pass.Work, dy.Transpose, new MatrixView(X.Pointer, Rows, In), dw, In, adds);
            }
            if (Bias is { Trainable: true }) ColumnSums.Add(y.GradientPointer, Bias.GradientPointer, Rows, Out, X.Pass.Work);
        }
    }

    private sealed record LinearWithTail(Tensor X, Parameter Weight, Parameter? Bias, Tail Tail) : IFused
    {
        public string Name => "linear with tail";

        public Shape Output => X.Shape.WithLast(Weight.Shape[0]);

        public Tensor[] Inputs => Tail.InputsBehind(X);

        public Parameter[] Parameters => Tail.ParametersBehind(Weight, Bias);

        public void Kernel(Tensor y) => MultiplyLinear(X, Weight, Bias, Tail, y);

        public Tensor Meaning() => Tail.Apply(Linear(X, Weight, Bias));
    }

    private static void MultiplyLinear(Tensor x, Parameter weight, Parameter? bias, Tail tail, Tensor y)
    {
        var (work, depth, outputs) = (x.Pass.Work, weight.Shape[1], weight.Shape[0]);
        var rows = Rows.Plain(x.Pointer, checked((int)x.Shape.Rows), depth, depth);
        GemmDriver.Run(work, rows, PackedLinear(x.Pass, weight), tail.Epilogue(x.Pass, bias, outputs), y.Pointer, outputs);
    }
}
