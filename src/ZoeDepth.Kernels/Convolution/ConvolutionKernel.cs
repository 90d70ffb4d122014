using ZoeDepth.Kernels.Gemm;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Convolution;

/// <summary>
/// Convolutions over channels-last images as products: forward with gathered rows, and both gradients. A transposed
/// convolution is the same three with the roles of input and output exchanged: its forward pass is
/// <see cref="InputGradient"/>, the gradient of its input is <see cref="Forward"/>, and its weights <c>[in, out, row,
/// column]</c> are those of the convolution it is the adjoint of.
/// </summary>
internal static unsafe class ConvolutionKernel
{
    /// <summary>Weights <c>[out, in, row, column]</c> as <see cref="Forward"/> reads them.</summary>
    /// <param name="work">threads</param>
    /// <param name="w">the weights</param>
    /// <param name="channelsOut">outputs</param>
    /// <param name="shape">the convolution</param>
    /// <param name="earlier">panels of earlier weights, whose memory may serve again, or null</param>
    /// <param name="temporary">whether the panels are scratch of the work, for one product</param>
    /// <param name="format">what the weights become</param>
    public static PackedMatrix Pack(
        Work work, float* w, int channelsOut, in ConvolutionShape shape, PackedMatrix? earlier = null,
        bool temporary = false, PanelFormat format = PanelFormat.Float32) =>
        Packed(work, MatrixSource.Convolution(w, channelsOut, shape.Channels, shape.KernelHeight, shape.KernelWidth),
            shape, earlier, temporary, format);

    /// <summary>How large the panels are that <see cref="Pack"/> makes.</summary>
    public static PanelExtents ExtentsOf(int channelsOut, in ConvolutionShape shape, PanelFormat format) =>
        Winograd.Suits(shape) ? new(channelsOut, 16 * shape.Channels, format, 16)
        : new(channelsOut, shape.Taps * shape.Channels, format);

    /// <summary>Weights <c>[out, in, row, column]</c> as <see cref="InputGradient"/> reads them.</summary>
    /// <inheritdoc cref="Pack"/>
    public static PackedMatrix PackAdjoint(
        Work work, float* w, int channelsOut, in ConvolutionShape shape, PackedMatrix? earlier = null,
        bool temporary = false, PanelFormat format = PanelFormat.Float32)
    {
        if (shape.Overlaps && IsStrided(shape))
            return StridedInputGradient.Pack(work, w, channelsOut, shape, earlier, temporary, format);
        if (shape.Overlaps)
        {
            var mirrored = MatrixSource.ConvolutionMirrored(w, channelsOut, shape.Channels, shape.KernelHeight,
                shape.KernelWidth);
            return Packed(work, mirrored, shape, earlier, temporary, format);
        }
        var scattered = MatrixSource.ConvolutionScattered(w, channelsOut, shape.Channels, shape.KernelHeight,
            shape.KernelWidth);
        return PackedMatrix.Of(work, scattered, earlier, format, temporary);
    }

    /// <summary>y[pixel, out] = epilogue(Σ x[seen pixel, in] · w[out, in, row, column])</summary>
    /// <param name="work">threads</param>
    /// <param name="shape">the convolution</param>
    /// <param name="x">images <c>[image, row, column, in]</c></param>
    /// <param name="weights">from <see cref="Pack"/></param>
    /// <param name="epilogue">bias, activation, scale, residual</param>
    /// <param name="y">result <c>[image, row, column, out]</c></param>
    /// <param name="yStride">floats from one output pixel to the next</param>
    /// <param name="rectified">whether negative inputs count as 0</param>
    public static void Forward(
        Work work, in ConvolutionShape shape, float* x, PackedMatrix weights, in GemmEpilogue epilogue, float* y,
        long yStride, bool rectified = false)
    {
        if (Winograd.Suits(shape))
        {
            Winograd.Run(work, shape, x, weights, epilogue, GemmC.Rows(y, yStride), rectified);
            return;
        }
        var rows = Seen(x, shape);
        GemmDriver.Run(work, rectified ? rows.Rectified() : rows, weights, epilogue, y, yStride);
    }

    /// <summary>dx[pixel, in] = epilogue(Σ dy[pixel that sees it, out] · w[out, in, row, column])</summary>
    /// <param name="work">threads</param>
    /// <param name="shape">the convolution; its input image is dx</param>
    /// <param name="dy">gradients <c>[image, row, column, out]</c></param>
    /// <param name="dyStride">floats from one pixel of dy to the next</param>
    /// <param name="weights">from <see cref="PackAdjoint"/></param>
    /// <param name="epilogue">none for a gradient; bias, activation and scale for a transposed convolution</param>
    /// <param name="dx">result <c>[image, row, column, in]</c></param>
    /// <param name="accumulate">whether the result is added to dx</param>
    public static void InputGradient(
        Work work, in ConvolutionShape shape, float* dy, long dyStride, PackedMatrix weights, in GemmEpilogue epilogue,
        float* dx,
        bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (shape.Overlaps && IsStrided(shape))
        {
            StridedInputGradient.Run(work, shape, dy, dyStride, weights, epilogue, dx, accumulate);
            return;
        }
        if (shape.Overlaps)
        {
            var target = accumulate ? GemmC.Rows(dx, shape.Pixel).Adding() : GemmC.Rows(dx, shape.Pixel);
            if (Winograd.Suits(shape))
                Winograd.Run(work, shape.Adjoint(weights.K / 16, dyStride), dy, weights, epilogue, target,
                    rectified: false);
            else GemmDriver.Run(work, GemmA.Image(dy, shape.Adjoint(weights.K / shape.Taps, dyStride)), weights,
                epilogue, target);
            return;
        }
        Scatter(work, shape, dy, dyStride, weights, epilogue, dx, accumulate);
    }

    /// <summary>dw[out, in, row, column] = Σ over output pixels of dy[pixel, out] · x[seen pixel, in]</summary>
    /// <param name="work">threads</param>
    /// <param name="shape">the convolution</param>
    /// <param name="x">images <c>[image, row, column, in]</c></param>
    /// <param name="dy">gradients <c>[image, row, column, out]</c></param>
    /// <param name="dyStride">floats from one pixel of dy to the next</param>
    /// <param name="channelsOut">channels of dy</param>
    /// <param name="dw">result, in the order of checkpoints</param>
    /// <param name="accumulate">whether the result is added to dw</param>
    /// <param name="rectified">whether negative inputs count as 0</param>
    /// <param name="format">
    /// what x and dy are rounded to; few channels stay floats, because rounding them takes longer than it saves
    /// </param>
    public static void WeightGradient(
        Work work, in ConvolutionShape shape, float* x, float* dy, long dyStride, int channelsOut, float* dw,
        bool accumulate = false,
        bool rectified = false, PanelFormat format = PanelFormat.Float32)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (format == PanelFormat.BFloat16 && RoundedWeightGradient.Suits(shape))
        {
            RoundedWeightGradient.Run(work, shape, x, dy, dyStride, channelsOut, dw, accumulate, rectified);
            return;
        }
        if (Winograd.Suits(shape))
        {
            WinogradWeightGradient.Run(work, shape, x, dy, dyStride, channelsOut, dw, accumulate, rectified);
            return;
        }
        GatheredWeightGradient.Run(work, shape, x, dy, dyStride, channelsOut, dw, accumulate, rectified);
    }

    private static PackedMatrix Packed(Work work, MatrixSource source, in ConvolutionShape shape, PackedMatrix? earlier,
        bool temporary, PanelFormat format) =>
        Winograd.Suits(shape) ? WinogradTransform.Pack(work, source, format, earlier, temporary)
        : PackedMatrix.Of(work, source, earlier, format, temporary);

    /// <summary>
    /// Each output pixel owns the input pixels it sees: one product whose rows are laid down as pixels.
    /// </summary>
    private static void Scatter(
        Work work, in ConvolutionShape shape, float* dy, long dyStride, PackedMatrix weights, in GemmEpilogue epilogue,
        float* dx, bool accumulate)
    {
        if (epilogue.Residual != null)
            throw new ArgumentException(
                "convolution: a residual cannot be added to scattered pixels; add it afterwards");
        int channels = shape.Channels, taps = shape.Taps;
        if (!accumulate && !IsCovered(shape)) FillUnseen(work, shape, epilogue, dx);

        // Column n is (tap, channel), so what belongs to a channel is repeated for every tap.
        using var repeated = work.Scratch(2L * taps * channels);
        float* bias = repeated.Pointer, scale = bias + ((long)taps * channels);
        for (var i = 0; i < taps * channels; i++)
        {
            if (epilogue.Bias != null) bias[i] = epilogue.Bias[i % channels];
            if (epilogue.Scale != null) scale[i] = epilogue.Scale[i % channels];
        }
        var perTap = new GemmEpilogue
        {
            Bias = epilogue.Bias == null ? null : bias,
            Scale = epilogue.Scale == null ? null : scale,
            Activation = epilogue.Activation,
        };
        var target = GemmC.Scattered(dx, shape);
        GemmDriver.Run(work, GemmA.Plain(dy, shape.OutputPixels, weights.K, dyStride), weights, perTap,
            accumulate ? target.Adding() : target);
    }

    /// <summary>Whether every input pixel is seen by some output pixel of a convolution without overlap.</summary>
    private static bool IsCovered(in ConvolutionShape shape) =>
        shape.KernelHeight == shape.StrideY && shape.PaddingY >= 0
            && (shape.OutputHeight * shape.StrideY) - shape.PaddingY >= shape.Height &&
        shape.KernelWidth == shape.StrideX && shape.PaddingX >= 0
            && (shape.OutputWidth * shape.StrideX) - shape.PaddingX >= shape.Width;

    /// <summary>
    /// A pixel that no window covers receives the empty sum: 0 as a gradient, the bias in a transposed convolution.
    /// </summary>
    private static void FillUnseen(Work work, in ConvolutionShape shape, in GemmEpilogue epilogue, float* dx)
    {
        var pixels = GemmC.Rows(dx, shape.Pixel);
        using var nothing = PackedMatrix.Temporary(work, MatrixSource.Rows(null, shape.Channels, 0));
        GemmDriver.Run(work, GemmA.Plain(null, shape.InputPixels, 0, 0), nothing, epilogue, pixels);
    }

    /// <summary>The gathered rows; a pointwise convolution has them in memory already.</summary>
    private static GemmA Seen(float* x, in ConvolutionShape shape) =>
        IsPointwise(shape) ? GemmA.Plain(x, shape.InputPixels, shape.Channels, shape.Pixel) : GemmA.Image(x, shape);

    internal static bool IsPointwise(in ConvolutionShape shape) =>
        shape is { KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1, PaddingY: 0, PaddingX: 0 } &&
        shape.OutputHeight == shape.Height && shape.OutputWidth == shape.Width;

    private static bool IsStrided(in ConvolutionShape shape) => shape.StrideY > 1 || shape.StrideX > 1;
}
