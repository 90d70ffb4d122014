namespace ZoeDepth.Kernels.Resampling;

/// <summary>The shape of the filter of an antialiased resampling, and of a plain one of bytes.</summary>
internal enum ResampleFilter
{
    /// <summary>A triangle: 1 − |x|.</summary>
    Triangle,

    /// <summary>A cubic, A = −0.5 when antialiased and −0.75 when not: PyTorch's two choices.</summary>
    Cubic,
}
