using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Reduction;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[r, c, o] = tail(bias[o] + Σ x[stride·r − padding + i, stride·c − padding + j, n] · weight[o, n, i, j]), zero outside the image.
    /// <para>Backward, without a tail: dx is the adjoint, a convolution of dy with the mirrored kernel (a transposed one for a stride);
    /// dweight[o, n, i, j] = Σ dy[r, c, o] · x[stride·r − padding + i, stride·c − padding + j, n]; dbias = Σ dy.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, in]</c></param>
    /// <param name="weight"><c>[out, in, kernel row, kernel column]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <param name="stride">input pixels from one output pixel to the next</param>
    /// <param name="padding">zero pixels on every side</param>
    /// <param name="rectified">x enters through max(x, 0)</param>
    /// <param name="tail">activation, scale and residual, in the same breath</param>
    /// <returns><c>[image, ⌊(row + 2·padding − kernel row)/stride⌋ + 1, the same of columns, out]</c></returns>
    /// <exception cref="ArgumentException">the shapes do not fit</exception>
    public static Tensor Conv2d(Tensor x, Parameter weight, Parameter? bias, int stride, int padding, bool rectified = false, Tail tail = default)
    {
        Check.That(x.Shape.Rank == 4, "conv2d", $"x {x.Shape} must be [image, row, column, channel]");
        Check.That(weight.Shape.Rank == 4, "conv2d", $"the weight {weight.Name} {weight.Shape} must be [out, in, kernel row, kernel column]");
        Check.That(weight.Shape[1] == x.Shape.Last, "conv2d",
            $"the weight {weight.Name} {weight.Shape} does not fit x {x.Shape}: its second axis must be the {x.Shape.Last} channels of x");
        Check.That(stride >= 1 && padding >= 0, "conv2d", $"stride is {stride} and padding {padding}; expected at least 1 and 0");
        Check.That(x.Shape[1] + (2L * padding) >= weight.Shape[2] && x.Shape[2] + (2L * padding) >= weight.Shape[3], "conv2d",
            $"the kernel {weight.Shape[2]}x{weight.Shape[3]} of {weight.Name} is larger than x {x.Shape} with {padding} pixels of padding");
        Check.Bias("conv2d", bias, weight.Shape[0]);
        var plain = new Convolved(x, weight, bias, stride, padding);
        tail.Check("conv2d", x, plain.Output);
        tail = tail.In(x.Pass);
        if (tail.IsRandom)
        {
            using var frame = x.Pass.Frame();
            return frame.Keep(tail.Apply(Conv2d(x, weight, bias, stride, padding, rectified)));
        }
        return tail.IsEmpty && !rectified ? x.Pass.Run(plain) : x.Pass.Run(new ConvolvedWithTail(plain, rectified, tail));
    }

    private sealed record Convolved(Tensor X, Parameter Weight, Parameter? Bias, int Stride, int Padding) : IPrimitive
    {
        private ConvolutionShape Geometry =>
            ConvolutionShape.Of(X.Shape[0], X.Shape[1], X.Shape[2], X.Shape[3], Weight.Shape[2], Weight.Shape[3], Stride, Padding);

        private int Out => Weight.Shape[0];

        public string Name => "conv2d";

        public Shape Output => new(X.Shape[0], Geometry.OutputHeight, Geometry.OutputWidth, Out);

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => default(Tail).ParametersBehind(Weight, Bias);

        public void Forward(Tensor y) => Run(rectified: false, default, y);

        public void Run(bool rectified, Tail tail, Tensor y)
        {
            var (work, shape) = (X.Pass.Work, Geometry);
            // Kernels of 3×3 with stride 1 are packed for another way of computing than the others.
            var packed = X.Pass.Derived<PackedMatrix>(Weight, $"convolution with stride {Stride}",
                (lease, earlier) => ConvolutionKernel.Pack(work, lease.Pointer, Out, shape, earlier));
            ConvolutionKernel.Forward(work, shape, X.Pointer, packed, tail.Epilogue(X.Pass, Bias, Out), y.Pointer, Out, rectified);
        }

        public void Backward(Tensor y)
        {
            var (work, shape) = (X.Pass.Work, Geometry);
            var dy = y.GradientPointer;
            if (X.IsRecorded)
            {
                using var lease = X.Pass.Open(Weight);
                using var packed = ConvolutionKernel.PackAdjoint(work, lease.Pointer, Out, shape, temporary: true);
                var dx = X.GradientTarget(out var adds);
                ConvolutionKernel.InputGradient(work, shape, dy, Out, packed, Epilogue.None, dx, adds);
            }
            if (Weight.Trainable)
            {
                var dw = Weight.GradientTarget(out var adds);
                ConvolutionKernel.WeightGradient(work, shape, X.Pointer, dy, Out, Out, dw, adds);
            }
            if (Bias is { Trainable: true }) ColumnSums.Add(dy, Bias.GradientPointer, shape.OutputPixels, Out, work);
        }
    }

    private sealed record ConvolvedWithTail(Convolved Plain, bool Rectified, Tail Tail) : IFused
    {
        public string Name => "conv2d with tail";

        public Shape Output => Plain.Output;

        public Tensor[] Inputs => Tail.InputsBehind(Plain.X);

        public Parameter[] Parameters => Tail.ParametersBehind(Plain.Weight, Plain.Bias);

        public void Kernel(Tensor y) => Plain.Run(Rectified, Tail, y);

        public Tensor Meaning() =>
            Tail.Apply(Conv2d(Rectified ? Relu(Plain.X) : Plain.X, Plain.Weight, Plain.Bias, Plain.Stride, Plain.Padding));
    }
}
