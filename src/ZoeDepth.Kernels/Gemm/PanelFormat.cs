namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// How the operands of a product are written. Both sides consist of words of four bytes along the extent that is summed
/// over; sums and results are floats in every format.
/// </summary>
internal enum PanelFormat
{
    /// <summary>A word is a float.</summary>
    Float32,

    /// <summary>
    /// A word is two <see cref="Simd.BFloat16"/>, the earlier one in its lower half; an odd last number is followed by
    /// 0.
    /// </summary>
    BFloat16,
}
