namespace ZoeDepth;

/// <summary>
/// How a picture is resampled, by Pillow's codes: what <c>resample</c> means in preprocessor_config.json.
/// </summary>
public enum ImageResampling
{
    /// <summary>
    /// Named by the format, not usable here: the reference resizes with aligned corners, which PyTorch offers for 2 and
    /// 3 only.
    /// </summary>
    Nearest = 0,

    /// <inheritdoc cref="Nearest"/>
    Lanczos = 1,

    /// <summary>Bilinear, corners aligned, no antialiasing: what every published model uses.</summary>
    Bilinear = 2,

    /// <summary>Bicubic with A = −0.75, corners aligned, no antialiasing.</summary>
    Bicubic = 3,

    /// <inheritdoc cref="Nearest"/>
    Box = 4,

    /// <inheritdoc cref="Nearest"/>
    Hamming = 5,
}
