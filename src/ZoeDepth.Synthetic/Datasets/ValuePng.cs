using System.Globalization;
using System.Runtime.InteropServices;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic.Variants;

namespace ZoeDepth.Synthetic.Datasets;

/// <summary>
/// Values in a unit of their own as a 16-bit gray PNG. It states how numbers become values, but not under the keyword
/// of metres, so that nothing takes them for metres.
/// </summary>
internal static class ValuePng
{
    public static void Write(RelativeSample values, ValueScale scale, Stream stream)
    {
        var numbers = MemoryMarshal.AsBytes(scale.ToNumbers(values).AsSpan()).ToArray();
        PngEncoder.Save(new RasterImage(values.Width, values.Height, PixelFormat.Gray16, numbers), stream,
        [
            new("Software", "ZoeDepth for .NET"),
            new("Values", $"{values.Variant.Name()}; number / scale + offset; 0 is no value"),
            new("Values scale", scale.Scale.ToString("R", CultureInfo.InvariantCulture)),
            new("Values offset", scale.Offset.ToString("R", CultureInfo.InvariantCulture)),
        ]);
    }
}
