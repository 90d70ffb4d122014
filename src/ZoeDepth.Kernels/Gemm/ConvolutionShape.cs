namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// The geometry of a convolution over channels-last images <c>[image, row, column, channel]</c>. Output pixel (y, x)
/// sees the input pixels (y · StrideY − PaddingY + kernel row, x · StrideX − PaddingX + kernel column); what lies
/// outside the image is 0.
/// </summary>
internal readonly record struct ConvolutionShape
{
    /// <summary>Images.</summary>
    public required int Images { get; init; }

    /// <summary>Rows of an input image.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of an input image.</summary>
    public required int Width { get; init; }

    /// <summary>Input channels.</summary>
    public required int Channels { get; init; }

    /// <summary>
    /// Floats from one input pixel to the next: <see cref="Channels"/> when 0, more for a slice of a wider image.
    /// </summary>
    public long PixelStride { get; init; }

    /// <summary>Rows of the kernel.</summary>
    public required int KernelHeight { get; init; }

    /// <summary>Columns of the kernel.</summary>
    public required int KernelWidth { get; init; }

    /// <summary>Input rows from one output row to the next.</summary>
    public required int StrideY { get; init; }

    /// <summary>Input columns from one output column to the next.</summary>
    public required int StrideX { get; init; }

    /// <summary>
    /// Zero rows before the first input row; those after the last follow from <see cref="OutputHeight"/>.
    /// </summary>
    public required int PaddingY { get; init; }

    /// <summary>Zero columns before the first input column.</summary>
    public required int PaddingX { get; init; }

    /// <summary>Rows of an output image.</summary>
    public required int OutputHeight { get; init; }

    /// <summary>Columns of an output image.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>
    /// A convolution as PyTorch's <c>Conv2d(kernel, stride, padding)</c> shapes it: output = ⌊(input + 2 · padding −
    /// kernel) / stride⌋ + 1, at least 0.
    /// </summary>
    public static ConvolutionShape Of(int images, int height, int width, int channels, int kernelHeight,
        int kernelWidth, int stride, int padding) =>
        new()
    {
        Images = images,
        Height = height,
        Width = width,
        Channels = channels,
        KernelHeight = kernelHeight,
        KernelWidth = kernelWidth,
        StrideY = stride,
        StrideX = stride,
        PaddingY = padding,
        PaddingX = padding,
        OutputHeight = (int)(Math.Max(0, height + (2L * padding) - kernelHeight + stride) / stride),
        OutputWidth = (int)(Math.Max(0, width + (2L * padding) - kernelWidth + stride) / stride),
    };

    /// <summary>
    /// The convolution whose adjoint is PyTorch's <c>ConvTranspose2d(kernel, stride, padding)</c> on images of the
    /// given size: its input is the transposed convolution's output, of (size − 1) · stride − 2 · padding + kernel
    /// pixels.
    /// </summary>
    public static ConvolutionShape OfTransposed(
        int images, int height, int width, int channelsOut, int kernelHeight, int kernelWidth, int stride,
        int padding) =>
        Of(images, ((height - 1) * stride) - (2 * padding) + kernelHeight,
            ((width - 1) * stride) - (2 * padding) + kernelWidth, channelsOut,
            kernelHeight, kernelWidth, stride, padding) with { OutputHeight = height, OutputWidth = width };

    /// <summary>Output pixels of all images.</summary>
    public int OutputPixels => checked(Images * OutputHeight * OutputWidth);

    /// <summary>Input pixels of all images.</summary>
    public int InputPixels => checked(Images * Height * Width);

    /// <summary>Kernel rows × kernel columns.</summary>
    public int Taps => KernelHeight * KernelWidth;

    /// <summary>Numbers an output pixel sees: taps × channels.</summary>
    public int Depth => checked(Taps * Channels);

    /// <summary>Whether two output pixels can see the same input pixel.</summary>
    public bool Overlaps => KernelHeight > StrideY || KernelWidth > StrideX;

    /// <summary>Floats from one input pixel to the next.</summary>
    internal long Pixel => PixelStride == 0 ? Channels : PixelStride;

    /// <summary>
    /// The convolution that carries a gradient of <paramref name="channelsOut"/> channels back, for a stride of 1: over
    /// the output images, with the kernel turned by 180°.
    /// </summary>
    internal ConvolutionShape Adjoint(int channelsOut, long pixelStride) => this with
    {
        Height = OutputHeight,
        Width = OutputWidth,
        Channels = channelsOut,
        PixelStride = pixelStride,
        PaddingY = KernelHeight - 1 - PaddingY,
        PaddingX = KernelWidth - 1 - PaddingX,
        OutputHeight = Height,
        OutputWidth = Width,
    };
}
