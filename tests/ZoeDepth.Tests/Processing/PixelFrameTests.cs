using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Processing;

/// <summary>Frames in other people's memory enter the network as the same image in ours does.</summary>
public sealed class PixelFrameTests
{
    private const int Width = 53, Height = 41;

    private static readonly ZoeDepthImageProcessor Small = new() { Size = new(64, 96) };

    [Theory]
    [InlineData(FrameFormat.Rgb24, 0)]
    [InlineData(FrameFormat.Rgb24, 9)]
    [InlineData(FrameFormat.Bgr24, 5)]
    [InlineData(FrameFormat.Rgba32, 0)]
    [InlineData(FrameFormat.Bgra32, 12)]
    [InlineData(FrameFormat.Gray8, 11)]
    public void A_frame_gives_the_same_bits_as_the_image(FrameFormat format, int gap)
    {
        var rgb = new byte[Width * Height * 3];
        new Random(7).NextBytes(rgb);
        if (format == FrameFormat.Gray8)
            for (var i = 0; i < rgb.Length; i++) rgb[i] = rgb[i - (i % 3)];
        var (size, stride) = (PixelFrame.BytesPerPixel(format), (Width * PixelFrame.BytesPerPixel(format)) + gap);
        var memory = new byte[(stride * (Height - 1)) + (Width * size)];
        new Random(8).NextBytes(memory);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (red, green, blue) = (rgb[3 * ((y * Width) + x)], rgb[(3 * ((y * Width) + x)) + 1],
                    rgb[(3 * ((y * Width) + x)) + 2]);
                byte[] pixel = format switch
                {
                    FrameFormat.Gray8 => [red],
                    FrameFormat.Bgr24 or FrameFormat.Bgra32 => [blue, green, red],
                    _ => [red, green, blue],
                };
                pixel.CopyTo(memory, (y * stride) + (x * size));
            }
        }

        using var pass = Pass.Inference();
        var expected = Small.Preprocess(pass, new RasterImage(Width, Height, PixelFormat.Rgb8, rgb));
        var frame = new PixelFrame(memory, Width, Height, format, gap == 0 ? 0 : stride);
        Small.Preprocess(pass, [PixelArray.FromFrame(frame)]).Values.ToArray().ShouldBe(expected.Values.ToArray());
        var bytes = Small with { DoRescale = false, DoNormalize = false };
        bytes.Preprocess(pass, [PixelArray.FromFrame(frame)]).Values.ToArray()
            .ShouldBe(bytes.Preprocess(pass, new RasterImage(Width, Height, PixelFormat.Rgb8, rgb)).Values.ToArray());
    }

    [Fact]
    public async Task The_estimator_takes_frames_in_managed_and_native_memory()
    {
        var bgra = new byte[64 * 48 * 4];
        new Random(9).NextBytes(bgra);
        var rgb = new byte[64 * 48 * 3];
        for (var i = 0; i < 64 * 48; i++)
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = (bgra[(4 * i) + 2], bgra[(4 * i) + 1], bgra[4 * i]);
        using var estimator = DepthEstimator.FromPretrained(Cli.Samples.Model("single-softplus"));
        var options = new EstimateOptions { Size = new ImageSize(64, 96) };
        var expected = estimator.Estimate(new RasterImage(64, 48, PixelFormat.Rgb8, rgb), options).Values;
        var frame = new PixelFrame(bgra, 64, 48, FrameFormat.Bgra32);
        estimator.Estimate(frame, options).Values.ShouldBe(expected);
        (await estimator.EstimateAsync(frame, options)).Values.ShouldBe(expected);
        estimator.Estimate(bgra.AsSpan(), 64, 48, FrameFormat.Bgra32, options: options).Values.ShouldBe(expected);
    }

    [Theory]
    [InlineData(100, 0, "takes 120 bytes, but 100 came")]
    [InlineData(200, 29, "a row of 10 Rgb24 pixels takes 30 bytes, but the stride is 29")]
    [InlineData(200, -30, "rows go from top to bottom")]
    public void Memory_that_is_too_short_is_refused(int length, int stride, string reason) =>
        Should.Throw<ArgumentException>(() =>
            new PixelFrame(new byte[length], 10, 4, FrameFormat.Rgb24, stride)).Message.ShouldContain(reason);

    /// <summary>A structure has a value that no constructor has seen.</summary>
    [Fact]
    public void A_frame_without_pixels_is_refused()
    {
        Should.Throw<ArgumentException>(() => PixelArray.FromFrame(default)).Message.ShouldStartWith(Empty);
        using var estimator = DepthEstimator.FromPretrained(Pipeline.TinyModels.Single);
        Should.Throw<ArgumentException>(() => estimator.Estimate(default(PixelFrame))).Message.ShouldStartWith(Empty);
    }

    private const string Empty = "the frame has no pixels: it was never given any; make one with new PixelFrame";
}
