using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// The adjoint of a strided convolution whose kernel overlaps, in phases: input pixels whose row and column leave the
/// same rests when they are divided by the stride are seen by the same taps, and are the output of a convolution with
/// these taps and no stride. With a stride of 2 the 9 taps of a 3×3 kernel fall into phases of 1, 2, 2 and 4: a quarter
/// of the multiplications of a convolution over gradients with zeros between them.
/// </summary>
internal static unsafe class StridedInputGradient
{
    /// <summary>
    /// Weights <c>[out, in, row, column]</c>, phase after phase along the extent that is summed over. Each tap of a
    /// phase begins with a word: an odd number of outputs stays floats whatever format is asked for.
    /// </summary>
    /// <inheritdoc cref="ConvolutionKernel.PackAdjoint"/>
    public static PackedMatrix Pack(Work work, float* w, int channelsOut, in ConvolutionShape shape,
        PackedMatrix? earlier, bool temporary, PanelFormat format)
    {
        int n = shape.Channels, k = checked(shape.Taps * channelsOut);
        if (channelsOut % 2 != 0) format = PanelFormat.Float32;
        var room = temporary ? new PackedMatrix(n, k, format, work)
            : PackedMatrix.Room(n, k, earlier, format);
        var convolution = shape;
        return room.FilledBy(packed => Fill(work, w, channelsOut, convolution, packed));
    }

    private static void Fill(Work work, float* w, int channelsOut, in ConvolutionShape shape, PackedMatrix packed)
    {
        var firstK = 0;
        for (var y = 0; y < shape.StrideY; y++)
            for (var x = 0; x < shape.StrideX; x++)
            {
                Phase down = Phase.Down(shape, y), across = Phase.Across(shape, x);
                var length = across.Taps * channelsOut;
                for (var tap = 0; tap < down.Taps; tap++, firstK += length)
                    packed.Segment(firstK, length).Fill(work, MatrixSource.ConvolutionPhase(w, channelsOut,
                        shape.Channels, shape.KernelHeight, shape.KernelWidth, down.Last - (tap * shape.StrideY),
                        across.Last, across.Taps, shape.StrideX));
            }
    }

    /// <inheritdoc cref="ConvolutionKernel.InputGradient"/>
    public static void Run(Work work, in ConvolutionShape shape, float* dy, long dyStride, PackedMatrix weights,
        in GemmEpilogue epilogue, float* dx, bool accumulate)
    {
        if (epilogue.Residual != null)
            throw new ArgumentException(
                "convolution: a residual cannot be added to pixels of phases; add it afterwards");
        int channelsOut = weights.K / shape.Taps, firstK = 0;
        for (var y = 0; y < shape.StrideY; y++)
            for (var x = 0; x < shape.StrideX; x++)
            {
                Phase down = Phase.Down(shape, y), across = Phase.Across(shape, x);
                var length = down.Taps * across.Taps * channelsOut;
                if (down.Pixels > 0 && across.Pixels > 0)
                {
                    var seen = shape with
                    {
                        Height = shape.OutputHeight, Width = shape.OutputWidth, Channels = channelsOut,
                        PixelStride = dyStride, KernelHeight = down.Taps, KernelWidth = across.Taps, StrideY = 1,
                        StrideX = 1, PaddingY = down.Padding, PaddingX = across.Padding, OutputHeight = down.Pixels,
                        OutputWidth = across.Pixels,
                    };
                    // Every pixel of the phase owns one pixel of dx, as in a 1×1 convolution with the stride.
                    var target = GemmC.Scattered(dx, shape with
                    {
                        KernelHeight = 1, KernelWidth = 1, PaddingY = -y, PaddingX = -x, OutputHeight = down.Pixels,
                        OutputWidth = across.Pixels,
                    });
                    GemmDriver.Run(work, GemmA.Image(dy, seen), weights.Segment(firstK, length), epilogue,
                        accumulate ? target.Adding() : target);
                }
                firstK += length;
            }
    }

    /// <summary>One axis of a phase.</summary>
    /// <param name="Pixels">input pixels of the phase</param>
    /// <param name="Taps">taps that see them</param>
    /// <param name="Last">the last of these taps; the others follow at distances of the stride, downwards</param>
    /// <param name="Padding">zeros before the gradients</param>
    private readonly record struct Phase(int Pixels, int Taps, int Last, int Padding)
    {
        public static Phase Down(in ConvolutionShape shape, int first) =>
            Of(first, shape.Height, shape.KernelHeight, shape.StrideY, shape.PaddingY);

        public static Phase Across(in ConvolutionShape shape, int first) =>
            Of(first, shape.Width, shape.KernelWidth, shape.StrideX, shape.PaddingX);

        /// <summary>
        /// Input pixel first + stride · i is seen through tap t by output pixel (first + stride · i + padding − t) /
        /// stride, where this is a whole number.
        /// </summary>
        private static Phase Of(int first, int extent, int kernel, int stride, int padding)
        {
            var pixels = Math.Max(0, extent - first + stride - 1) / stride;
            var rest = (((first + padding) % stride) + stride) % stride;
            if (rest >= kernel) return new(pixels, 0, 0, 0);
            var taps = (kernel - 1 - rest) / stride + 1;
            var last = rest + ((taps - 1) * stride);
            return new(pixels, taps, last, -((first + padding - last) / stride));
        }
    }
}
