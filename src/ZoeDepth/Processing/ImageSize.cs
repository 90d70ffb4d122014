namespace ZoeDepth;

/// <summary>
/// The size of a picture, rows first as in PyTorch and Hugging Face: 480 rows of 640 columns is <c>new ImageSize(480,
/// 640)</c>.
/// </summary>
/// <param name="Height">rows</param>
/// <param name="Width">columns</param>
public readonly record struct ImageSize(int Height, int Width)
{
    /// <summary>Pixels in all.</summary>
    public long Pixels => (long)Height * Width;

    /// <summary>As people write it: "640x480", columns first.</summary>
    public override string ToString() => $"{Width}x{Height}";
}
