using System.Buffers.Binary;

namespace ZoeDepth.Tests.Cli;

/// <summary>Photographs of the repository, and variants of them.</summary>
internal static class Samples
{
    /// <summary>A photograph of <c>samples/photos</c>.</summary>
    public static string Photo(string name) => Path.Combine(Goldens.RepositoryRoot, "samples", "photos", name);

    /// <summary>A JPEG file with an EXIF segment that names only FocalLengthIn35mmFilm.</summary>
    public static byte[] WithFocalLength35(byte[] jpeg, ushort millimetres)
    {
        // Big-endian TIFF: header, IFD0 with one entry that points to the EXIF directory at 26, which has one entry of type SHORT.
        var tiff = new byte[44];
        "MM"u8.CopyTo(tiff);
        Put16(2, 42);
        Put32(4, 8);
        Put16(8, 1);
        Put16(10, 0x8769);
        Put16(12, 4);
        Put32(14, 1);
        Put32(18, 26);
        Put16(26, 1);
        Put16(28, 0xA405);
        Put16(30, 3);
        Put32(32, 1);
        Put16(36, millimetres);
        byte[] segment = [0xFF, 0xE1, 0, (byte)(2 + 6 + tiff.Length), .. "Exif\0\0"u8, .. tiff];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];

        void Put16(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), value);
        void Put32(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), value);
    }
}
