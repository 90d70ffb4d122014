namespace ZoeDepth.Imaging;

/// <summary>A colour of bytes 0..255.</summary>
/// <param name="Red">red</param>
/// <param name="Green">green</param>
/// <param name="Blue">blue</param>
/// <param name="Alpha">opacity: 0 clear, 255 solid</param>
internal readonly record struct Rgba(byte Red, byte Green, byte Blue, byte Alpha = 255);
