using ZoeDepth.Kernels.Convolution;
using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Resampling;

namespace ZoeDepth.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// y = epilogue(conv2d(enlarge(x))): bilinear with aligned corners, then a convolution with stride 1, as the heads
    /// end. The enlarged map would be the largest of a network, 100 MB at 384x512; it is made and read a strip of rows
    /// at a time, every number as the two operations make it.
    /// <para>Backward: that of the composition.</para>
    /// </summary>
    /// <param name="x"><c>[image, row, column, in]</c></param>
    /// <param name="rows">rows of the enlarged map</param>
    /// <param name="columns">columns of the enlarged map</param>
    /// <param name="weight"><c>[out, in, kernel row, kernel column]</c></param>
    /// <param name="bias"><c>[out]</c>, or none</param>
    /// <param name="padding">zero pixels on every side of the enlarged map</param>
    /// <param name="activation">applied with the product</param>
    /// <returns><c>[image, rows + 2·padding − kernel row + 1, the same of columns, out]</c></returns>
    /// <exception cref="ArgumentException">
    /// x is no picture or has no pixels, the new size is empty, or weight or bias do not fit
    /// </exception>
    public static Tensor ResizedConv2d(Tensor x, int rows, int columns, Parameter weight, Parameter? bias, int padding,
        Activation activation = Activation.None)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        const string Name = "resized conv2d";
        CheckNewSize(Name, x, rows, columns);
        var enlarged = new Shape(x.Shape[0], rows, columns, x.Shape.Last);
        CheckConvolution(Name, enlarged, weight, bias, stride: 1, padding);
        return x.Pass.Run(new ResizedConv2dOperation(Name, x, enlarged, weight, bias, padding, activation));
    }

    private sealed class ResizedConv2dOperation(string name, Tensor x, Shape enlarged, Parameter weight,
        Parameter? bias, int padding, Activation activation) : IFused
    {
        // What of the enlarged map is there at a time: it should still lie in a cache when it is read.
        private const long StripBytes = 4 << 20;
        private const int LeastStripRows = 8;

        public string Name => name;

        public long Flops => IOperation.FlopsOf(Output.Rows, weight);

        public Shape Output => new(x.Shape[0], enlarged[1] + (2 * padding) - weight.Shape[2] + 1,
            enlarged[2] + (2 * padding) - weight.Shape[3] + 1, weight.Shape[0]);

        public Tensor[] Inputs => [x];

        public Parameter[] Parameters => default(Epilogue).ParametersBehind(weight, bias);

        public Tensor Decompose() =>
            Conv2d(Resize(x, enlarged[1], enlarged[2], Interpolation.Bilinear, Corners.Aligned), weight, bias,
                stride: 1, padding, rectified: false, Epilogue.Of(activation));

        public void Kernel(Tensor y)
        {
            var (work, channels) = (x.Pass.Work, x.Shape.Last);
            int rows = enlarged[1], columns = enlarged[2], height = y.Shape[1], outputs = y.Shape.Last;
            var whole = ConvolutionShape.Of(1, rows, columns, channels, weight.Shape[2], weight.Shape[3], 1, padding);
            using var packed = WeightOfConvolution(x.Pass, weight, whole);
            var (down, across) = (ImageGrid.Axis(x.Shape[1], rows, Interpolation.Bilinear, Corners.Aligned),
                ImageGrid.Axis(x.Shape[2], columns, Interpolation.Bilinear, Corners.Aligned));
            // An even number: Winograd's pieces are two rows high, and begin where they begin in the whole map.
            var high = (int)Math.Max(LeastStripRows, StripBytes / sizeof(float) / ((long)columns * channels) / 2 * 2);
            var most = Math.Min(rows, Math.Min(high, height) + weight.Shape[2] - 1);
            using var strip = work.Scratch((long)most * columns * channels);
            var epilogue = Epilogue.Of(activation).ToGemm(x.Pass, bias, outputs);
            for (var image = 0; image < x.Shape[0]; image++)
                for (var first = 0; first < height; first += high)
                {
                    var end = Math.Min(first + high, height);
                    // A strip of the border alone sees no row.
                    int from = Math.Clamp(first - padding, 0, rows),
                        to = Math.Clamp(end - padding + weight.Shape[2] - 1, from, rows);
                    ResizeKernel.Rows(x.Pointer + ((long)image * x.Shape[1] * x.Shape[2] * channels), channels, down,
                        across, from, to, strip.Pointer, work);
                    var part = whole with
                        { Height = to - from, PaddingY = padding - first + from, OutputHeight = end - first };
                    ConvolutionKernel.Forward(work, part, strip.Pointer, packed.Matrix, epilogue,
                        y.Pointer + ((((long)image * height) + first) * y.Shape[2] * outputs), outputs);
                }
        }
    }
}
