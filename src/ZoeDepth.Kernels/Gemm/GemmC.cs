namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// Where the rows of a product go: rows at a fixed distance (a slice of wider rows too, so that a concatenation needs
/// no copy), groups of rows, or pixels of an image.
/// </summary>
internal readonly unsafe struct GemmC
{
    private GemmC(float* first)
    {
        First = first;
        PerGroup = int.MaxValue;
    }

    internal float* First { get; }

    internal long Stride { get; private init; }

    internal int PerGroup { get; private init; }

    internal long GroupStride { get; private init; }

    /// <summary>For pixels: the convolution whose input image this is. Its kernel does not overlap.</summary>
    internal ConvolutionShape? Pixels { get; private init; }

    /// <summary>Whether the product is added to what lies there.</summary>
    internal bool Adds { get; private init; }

    /// <summary>Row r at y + r · stride.</summary>
    public static GemmC Rows(float* y, long stride) => new(y) { Stride = stride };

    /// <summary>
    /// Row r of group g at y + g · groupStride + r · stride: the patches of several images, leaving room for their
    /// class tokens.
    /// </summary>
    public static GemmC Groups(float* y, long groupStride, int perGroup, long stride) =>
        new(y) { Stride = stride, PerGroup = Math.Max(1, perGroup), GroupStride = groupStride };

    /// <summary>
    /// Row r is an output pixel of <paramref name="shape"/>, column n = (kernel row, kernel column, channel) goes to
    /// the input pixel seen there; what falls outside the image is dropped. This is a transposed convolution whose
    /// kernel does not overlap.
    /// </summary>
    /// <exception cref="ArgumentException">the kernel overlaps, so several rows would meet in one pixel</exception>
    public static GemmC Scattered(float* y, in ConvolutionShape shape) => shape.Overlaps
        ? throw new ArgumentException(
            $"a {shape.KernelHeight}x{shape.KernelWidth} kernel with stride {shape.StrideY}x{shape.StrideX} " +
            "overlaps; expected kernel ≤ stride. Gather with the mirrored kernel instead")
        : new(y) { Pixels = shape };

    /// <summary>The same place, where the product is added to what it holds.</summary>
    public GemmC Adding() => this with { Adds = true };
}
