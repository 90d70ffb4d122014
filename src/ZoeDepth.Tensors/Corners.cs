namespace ZoeDepth.Tensors;

/// <summary>
/// Which points of the old and the new grid coincide. The network uses both, so it is never a default.
/// </summary>
public enum Corners
{
    /// <summary>
    /// The centres of the outermost pixels: PyTorch's <c>align_corners=True</c>; pictures and feature maps.
    /// </summary>
    Aligned,

    /// <summary>
    /// The edges of the outermost pixels, half a pixel from their centres: <c>align_corners=False</c>; position tables.
    /// </summary>
    HalfPixel,
}
