using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ZoeDepth.Imaging.Tests.Jpeg;

public class JpegEncoderTests
{
    [Property(MaxTest = 60)]
    public void A_gray_picture_comes_back_within_what_quantisation_allows(byte width, byte height, byte quality,
        int seed)
    {
        var options = new JpegOptions { Quality = 1 + (quality % 100), OptimizeHuffman = seed % 2 == 0 };
        var image = Samples.Waves(1 + width, 1 + height, PixelFormat.Gray8, seed);
        var decoded = RasterImage.Load(Samples.Encode(image, options));
        (decoded.Width, decoded.Height, decoded.Format).ShouldBe((image.Width, image.Height, PixelFormat.Gray8));

        // The transform keeps lengths: a block's error is at most half a step for each coefficient, and a rounded
        // sample is off by a half, 64 times (√64 · 0.5 = 4); another half for what integer arithmetic rounds on the
        // way.
        var allowed = (0.5 * Math.Sqrt(QuantizationSteps.For(0, options.Quality).Sum(step => (double)step * step))) + 8;
        for (var top = 0; top < image.Height; top += 8)
            for (var left = 0; left < image.Width; left += 8)
            {
                var squares = 0.0;
                for (var y = top; y < Math.Min(top + 8, image.Height); y++)
                    for (var x = left; x < Math.Min(left + 8, image.Width); x++)
                        squares += Math.Pow(image.Data[(y * image.Width) + x] - decoded.Data[(y * image.Width) + x], 2);
                Math.Sqrt(squares).ShouldBeLessThanOrEqualTo(allowed);
            }
    }

    [Theory]
    [InlineData(ChromaSampling.Full)]
    [InlineData(ChromaSampling.Halved)]
    public void A_smooth_colour_picture_at_quality_100_comes_back_nearly_unchanged(ChromaSampling chroma)
    {
        var image = Samples.Waves(61, 47, PixelFormat.Rgb8);
        for (var i = 0; i < image.Data.Length; i++) image.Data[i] = (byte)(64 + (i / 3 % 61) + (i / 183));
        var decoded = RasterImage.Load(Samples.Encode(image, new JpegOptions { Quality = 100, Chroma = chroma }));
        for (var i = 0; i < image.Data.Length; i++)
            Math.Abs(image.Data[i] - decoded.Data[i]).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void Full_chroma_keeps_coloured_edges_that_halving_smears()
    {
        var data = new byte[64 * 64 * 3];
        for (var i = 0; i < 64 * 64; i++) data[(3 * i) + (i % 2 == 0 ? 0 : 2)] = 255;
        var image = new RasterImage(64, 64, PixelFormat.Rgb8, data);
        double Error(ChromaSampling chroma) =>
            RasterImage.Load(Samples.Encode(image, new JpegOptions { Quality = 95, Chroma = chroma })).Data.Zip(data,
                (a, b) => Math.Abs(a - b)).Average();
        Error(ChromaSampling.Full).ShouldBeLessThan(10);
        Error(ChromaSampling.Halved).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Measured_tables_make_a_smaller_file_of_the_same_pixels()
    {
        var image = Samples.Waves(160, 120, PixelFormat.Rgb8);
        var (plain, optimized) = (Samples.Encode(image),
            Samples.Encode(image, new JpegOptions { OptimizeHuffman = true }));
        optimized.Length.ShouldBeLessThan(plain.Length);
        RasterImage.Load(optimized).Data.ShouldBe(RasterImage.Load(plain).Data);
    }

    [Fact]
    public void The_camera_is_kept_and_the_orientation_becomes_that_of_an_upright_picture()
    {
        var metadata = new ImageMetadata(6, 4.27, 26, "Canon", "EOS 5D");
        var waves = Samples.Waves(20, 10, PixelFormat.Rgb8);
        var image = new RasterImage(20, 10, PixelFormat.Rgb8, waves.Data, metadata);
        RasterImage.Load(Samples.Encode(image)).Metadata.ShouldBe(metadata with { Orientation = 1 });
        RasterImage.Load(Samples.Encode(waves)).Metadata.ShouldBe(ImageMetadata.None);
    }

    [Fact]
    public void A_file_appears_only_whole()
    {
        var folder = Directory.CreateTempSubdirectory("zoedepth-jpeg");
        try
        {
            var path = Path.Combine(folder.FullName, "depth.jpg");
            JpegEncoder.Save(Samples.Waves(9, 9, PixelFormat.Gray8), path);
            RasterImage.Load(path).Width.ShouldBe(9);
            Should.Throw<ArgumentException>(() =>
                JpegEncoder.Save(Samples.Waves(9, 9, PixelFormat.Gray8), path, new JpegOptions { Quality = 0 }));
            Directory.GetFiles(folder.FullName).ShouldBe([path]);
            var nowhere = Path.Combine(folder.FullName, "no", "x.jpg");
            Should.Throw<IOException>(() =>
                JpegEncoder.Save(Samples.Waves(9, 9, PixelFormat.Gray8), nowhere)).Message.ShouldStartWith(
                $"cannot write {nowhere}: ");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_quality_outside_1_to_100_is_refused(int quality) =>
        Should.Throw<ArgumentException>(() =>
            Samples.Encode(Samples.Waves(8, 8, PixelFormat.Gray8), new JpegOptions { Quality = quality }))
            .Message.ShouldContain($"JPEG quality is 1..100, but {quality} came");

    [Fact]
    public void Depth_itself_is_no_jpeg() =>
        Should.Throw<ArgumentException>(() => Samples.Encode(new RasterImage(1, 1, PixelFormat.Gray16, new byte[2])))
            .Message.ShouldContain("but Gray16 came; convert it (depth: colour it first)");

    [Fact]
    public void A_picture_too_wide_for_the_format_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            Samples.Encode(new RasterImage(65536, 1, PixelFormat.Gray8, new byte[65536]))).Message
            .ShouldContain("65536x1 came");
}
