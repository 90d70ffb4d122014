using FsCheck;
using FsCheck.Xunit;

namespace ZoeDepth.Tests.Processing;

/// <summary>Which size a picture enters the network with.</summary>
public sealed class SizeRuleTests
{
    private static readonly ZoeDepthImageProcessor Published = new();

    [Theory]
    [InlineData(480, 640, 384, 512)]
    [InlineData(640, 480, 672, 512)]
    [InlineData(375, 1242, 384, 1152)]
    [InlineData(720, 1280, 384, 672)]
    [InlineData(1080, 1920, 384, 672)]
    [InlineData(427, 640, 384, 544)]
    [InlineData(100, 100, 384, 384)]
    [InlineData(640, 425, 736, 512)]
    public void Common_pictures_get_the_reference_size(int height, int width, int newHeight, int newWidth) =>
        Published.OutputSize(new(height, width)).ShouldBe(new(newHeight, newWidth));

    [Theory]
    [InlineData(489, 640, 380, 513, false, false, 32, 384, 512)]
    [InlineData(511, 511, 512, 512, false, false, 32, 512, 512)]
    [InlineData(489, 640, 512, 512, false, true, 1, 512, 670)]
    [InlineData(489, 640, 512, 512, false, false, 1, 512, 512)]
    [InlineData(489, 640, 511, 511, true, true, 32, 512, 672)]
    public void The_upstream_unit_tests_of_the_size_hold(int height, int width, int wantedHeight, int wantedWidth,
        bool pad, bool keep, double multiple, int newHeight, int newWidth) =>
        new ZoeDepthImageProcessor
            { DoPad = pad, KeepAspectRatio = keep, Size = new(wantedHeight, wantedWidth), EnsureMultipleOf = multiple }
            .OutputSize(new(height, width)).ShouldBe(new(newHeight, newWidth));

    [Fact]
    public void The_multiple_of_the_class_default_constrains_nothing() =>
        (Published with { EnsureMultipleOf = ZoeDepthImageProcessor.ClassDefaultMultiple }).OutputSize(new(480, 640))
            .ShouldBe(new(392, 512));

    [Fact]
    public void A_kitti_sized_network_gets_the_reference_sizes_of_the_research_code()
    {
        var kitti = Published with { Size = new(384, 768) };
        kitti.OutputSize(new(480, 640)).ShouldBe(new(576, 768));
        kitti.OutputSize(new(1080, 1920)).ShouldBe(new(448, 768));
        kitti.OutputSize(new(640, 480)).ShouldBe(new(992, 768));
    }

    [Property(MaxTest = 500)]
    public bool Both_sides_are_multiples_and_one_of_them_is_the_requested_one(PositiveInt height, PositiveInt width,
        bool pad, bool keep)
    {
        var picture = new ImageSize((height.Get * 37 % 3000) + 5, (width.Get * 53 % 3000) + 5);
        var processor = Published with { DoPad = pad, KeepAspectRatio = keep };
        try
        {
            var size = processor.OutputSize(picture);
            return size.Height % 32 == 0 && size.Width % 32 == 0 && size.Height > 0 && size.Width > 0
                && (keep ? size.Height == 384 || size.Width == 512 : size == new ImageSize(384, 512));
        }
        catch (UnsupportedImageSizeException)
        {
            // Only a kept aspect ratio can take a side below half a multiple.
            return keep;
        }
    }

    [Property(MaxTest = 500)]
    public bool A_kept_aspect_ratio_takes_the_scale_closer_to_one(PositiveInt height, PositiveInt width)
    {
        var picture = new ImageSize((height.Get * 37 % 3000) + 200, (width.Get * 53 % 3000) + 200);
        var processor = Published with
            { DoPad = false, EnsureMultipleOf = ZoeDepthImageProcessor.ClassDefaultMultiple };
        var size = processor.OutputSize(picture);
        var (byHeight, byWidth) = (Math.Abs(1 - (384.0 / picture.Height)), Math.Abs(1 - (512.0 / picture.Width)));
        return byWidth < byHeight ? size.Width is 511 or 512 : size.Height is 383 or 384;
    }

    [Property(MaxTest = 500)]
    public bool The_border_is_the_largest_whole_number_below_three_roots_of_half_the_side(PositiveInt side)
    {
        var border = Published.Border(new(side.Get, 1)).Height;
        // In whole numbers: border <= 3·√(side/2) < border + 1.
        return 2L * border * border <= 9L * side.Get && 2L * (border + 1) * (border + 1) > 9L * side.Get;
    }

    [Property(MaxTest = 500)]
    public bool A_mirror_shows_every_pixel_at_its_distance_from_the_edge(PositiveInt sides, NonNegativeInt distances)
    {
        var side = (sides.Get % 50) + 2;
        var distance = distances.Get % side;
        return SizeRule.Mirrored(-distance, side) == distance
            && SizeRule.Mirrored(side - 1 + distance, side) == side - 1 - distance;
    }

    /// <summary>Four weights for each pixel of a side are held at once, more memory than the picture takes.</summary>
    [Fact]
    public void A_side_too_long_for_antialiasing_is_refused()
    {
        var dpt = ZoeDepthImageProcessor.PublishedFor(ZoeDepthConfig.DptLarge);
        dpt.OutputSize(new(1, 1 << 20), "the picture").ShouldBe(dpt.Size);
        Should.Throw<UnsupportedImageSizeException>(() => dpt.OutputSize(new(1, (1 << 20) + 1), "the picture"))
            .Message.ShouldBe("the picture of 1048577x1 has a side of more than 1048576 pixels, which is not resized " +
                "with antialiasing; crop it");
    }

    [Fact]
    public void A_picture_too_elongated_is_refused_with_its_sizes_and_a_way_out()
    {
        var refusal = Should.Throw<UnsupportedImageSizeException>(() => Published.OutputSize(new(10, 20000)));
        refusal.Message.ShouldBe(
            "the picture of 20000x10 is too elongated: with its border it is 20600x22 and would be resized to 512x0, " +
            "but every side must be at least 1; crop it, ask for a larger Size, or let it be stretched " +
            "(KeepAspectRatio = false, of an estimate KeepAspect = false)");
        refusal.SuggestedFixes.ShouldBe([SuggestedFix.Crop, SuggestedFix.LargerSize, SuggestedFix.Stretch]);
        refusal.Tell(remedy => $"{remedy}".ToLowerInvariant())
            .ShouldEndWith("at least 1; crop, largersize, or stretch");
        (Published with { KeepAspectRatio = false }).OutputSize(new(10, 20000)).ShouldBe(new(384, 512));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-32)]
    [InlineData(double.NaN)]
    public void A_multiple_that_is_not_positive_is_refused(double multiple) =>
        Should.Throw<ArgumentException>(() => (Published with { EnsureMultipleOf = multiple })
            .OutputSize(new(480, 640)))
            .Message.ShouldContain("ensure_multiple_of must be greater than 0");

    [Fact]
    public void A_size_without_extent_is_refused() =>
        Should.Throw<ArgumentException>(() => (Published with { Size = new(0, 512) })
            .OutputSize(new(480, 640))).Message.ShouldContain("0 rows and 512 columns came");

    [Theory]
    [InlineData(ImageResampling.Nearest)]
    [InlineData(ImageResampling.Lanczos)]
    [InlineData(ImageResampling.Box)]
    public void A_resampling_without_aligned_corners_is_refused(ImageResampling resample) =>
        Should.Throw<ArgumentException>(() => (Published with { Resample = resample })
            .OutputSize(new(480, 640))).Message.ShouldContain("only 2 (bilinear) and 3 (bicubic)");
}
