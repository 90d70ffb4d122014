using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>How the network's depth is brought to the picture's size.</summary>
public enum ResizeBack
{
    /// <summary>
    /// Bicubic, half-pixel centres: <c>infer_pil</c> and Hugging Face. It may overshoot at edges, even below 0.
    /// </summary>
    Bicubic,

    /// <summary>Bilinear, corners aligned: <c>evaluate.py</c>, and with it the published metrics.</summary>
    Bilinear,

    /// <summary>Bilinear, half-pixel centres: <c>infer</c> with <c>upsampling_mode="bilinear"</c>.</summary>
    BilinearHalfPixel,
}

internal static class ResizeBackRules
{
    public static (Interpolation Interpolation, Corners Corners) Rule(this ResizeBack back) =>
        (back == ResizeBack.Bicubic ? Interpolation.Bicubic : Interpolation.Bilinear,
            back == ResizeBack.Bilinear ? Corners.Aligned : Corners.HalfPixel);

    public static string Describe(this ResizeBack back) => (back == ResizeBack.Bicubic ? "bicubic" : "bilinear") +
        (back == ResizeBack.Bilinear ? ", aligned corners" : ", half-pixel centres");
}
