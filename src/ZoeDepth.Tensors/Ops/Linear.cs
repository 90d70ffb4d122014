using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = epilogue(x · weightᵀ + bias) over the last axis; a 1×1 convolution is this too, because a pixel is a row of
    /// channels.
    /// <para>Backward, without a epilogue: dx = dy · weight; dweight = dyᵀ · x; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[…, in]</c></param>
    /// <param name="weight"><c>[out, in]</c> or <c>[out, in, 1, 1]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <param name="epilogue">activation, scale and residual, applied with the product</param>
    /// <returns><c>[…, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Linear(Tensor x, Parameter weight, Parameter? bias, Epilogue epilogue = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        CheckLinear("linear", x, weight, bias);
        epilogue.Check("linear", x, x.Shape.WithLast(weight.Shape[0]));
        epilogue = epilogue.In(x.Pass);
        if (epilogue.IsRandom)
        {
            using var frame = x.Pass.Frame();
            return frame.Keep(epilogue.Apply(Linear(x, weight, bias)));
        }
        return epilogue.IsEmpty ? x.Pass.Run(new LinearOperation(x, weight, bias, FormatOf(x.Pass, weight)))
            : x.Pass.Run(new FusedLinearOperation(x, weight, bias, epilogue));
    }

    /// <summary>
    /// The same product in float32 whatever the pass rounds operands to: where nothing after it corrects what it
    /// rounds.
    /// </summary>
    private static Tensor ExactLinear(Tensor x, Parameter weight, Parameter? bias)
    {
        CheckLinear("linear", x, weight, bias);
        return x.Pass.Run(new LinearOperation(x, weight, bias, PanelFormat.Float32));
    }

    private static void CheckLinear(string operation, Tensor x, Parameter weight, Parameter? bias)
    {
        Check.That(weight.Shape.Rank == 2 || (weight.Shape.Rank == 4 && weight.Shape[2] == 1 && weight.Shape[3] == 1),
            operation,
            $"the weight {weight.Name} {weight.Shape} must be [out, in] or [out, in, 1, 1]");
        Check.That(x.Shape.Rank > 0 && weight.Shape[1] == x.Shape.Last, operation,
            $"the weight {weight.Name} {weight.Shape} does not fit x {x.Shape}: its second axis must be the last of x");
        Check.That(x.Shape.Last > 0, operation, $"the last axis of x {x.Shape} is empty");
        Check.Bias(operation, bias, weight.Shape[0]);
    }

    private sealed class LinearOperation(Tensor x, Parameter weight, Parameter? bias, PanelFormat format)
        : IPrimitive
    {
        private int In => x.Shape.Last;

        private int Out => weight.Shape[0];

        private int Rows => checked((int)x.Shape.Rows);

        public string Name => "linear";

        public long Flops => IOperation.FlopsOf(x.Shape.Rows, weight);

        public Shape Output => x.Shape.WithLast(Out);

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => default(Epilogue).ParametersBehind(weight, bias);

        public void Forward(Tensor y) => MultiplyLinear(x, weight, bias, default, format, y);

        public void Backward(Tensor y)
        {
            var dy = new MatrixView(y.GradientPointer, Rows, Out);
            if (x.IsRecorded)
            {
                var dx = x.GradientTarget(out var adds);
                GemmDriver.Multiply(x.Pass.Work, dy, new MatrixView(x.Pass.Read(weight), Out, In), dx, In, adds,
                    format);
            }
            if (weight.Trainable)
            {
                var dw = x.Pass.GradientOf(weight).Target(out var adds);
                ConvolutionKernel.WeightGradient(x.Pass.Work, ConvolutionShape.Of(1, Rows, 1, In, 1, 1, 1, 0),
                    x.Pointer, y.GradientPointer, Out, Out, dw, adds, format: format);
            }
            if (bias is { Trainable: true })
                ColumnSums.Add(y.GradientPointer, x.Pass.GradientOf(bias).Pointer, Rows, Out, x.Pass.Work);
        }
    }

    private sealed class FusedLinearOperation(Tensor x, Parameter weight, Parameter? bias, Epilogue epilogue) : IFused
    {
        public string Name => "linear with epilogue";

        public long Flops => IOperation.FlopsOf(x.Shape.Rows, weight);

        public Shape Output => x.Shape.WithLast(weight.Shape[0]);

        public Tensor[] Inputs => epilogue.InputsBehind(x);

        public Parameter[] Parameters => epilogue.ParametersBehind(weight, bias);

        public void Kernel(Tensor y) => MultiplyLinear(x, weight, bias, epilogue, FormatOf(x.Pass, weight), y);

        public Tensor Decompose() => epilogue.Apply(Linear(x, weight, bias));
    }

    private static PanelFormat FormatOf(Pass pass, Parameter weight) => pass.Precision.FormatOfLinear(weight);

    private static void MultiplyLinear(Tensor x, Parameter weight, Parameter? bias, Epilogue epilogue,
        PanelFormat format, Tensor y)
    {
        var (work, depth, outputs) = (x.Pass.Work, weight.Shape[1], weight.Shape[0]);
        var rows = GemmA.Plain(x.Pointer, checked((int)x.Shape.Rows), depth, depth);
        using var panels = OperandOfLinear(x.Pass, weight, format);
        GemmDriver.Run(work, rows, panels.Matrix, epilogue.ToGemm(x.Pass, bias, outputs), y.Pointer, outputs);
    }
}
