using ZoeDepth.Imaging;

namespace ZoeDepth.Server.Tests;

/// <summary>JPEG files that name their camera.</summary>
internal static class NamedCamera
{
    /// <summary>The file with an EXIF block before everything else.</summary>
    public static byte[] In(byte[] jpeg, ImageMetadata camera)
    {
        byte[] block = [.. "Exif\0\0"u8, .. ExifWriter.Write(camera)];
        var length = block.Length + 2;
        return [.. jpeg[..2], 0xff, 0xe1, (byte)(length >> 8), (byte)length, .. block, .. jpeg[2..]];
    }
}
