using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[r, c, o] = epilogue(bias[o] + Σ x[stride·r − padding + i, stride·c − padding + j, n] · weight[o, n, i, j]),
    /// zero outside the image.
    /// <para>Backward, without a epilogue: dx is the adjoint, a convolution of dy with the mirrored kernel (a
    /// transposed one for a stride); dweight[o, n, i, j] = Σ dy[r, c, o] · x[stride·r − padding + i, stride·c − padding
    /// + j, n]; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, in]</c></param>
    /// <param name="weight"><c>[out, in, kernel row, kernel column]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <param name="stride">input pixels from one output pixel to the next</param>
    /// <param name="padding">zero pixels on every side</param>
    /// <param name="rectified">x enters through max(x, 0)</param>
    /// <param name="epilogue">activation, scale and residual, applied with the product</param>
    /// <returns><c>[image, ⌊(row + 2·padding − kernel row)/stride⌋ + 1, the same of columns, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Conv2d(Tensor x, Parameter weight, Parameter? bias, int stride, int padding,
        bool rectified = false, Epilogue epilogue = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        Check.That(x.Shape.Rank == 4, "conv2d", $"x {x.Shape} must be [image, row, column, channel]");
        CheckConvolution("conv2d", x.Shape, weight, bias, stride, padding);
        var plain = new Conv2dOperation(x, weight, bias, stride, padding);
        epilogue.Check("conv2d", x, plain.Output);
        epilogue = epilogue.In(x.Pass);
        if (epilogue.IsRandom)
        {
            using var frame = x.Pass.Frame();
            return frame.Keep(epilogue.Apply(Conv2d(x, weight, bias, stride, padding, rectified)));
        }
        return epilogue.IsEmpty && !rectified
            ? x.Pass.Run(plain) : x.Pass.Run(new FusedConv2dOperation(plain, rectified, epilogue));
    }

    /// <summary>Throws unless weight, bias, stride and padding fit a map.</summary>
    private static void CheckConvolution(string operation, Shape x, Parameter weight, Parameter? bias, int stride,
        int padding)
    {
        Check.That(weight.Shape.Rank == 4, operation,
            $"the weight {weight.Name} {weight.Shape} must be [out, in, kernel row, kernel column]");
        Check.That(weight.Shape[1] == x.Last, operation,
            $"the weight {weight.Name} {weight.Shape} does not fit x {x}: its second axis must be the {x.Last} " +
            $"channels of x");
        Check.That(stride >= 1 && padding >= 0, operation,
            $"stride is {stride} and padding {padding}; expected at least 1 and 0");
        Check.That(x.Last > 0, operation, $"x {x} has no channels");
        Check.That(x[1] + (2L * padding) <= int.MaxValue && (x[2] + (2L * padding)) * x.Last <= int.MaxValue, operation,
            $"x {x} with {padding} pixels of padding is larger than can be counted");
        Check.That(x[1] + (2L * padding) >= weight.Shape[2] && x[2] + (2L * padding) >= weight.Shape[3], operation,
            $"the kernel {weight.Shape[2]}x{weight.Shape[3]} of {weight.Name} is larger than x {x} with {padding} " +
            $"pixels of padding");
        Check.Bias(operation, bias, weight.Shape[0]);
    }

    /// <summary>A convolution's weight as its kernel reads it.</summary>
    private static PackedOperand WeightOfConvolution(Pass pass, Parameter weight, ConvolutionShape shape)
    {
        var (work, format) = (pass.Work, pass.Format);
        // Kernels of 3×3 with stride 1 are packed for another way of computing than the others.
        return pass.Operand(weight, new(FormUse.Convolution, format, shape.StrideY), (lease, earlier, temporary) =>
            ConvolutionKernel.Pack(work, lease.Pointer, weight.Shape[0], shape, earlier, temporary, format));
    }

    private sealed class Conv2dOperation(Tensor x, Parameter weight, Parameter? bias, int stride, int padding)
        : IPrimitive
    {
        private ConvolutionShape Geometry =>
            ConvolutionShape.Of(x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3], weight.Shape[2], weight.Shape[3],
                stride, padding);

        private int Out => weight.Shape[0];

        public string Name => "conv2d";

        public long Flops => IOperation.FlopsOf(Output.Rows, weight);

        public Shape Output => new(x.Shape[0], Geometry.OutputHeight, Geometry.OutputWidth, Out);

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => ParametersWith(default);

        public Tensor[] InputsWith(Epilogue epilogue) => epilogue.InputsBehind(x);

        public Parameter[] ParametersWith(Epilogue epilogue) => epilogue.ParametersBehind(weight, bias);

        public void Forward(Tensor y) => Run(rectified: false, default, y);

        public void Run(bool rectified, Epilogue epilogue, Tensor y)
        {
            using var packed = WeightOfConvolution(x.Pass, weight, Geometry);
            ConvolutionKernel.Forward(x.Pass.Work, Geometry, x.Pointer, packed.Matrix,
                epilogue.ToGemm(x.Pass, bias, Out), y.Pointer, Out, rectified);
        }

        public Tensor Decompose(bool rectified) => Conv2d(rectified ? Relu(x) : x, weight, bias, stride, padding);

        public void Backward(Tensor y)
        {
            var (work, shape) = (x.Pass.Work, Geometry);
            var dy = y.GradientPointer;
            if (x.IsRecorded)
            {
                using var lease = x.Pass.Open(weight);
                using var packed = ConvolutionKernel.PackAdjoint(work, lease.Pointer, Out, shape, temporary: true,
                    format: x.Pass.Format);
                var dx = x.GradientTarget(out var adds);
                ConvolutionKernel.InputGradient(work, shape, dy, Out, packed, GemmEpilogue.None, dx, adds);
            }
            if (weight.Trainable)
            {
                var dw = x.Pass.GradientOf(weight).Target(out var adds);
                ConvolutionKernel.WeightGradient(work, shape, x.Pointer, dy, Out, Out, dw, adds,
                    format: x.Pass.Format);
            }
            if (bias is { Trainable: true })
                ColumnSums.Add(dy, x.Pass.GradientOf(bias).Pointer, shape.OutputPixels, Out, work);
        }
    }

    private sealed class FusedConv2dOperation(Conv2dOperation plain, bool rectified, Epilogue epilogue) : IFused
    {
        public string Name => "conv2d with epilogue";

        public long Flops => plain.Flops;

        public Shape Output => plain.Output;

        public Tensor[] Inputs => plain.InputsWith(epilogue);

        public Parameter[] Parameters => plain.ParametersWith(epilogue);

        public void Kernel(Tensor y) => plain.Run(rectified, epilogue, y);

        public Tensor Decompose() => epilogue.Apply(plain.Decompose(rectified));
    }
}
