namespace ZoeDepth.Imaging;

/// <summary>
/// The orientation in an XMP packet, for files whose EXIF has none: <c>tiff:Orientation="6"</c> or
/// <c>&lt;tiff:Orientation&gt;6</c>, by the very search of Pillow's <c>Image.getexif</c>.
/// </summary>
internal static class XmpOrientation
{
    private static ReadOnlySpan<byte> Name => "tiff:Orientation"u8;

    /// <summary>1..8; null when the packet has none. A digit that is no orientation counts as 1.</summary>
    public static int? Find(ReadOnlySpan<byte> packet)
    {
        while (packet.IndexOf(Name) is >= 0 and var at)
        {
            packet = packet[(at + Name.Length)..];
            var value = packet.StartsWith("=\""u8) ? packet[2..] : packet.StartsWith(">"u8) ? packet[1..] : [];
            if (value.IsEmpty || !char.IsAsciiDigit((char)value[0])) continue;
            var digit = value[0] - '0';
            return digit is >= 1 and <= 8 ? digit : 1;
        }
        return null;
    }
}
