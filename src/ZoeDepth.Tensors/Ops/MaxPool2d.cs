using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y[r, c, n] = max over i, j &lt; kernel of x[stride·r − padding + i, stride·c − padding + j, n]; what lies
    /// outside the image does not count.
    /// <para>Backward: dy goes to the largest number of the window, of equal ones to the first in reading order.
    /// Reference: torch.nn.MaxPool2d</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, channel]</c></param>
    /// <param name="kernel">side of the square window</param>
    /// <param name="stride">input pixels from one window to the next</param>
    /// <param name="padding">by how much windows reach over the border, at most half of one</param>
    /// <returns><c>[image, ⌊(row + 2·padding − kernel)/stride⌋ + 1, the same of columns, channel]</c></returns>
    /// <exception cref="ArgumentException">the window does not fit</exception>
    public static Tensor MaxPool2d(Tensor x, int kernel, int stride, int padding)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(x.Shape.Rank == 4, "max pool", $"x {x.Shape} must be [image, row, column, channel]");
        Check.That(kernel >= 1 && stride >= 1, "max pool",
            $"kernel is {kernel} and stride {stride}; expected at least 1");
        Check.That(padding >= 0 && padding <= kernel / 2, "max pool",
            $"padding is {padding}; expected 0 to half of the kernel, {kernel / 2}");
        Check.That(x.Shape[1] + (2L * padding) >= kernel && x.Shape[2] + (2L * padding) >= kernel, "max pool",
            $"the window of {kernel}x{kernel} is larger than x {x.Shape} with {padding} pixels of padding");
        return x.Pass.Run(new MaxPool2dOperation(x, kernel, stride, padding));
    }

    private sealed class MaxPool2dOperation(Tensor x, int side, int stride, int padding) : IPrimitive
    {
        private ConvolutionShape Geometry =>
            ConvolutionShape.Of(x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3], side, side, stride, padding);

        public string Name => "max pool";

        public Shape Output => new(x.Shape[0], Geometry.OutputHeight, Geometry.OutputWidth, x.Shape[3]);

        public Tensor[] Inputs => [x];

        public Tensor[] Saved(Tensor y) => [x, y];

        public void Forward(Tensor y) => MaxPool.Forward(x.Pass.Work, Geometry, x.Pointer, y.Pointer);

        public void Backward(Tensor y)
        {
            if (x.IsRecorded)
                MaxPool.Backward(x.Pass.Work, Geometry, x.Pointer, y.Pointer, y.GradientPointer, x.GradientPointer);
        }
    }
}
