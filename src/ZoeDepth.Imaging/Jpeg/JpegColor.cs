namespace ZoeDepth.Imaging;

/// <summary>What a picture's components mean.</summary>
internal enum JpegColor
{
    Gray,
    Rgb,
    YCbCr,
    Cmyk,
    Ycck,
}

/// <summary>The rules by which libjpeg tells (jdapimin.c, default_decompress_parms).</summary>
internal static class JpegColors
{
    public static JpegColor Of(JpegFrame frame, JpegTables tables) => frame.Components.Length switch
    {
        1 => JpegColor.Gray,
        3 when tables.IsJfif => JpegColor.YCbCr,
        3 when tables.AdobeTransform is { } transform => transform == 0 ? JpegColor.Rgb : JpegColor.YCbCr,
        3 => frame.Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }]
        ? JpegColor.Rgb : JpegColor.YCbCr,
        _ => tables.AdobeTransform == 2 ? JpegColor.Ycck : JpegColor.Cmyk,
    };
}
