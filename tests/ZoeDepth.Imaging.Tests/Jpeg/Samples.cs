namespace ZoeDepth.Imaging.Tests.Jpeg;

/// <summary>Files and pictures to test with: always the repository's own.</summary>
internal static class Samples
{
    public static byte[] File(string name) =>
        System.IO.File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "tests", "goldens", "codecs", "jpeg", name));

    /// <summary>Smooth waves with a little noise: as hard to code as a photo.</summary>
    public static RasterImage Waves(int width, int height, PixelFormat format, int seed = 1)
    {
        var random = new Random(seed);
        var channels = RasterImage.BytesPerPixel(format);
        var data = new byte[width * height * channels];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < channels; c++)
                {
                    var wave = 128 + (70 * Math.Sin((x / 9.0) + c)) + (40 * Math.Cos((y / 13.0) - c));
                    data[(((y * width) + x) * channels) + c] = (byte)Math.Clamp(wave + random.Next(-8, 9), 0, 255);
                }
        return new RasterImage(width, height, format, data);
    }

    public static byte[] Encode(RasterImage image, JpegOptions? options = null)
    {
        using var stream = new MemoryStream();
        JpegEncoder.Save(image, stream, options);
        return stream.ToArray();
    }
}
