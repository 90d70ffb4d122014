using System.Buffers.Binary;

namespace ZoeDepth.Tests.Cli;

/// <summary>Photographs of the repository, and variants of them.</summary>
internal static class Samples
{
    /// <summary>A photograph of <c>samples/photos</c>.</summary>
    public static string Photo(string name) => Path.Combine(Goldens.RepositoryRoot, "samples", "photos", name);

    /// <summary>A model folder of a few hundred thousand weights, as transformers saved it.</summary>
    public static string Model(string name) => Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "hf", name);

    /// <summary>A damaged or unusual picture of the decoders' reference set.</summary>
    public static string Codec(string kind, string name) =>
        Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "codecs", kind, name);

    /// <summary>Copies a model folder, so that a test can change it.</summary>
    public static string CopyOfModel(string name, TemporaryFolder folder)
    {
        var copy = folder.File("model");
        Directory.CreateDirectory(copy);
        foreach (var file in new[] { "config.json", "preprocessor_config.json", "model.safetensors" })
            File.Copy(Path.Combine(Model(name), file), Path.Combine(copy, file));
        return copy;
    }

    /// <summary>A gray picture file of any size.</summary>
    public static byte[] GrayPicture(int width, int height)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * 7);
        return [.. System.Text.Encoding.ASCII.GetBytes($"P5 {width} {height} 255\n"), .. pixels];
    }

    /// <summary>A JPEG file with an EXIF segment that names only FocalLengthIn35mmFilm.</summary>
    public static byte[] WithFocalLength35(byte[] jpeg, ushort millimetres)
    {
        // Big-endian TIFF: header, IFD0 with one entry that points to the EXIF directory at 26, which has one entry of
        // type SHORT.
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
