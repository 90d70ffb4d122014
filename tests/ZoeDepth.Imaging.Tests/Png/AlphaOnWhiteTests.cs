namespace ZoeDepth.Imaging.Tests.Png;

/// <summary>Alpha channels laid on white, as ControlNet's annotators see a picture.</summary>
public sealed class AlphaOnWhiteTests
{
    private static readonly DecodeOptions OnWhite = new() { AlphaOnWhite = true };

    [Theory]
    [InlineData(4, 8, 0), InlineData(4, 16, 0), InlineData(6, 8, 0), InlineData(6, 16, 0), InlineData(6, 8, 1)]
    public void Colours_are_weighed_by_opacity_and_white_by_the_rest(int colour, int depth, int interlace)
    {
        // One pixel, so that both orders of rows are the same: 100 at half, then all and nothing of it.
        foreach (var (alpha, expected) in new[] { (128, 177), (255, 100), (0, 255) })
        {
            var samples = Enumerable.Repeat(100, colour == 6 ? 3 : 1).Append(alpha);
            byte[] row = [0, .. samples.SelectMany(s => depth == 16 ? [(byte)s, (byte)77] : new[] { (byte)s })];
            var file = PngBytes.File(PngBytes.Header(1, 1, depth, colour, interlace),
                PngBytes.Chunk("IDAT", PngBytes.Deflate(row)), PngBytes.Chunk("IEND"));

            RasterImage.Load(file, OnWhite).Data.ShouldAllBe(value => value == expected, $"opacity {alpha}");
            RasterImage.Load(file).Data.ShouldAllBe(value => value == 100, "dropped unless asked for");
        }
    }

    [Fact]
    public void A_picture_without_alpha_is_what_it_was()
    {
        var file = PngEncoder.Encode(PngEncoderTests.RandomImage(31, 17, PixelFormat.Rgb8, 3));
        RasterImage.Load(file, OnWhite).Data.ShouldBe(RasterImage.Load(file).Data);
    }

    [Fact]
    public void Every_pixel_of_a_large_picture_is_that_of_plain_arithmetic()
    {
        var image = PngEncoderTests.RandomImage(67, 41, PixelFormat.Rgba8, 4);
        var seen = RasterImage.Load(PngEncoder.Encode(image), OnWhite).Data;
        for (var i = 0; i < seen.Length; i++)
        {
            var opacity = image.Data[(i / 3 * 4) + 3];
            var exact = ((image.Data[(i / 3 * 4) + (i % 3)] * opacity) + (255.0 * (255 - opacity))) / 255;
            ((double)seen[i]).ShouldBeInRange(Math.Floor(exact - 1e-4), exact + 1e-4, $"sample {i}");
        }
    }
}
