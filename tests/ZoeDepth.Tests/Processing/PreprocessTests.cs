using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Processing;

/// <summary>Pictures to <c>pixel_values</c>.</summary>
public sealed class PreprocessTests
{
    private static readonly ZoeDepthImageProcessor Small = new() { Size = new(64, 96) };

    public static TheoryData<int, int, int, bool, ImageResampling, bool> Pictures()
    {
        var random = new Random(11);
        var data = new TheoryData<int, int, int, bool, ImageResampling, bool>();
        for (var i = 0; i < 24; i++)
            data.Add(random.Next(9, 220), random.Next(9, 220), random.Next(1, 5), random.Next(2) == 0,
                (ImageResampling)random.Next(2, 4), random.Next(2) == 0);
        return data;
    }

    [Theory, MemberData(nameof(Pictures))]
    public void Reading_only_what_is_needed_gives_what_the_whole_padded_picture_gives(int height, int width,
        int channels, bool pad, ImageResampling resample, bool keep)
    {
        var bytes = Noise(height, width, channels);
        var settings = Small with { DoPad = pad, Resample = resample, KeepAspectRatio = keep, ImageMean = [0.45],
            ImageStd = [0.3], EnsureMultipleOf = 8 };
        using var pass = Pass.Inference(new Workspace(poison: true));
        var pixels = settings.Preprocess(pass,
            [PixelArray.FromBytes(bytes, [height, width, channels], ChannelLayout.ChannelsLast)]);
        var expected = NaiveProcessor.Run(settings, (y, x, c) => bytes[(((y * width) + x) * channels) + c],
            new(height, width), channels);
        // Sixteen products and four roundings of values up to 1/0.3 in float32.
        Close.Within(pixels.Values, expected, 0, 5e-6, $"{width}x{height}x{channels}");
    }

    [Fact]
    public void A_huge_picture_takes_no_more_memory_than_its_network_inputs()
    {
        var picture = new RasterImage(6000, 4000, PixelFormat.Rgb8, new byte[6000 * 4000 * 3]);
        using var workspace = new Workspace();
        using (var pass = Pass.Inference(workspace))
            new ZoeDepthImageProcessor().Preprocess(pass, picture).Shape.ToArray().ShouldBe([1, 384, 576, 3]);
        // At most two rows and two columns are read for each one made, so five network inputs; the blocks of the pool
        // are up to a quarter larger.
        workspace.PeakBytes.ShouldBeLessThan(5L * 384 * 576 * 3 * sizeof(float) * 5 / 4);
    }

    [Fact]
    public void The_way_back_from_bytes_is_exact_for_all_256_values()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using var pass = Pass.Inference();
        var settings = new ZoeDepthImageProcessor
            { DoPad = false, DoResize = false, ImageMean = [0.5], ImageStd = [0.5] };
        var pixels = settings.Preprocess(pass, [PixelArray.FromBytes(bytes, [16, 16, 1], ChannelLayout.ChannelsLast)]);
        for (var i = 0; i < 256; i++) pixels.Values[i].ShouldBe(((i * (float)(1 / 255.0)) - 0.5f) / 0.5f);
    }

    [Fact]
    public void Channels_first_and_last_give_the_same_bits()
    {
        var bytes = Noise(40, 52, 3);
        var planes = new byte[bytes.Length];
        for (var i = 0; i < 40 * 52; i++)
            for (var c = 0; c < 3; c++) planes[(c * 40 * 52) + i] = bytes[(3 * i) + c];
        using var pass = Pass.Inference();
        var last = Small.Preprocess(pass, [PixelArray.FromBytes(bytes, [40, 52, 3], ChannelLayout.ChannelsLast)]);
        var first = Small.Preprocess(pass, [PixelArray.FromBytes(planes, [3, 40, 52], ChannelLayout.ChannelsFirst)]);
        var inferred = Small.Preprocess(pass, [PixelArray.FromBytes(planes, [3, 40, 52], ChannelLayout.Inferred)]);
        first.Values.SequenceEqual(last.Values).ShouldBeTrue();
        inferred.Values.SequenceEqual(last.Values).ShouldBeTrue();
    }

    [Fact]
    public void A_batch_is_its_pictures_one_after_another()
    {
        RasterImage[] pictures = [Picture(48, 64), Picture(36, 48), Picture(48, 64)];
        using var pass = Pass.Inference();
        var batch = Small.Preprocess(pass, pictures);
        batch.Shape.ToArray().ShouldBe([3, 64, 96, 3]);
        var one = 64 * 96 * 3;
        for (var i = 0; i < 3; i++)
            Small.Preprocess(pass, pictures[i]).Values.SequenceEqual(batch.Values.Slice(i * one, one)).ShouldBeTrue();
    }

    [Fact]
    public void A_gray_picture_takes_as_many_channels_as_there_are_means()
    {
        var gray = new RasterImage(30, 20, PixelFormat.Gray8, Noise(20, 30, 1));
        using var pass = Pass.Inference();
        var pixels = (Small with { ImageMean = [0.1, 0.2, 0.3], ImageStd = [1] }).Preprocess(pass, gray);
        pixels.Shape.Last.ShouldBe(3);
        var plain = (Small with { DoNormalize = false }).Preprocess(pass, gray);
        for (var i = 0; i < plain.Values.Length; i++)
            for (var c = 0; c < 3; c++) pixels.Values[(3 * i) + c].ShouldBe(plain.Values[i] - (float)((c + 1) * 0.1));
    }

    [Fact]
    public void A_picture_too_small_for_its_border_is_refused_by_name()
    {
        using var pass = Pass.Inference();
        Should.Throw<UnsupportedImageSizeException>(() => Small.Preprocess(pass, Picture(1, 1))).Message.ShouldBe(
            "the picture of 1x1 is too small to be mirrored at its border: 2 rows and 2 columns would be added on " +
            "each side, and that takes at least one more of each; enlarge it to at least 5x5 or turn the border off " +
            "(DoPad = false, of an estimate Pad = false)");
        Should.Throw<UnsupportedImageSizeException>(() =>
            Small.Preprocess(pass, [Picture(48, 64), Picture(3, 60)])).Message.ShouldStartWith(
            "picture 2 of 2 of 60x3 is too small");
        (Small with { DoPad = false }).Preprocess(pass, Picture(1, 1)).Shape.ToArray().ShouldBe([1, 64, 64, 3]);
    }

    [Fact]
    public void Pictures_that_come_out_at_different_sizes_are_refused_as_one_batch()
    {
        using var pass = Pass.Inference();
        Should.Throw<UnsupportedImageSizeException>(() =>
            Small.Preprocess(pass, [Picture(48, 64), Picture(64, 48)])).Message.ShouldBe(
            "picture 2 of 2 comes out at 96x128 with 3 channels and the first at 96x64 with 3, so they do not fit " +
            "one batch; run the pictures one by one or let it be stretched (KeepAspectRatio = false, of an estimate " +
            "KeepAspect = false)");
    }

    [Fact]
    public void What_does_not_fit_the_settings_is_refused_before_anything_is_computed()
    {
        using var workspace = new Workspace();
        using var pass = Pass.Inference(workspace);
        var rgba = PixelArray.FromBytes(Noise(20, 30, 4), [20, 30, 4], ChannelLayout.ChannelsLast);
        Should.Throw<ArgumentException>(() => Small.Preprocess(pass, [rgba])).Message.ShouldBe(
            "the picture has 4 channels, but there are 3 means and 3 divisors; convert it to RGB " +
            "(RasterImage.ToRgb8), or give one of each for every channel");
        Should.Throw<ArgumentException>(() => (Small with { DoRescale = false })
            .Preprocess(pass, Picture(20, 30))).Message.ShouldBe(
            "the picture has 8-bit whole-number samples, which cannot be normalised unless they are rescaled; turn " +
            "DoRescale on, or give floats");
        Should.Throw<ArgumentException>(() => (Small with { ImageStd = [0.5, 0, 0.5] })
            .Preprocess(pass, Picture(20, 30))).Message.ShouldContain("image_std holds a 0");
        Should.Throw<ArgumentException>(() =>
            Small.Preprocess(pass, Array.Empty<RasterImage>())).Message.ShouldContain("expected at least one picture");
        workspace.BytesInUse.ShouldBe(0);
    }

    [Fact]
    public void An_array_says_what_is_wrong_with_its_shape()
    {
        Should.Throw<ArgumentException>(() =>
            PixelArray.FromBytes(new byte[6], [2, 3], ChannelLayout.Inferred)).Message.ShouldContain(
            "three axes, row, column and channel, but [2, 3] came");
        Should.Throw<ArgumentException>(() =>
            PixelArray.FromBytes(new byte[30], [2, 3, 5], ChannelLayout.Inferred)).Message.ShouldContain(
            "cannot be inferred");
        Should.Throw<ArgumentException>(() =>
            PixelArray.FromBytes(new byte[17], [2, 3, 3], ChannelLayout.ChannelsLast)).Message.ShouldContain(
            "holds 18 samples, but 17 came");
        Should.Throw<ArgumentException>(() =>
            PixelArray.FromFloats([], [0, 3, 3], ChannelLayout.ChannelsLast)).Message.ShouldContain("no empty axis");
    }

    [Fact]
    public void A_cancelled_pass_stops_before_the_next_picture()
    {
        using var cancelled = new CancellationTokenSource();
        using var pass = Pass.Inference();
        pass.Cancellation = cancelled.Token;
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => Small.Preprocess(pass, Picture(48, 64)));
    }

    private static RasterImage Picture(int height, int width) =>
        new(width, height, PixelFormat.Rgb8, Noise(height, width, 3));

    private static byte[] Noise(int height, int width, int channels)
    {
        var bytes = new byte[height * width * channels];
        new Random((height * 7919) + width).NextBytes(bytes);
        return bytes;
    }
}
