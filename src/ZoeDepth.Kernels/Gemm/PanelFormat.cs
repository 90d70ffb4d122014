namespace ZoeDepth.Kernels.Gemm;

/// <summary>
/// How the operands of a product are written. Both sides consist of words of four bytes along the extent that is summed
/// over; results are floats in every format.
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

    /// <summary>
    /// A word is four integers of 8 bits. Those of a panel run from −127 to 127 and are multiples of a scale for each
    /// output; those of a row are multiples of a scale for each row, with 128 added, from 1 to 255. Sums are integers
    /// until the last of a result is there.
    /// </summary>
    Int8,
}

/// <summary>What a format of operands says of their memory.</summary>
internal static class PanelFormats
{
    /// <summary>Numbers in a word of four bytes.</summary>
    public static int PerWord(this PanelFormat format) => format switch
    {
        PanelFormat.Float32 => Float32Operands.PerWord,
        PanelFormat.BFloat16 => BFloat16Operands<WordRows>.PerWord,
        _ => Int8Operands.PerWord,
    };
}
