using ZoeDepth.Kernels;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// convolution
    /// </summary>
    public static Tensor Conv2d(Tensor x, Parameter weight, Parameter? bias, int stride, int padding)
    {
        return x.Pass.Run(new Convolved(x, weight, bias, stride, padding));
    }

    private sealed record Convolved(Tensor X, Parameter Weight, Parameter? Bias, int Stride, int Padding) : IPrimitive
    {
        public Shape Output => ConvolvedShape(X, Weight, Stride, Padding);

        public Tensor[] Inputs => [X];

        public Parameter[] Parameters => Bias is null ? [Weight] : [Weight, Bias];

        public void Forward(Tensor y)
        {
            var shape = Geometry(X, Weight, Stride, Padding);
            Convolution.Forward(X.Pass.Work, shape, X.Pointer, PackedConvolution(Weight, shape, X.Pass.Work), new Epilogue { Bias = PointerOrNull(Bias) }, y.Pointer, Weight.Shape[0]);
        }

        public void Backward(Tensor y)
        {
            var (work, shape, channelsOut) = (X.Pass.Work, Geometry(X, Weight, Stride, Padding), Weight.Shape[0]);
            var dy = y.GradientPointer;
            if (X.IsRecorded)
            {
                using var packed = Convolution.PackAdjoint(work, Weight.Pointer, channelsOut, shape);
                Convolution.InputGradient(work, shape, dy, channelsOut, packed, Epilogue.None, X.GradientPointer, accumulate: true);
            }
            if (Weight.Trainable) Convolution.WeightGradient(work, shape, X.Pointer, dy, channelsOut, channelsOut, Weight.GradientPointer, accumulate: true);
            if (Bias is { Trainable: true }) ColumnSums.Add(dy, Bias.GradientPointer, shape.OutputPixels, channelsOut, work);
        }
    }

    private static ConvolutionShape Geometry(Tensor x, Parameter weight, int stride, int padding) =>
        ConvolutionShape.Of(x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3], weight.Shape[2], weight.Shape[3], stride, padding);

    private static Shape ConvolvedShape(Tensor x, Parameter weight, int stride, int padding)
    {
        var shape = Geometry(x, weight, stride, padding);
        return new Shape(shape.Images, shape.OutputHeight, shape.OutputWidth, weight.Shape[0]);
    }

    private static PackedMatrix PackedConvolution(Parameter weight, ConvolutionShape shape, Work work) =>
        weight.Derived("convolution", lease => Convolution.Pack(work, lease.Pointer, weight.Shape[0], shape));
}
