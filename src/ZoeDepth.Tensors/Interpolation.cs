namespace ZoeDepth.Tensors;

/// <summary>How a value between pixels is found.</summary>
public enum Interpolation
{
    /// <summary>Along each axis, a straight line between the two nearest pixels.</summary>
    Bilinear,

    /// <summary>
    /// Along each axis, a cubic through the four nearest pixels (convolution kernel with A = −0.75, as PyTorch's).
    /// </summary>
    Bicubic,
}
