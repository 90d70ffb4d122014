using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[s·r + i, s·c + j, o] = bias[o] + Σ x[r, c, n] · weight[n, o, i, j]: a transposed convolution whose kernel is
    /// as large as its stride s, without padding, so that every input pixel becomes a square of s × s output pixels of
    /// its own.
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
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        Check.That(x.Shape.Rank == 4, "conv transpose", $"x {x.Shape} must be [image, row, column, channel]");
        Check.That(weight.Shape.Rank == 4 && weight.Shape[2] == weight.Shape[3] && weight.Shape[2] > 0,
            "conv transpose",
            $"the weight {weight.Name} {weight.Shape} must be [in, out, s, s]: the kernel is square and its extent " +
            $"is the stride");
        Check.That(weight.Shape[0] == x.Shape.Last, "conv transpose",
            $"the weight {weight.Name} {weight.Shape} does not fit x {x.Shape}: its first axis must be the " +
            $"{x.Shape.Last} channels of x");
        Check.That(weight.Shape[0] > 0 && weight.Shape[1] > 0, "conv transpose",
            $"the weight {weight.Name} {weight.Shape} is empty; expected inputs and outputs");
        Check.Bias("conv transpose", bias, weight.Shape[1]);
        return x.Pass.Run(new ConvTranspose2dOperation(x, weight, bias));
    }

    private sealed class ConvTranspose2dOperation(Tensor x, Parameter weight, Parameter? bias) : IPrimitive
    {
        private int In => weight.Shape[0];

        private int Out => weight.Shape[1];

        private int Stride => weight.Shape[2];

        // The convolution this is the adjoint of: from y to x.
        private ConvolutionShape Adjoint =>
            ConvolutionShape.OfTransposed(x.Shape[0], x.Shape[1], x.Shape[2], Out, Stride, Stride, Stride, padding: 0);

        public string Name => "conv transpose";

        public long Flops => IOperation.FlopsOf(x.Shape.Rows, weight);

        public Shape Output => new(x.Shape[0], checked(x.Shape[1] * Stride), checked(x.Shape[2] * Stride), Out);

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => default(Epilogue).ParametersBehind(weight, bias);

        public void Forward(Tensor y)
        {
            var (work, shape, format) = (x.Pass.Work, Adjoint, x.Pass.Format);
            using var packed = x.Pass.Operand(weight, new(FormUse.TransposedConvolution, format),
                (lease, earlier, temporary) =>
                ConvolutionKernel.PackAdjoint(work, lease.Pointer, In, shape, earlier, temporary, format));
            ConvolutionKernel.InputGradient(work, shape, x.Pointer, In, packed.Matrix,
                default(Epilogue).ToGemm(x.Pass, bias, Out), y.Pointer);
        }

        public void Backward(Tensor y)
        {
            var (work, shape) = (x.Pass.Work, Adjoint);
            var dy = y.GradientPointer;
            if (x.IsRecorded)
            {
                using var lease = x.Pass.Open(weight);
                using var packed = ConvolutionKernel.Pack(work, lease.Pointer, In, shape, temporary: true,
                    format: x.Pass.Format);
                GemmDriver.Run(work, GemmA.Image(dy, shape), packed, GemmEpilogue.None,
                    GemmC.Rows(x.GradientPointer, In).Adding());
            }
            if (weight.Trainable)
                ConvolutionKernel.WeightGradient(work, shape, dy, x.Pointer, In, In, x.Pass.GradientOf(weight).Pointer,
                    accumulate: true, format: x.Pass.Format);
            if (bias is { Trainable: true })
                ColumnSums.Add(dy, x.Pass.GradientOf(bias).Pointer, shape.InputPixels, Out, work);
        }
    }
}
