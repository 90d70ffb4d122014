using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[s·r + i, s·c + j, o] = bias[o] + Σ x[r, c, n] · weight[n, o, i, j]: a transposed convolution whose kernel is as large as its stride s, without
    /// padding, so that every input pixel becomes a square of s × s output pixels of its own.
    /// <para>Backward: dx[r, c, n] = Σ dy[s·r + i, s·c + j, o] · weight[n, o, i, j] (a convolution with stride s);
    /// dweight[n, o, i, j] = Σ x[r, c, n] · dy[s·r + i, s·c + j, o]; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, in]</c></param>
    /// <param name="weight"><c>[in, out, s, s]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <returns><c>[image, s·row, s·column, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor ConvTranspose2d(Tensor x, Parameter weight, Parameter? bias)
    {
        Check.That(x.Shape.Rank == 4, "conv transpose", $"x {x.Shape} must be [image, row, column, channel]");
        Check.That(weight.Shape.Rank == 4 && weight.Shape[2] == weight.Shape[3] && weight.Shape[2] > 0, "conv transpose",
            $"the weight {weight.Name} {weight.Shape} must be [in, out, s, s]: the kernel is square and its extent is the stride");
        Check.That(weight.Shape[0] == x.Shape.Last, "conv transpose",
            $"the weight {weight.Name} {weight.Shape} does not fit x {x.Shape}: its first axis must be the {x.Shape.Last} channels of x");
        Check.Bias("conv transpose", bias, weight.Shape[1]);
        return x.Pass.Run(new TransposedConvolution(x, weight, bias));
    }

    private sealed record TransposedConvolution(Tensor X, Parameter Weight, Parameter? Bias) : IPrimitive
    {
        private int In => Weight.Shape[0];

        private int Out => Weight.Shape[1];

        private int Stride => Weight.Shape[2];

        // The convolution this is the adjoint of: from y to x.
        private ConvolutionShape Adjoint => ConvolutionShape.OfTransposed(X.Shape[0], X.Shape[1], X.Shape[2], Out, Stride, Stride, Stride, padding: 0);

        public string Name => "conv transpose";

        public Shape Output => new(X.Shape[0], checked(X.Shape[1] * Stride), checked(X.Shape[2] * Stride), Out);

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => default(Tail).ParametersBehind(Weight, Bias);

        public void Forward(Tensor y)
        {
            var (work, shape) = (X.Pass.Work, Adjoint);
            var packed = X.Pass.Derived<PackedMatrix>(Weight, "transposed convolution",
                (lease, earlier) => ConvolutionKernel.PackAdjoint(work, lease.Pointer, In, shape, earlier));
            ConvolutionKernel.InputGradient(work, shape, X.Pointer, In, packed, default(Tail).Epilogue(X.Pass, Bias, Out), y.Pointer);
        }

        public void Backward(Tensor y)
        {
            var (work, shape) = (X.Pass.Work, Adjoint);
            var dy = y.GradientPointer;
            if (X.IsRecorded)
            {
                using var lease = X.Pass.Open(Weight);
                using var packed = ConvolutionKernel.Pack(work, lease.Pointer, In, shape, temporary: true);
                GemmDriver.Run(work, Rows.Image(dy, shape), packed, Epilogue.None, Target.Rows(X.GradientPointer, In).Adding());
            }
            if (Weight.Trainable) ConvolutionKernel.WeightGradient(work, shape, dy, X.Pointer, In, In, Weight.GradientPointer, accumulate: true);
            if (Bias is { Trainable: true }) ColumnSums.Add(dy, Bias.GradientPointer, shape.InputPixels, Out, work);
        }
    }
}
