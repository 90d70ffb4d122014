using System.Text;
using FsCheck.Xunit;

namespace ZoeDepth.Geometry.Tests;

public sealed class CameraFileTests
{
    private static PinholeCamera Parse(string json, int width = 640, int height = 480) =>
        CameraFile.Parse(Encoding.UTF8.GetBytes(json), width, height);

    [Theory]
    [InlineData("""{"fx": 600, "fy": 590, "cx": 310, "cy": 250}""")]
    [InlineData("""{"fx": 600, "fy": 590, "cx": 310, "cy": 250, "width": 640, "height": 480, "camera": "ours"}""")]
    [InlineData("""{"K": [[600, 0, 310], [0, 590, 250], [0, 0, 1]]}""")]
    [InlineData("""{"K": [600, 0, 310, 0, 590, 250, 0, 0, 1]}""")]
    public void A_calibration_is_read_in_its_spellings(string json) =>
        Parse(json).ShouldBe(new PinholeCamera(640, 480, 600, 590, 310, 250, CameraSource.Json));

    [Fact]
    public void One_focal_length_is_that_of_square_pixels() =>
        Parse("""{"fx": 600, "cx": 310, "cy": 250}""").FocalY.ShouldBe(600);

    [Fact]
    public void A_calibration_of_a_larger_picture_is_rescaled() =>
        Parse("""{"fx": 6000, "fy": 5900, "cx": 3100, "cy": 2500, "width": 6400, "height": 4800}""")
            .ShouldBe(new PinholeCamera(640, 480, 600, 590, 310, 250, CameraSource.Json));

    [Theory]
    [InlineData("P0: 1 0 1 0 0 1 1 0 0 0 1 0\nP2: 7.2e+02 0 3.095e+02 4.4e+01 0 7.1e+02 1.705e+02 0.2 0 0 1 0\n")]
    [InlineData("calib_time: 09-Jan-2012 13:57:47\r\nS_rect_02: 6.4e+02 3.6e+02\r\n" +
        "P_rect_02: 7.2e+02 0 3.095e+02 4.4e+01 0 7.1e+02 1.705e+02 0.2 0 0 1 0\r\n")]
    public void KITTIs_left_colour_camera_is_read_and_counted_from_the_corner(string text) =>
        Parse(text, 640, 360).ShouldBe(new PinholeCamera(640, 360, 720, 710, 310, 171, CameraSource.Json));

    [Fact]
    public void A_size_in_KITTIs_file_rescales_it() =>
        Parse("S_rect_02: 1280 720\nP_rect_02: 720 0 319.5 0 0 720 359.5 0 0 0 1 0", 640, 360)
            .ShouldBe(new PinholeCamera(640, 360, 360, 360, 160, 180, CameraSource.Json));

    [Theory]
    [InlineData("P2: 1 2 3", "its projection has 3 numbers; expected 3 rows of 4")]
    [InlineData("P2: 1 2 3 4 5 6 7 8 9 10 11 12 13", "its projection has 13 numbers")]
    [InlineData("P2: 720 0 many 0 0 720 170 0 0 0 1 0", "P2 holds 'many', which is no number")]
    [InlineData("P2: 720 0 7200 0 0 720 170 0 0 0 1 0", "outside of a picture of 640x480; was it calibrated at")]
    [InlineData("P3: 720 0 310 0 0 720 170 0 0 0 1 0", "or KITTI's lines with a P2 or P_rect_02")]
    public void What_is_no_line_of_KITTIs_is_told_from_one(string text, string reason) =>
        Should.Throw<FormatException>(() => Parse(text)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("[1, 2]", "expected {")]
    [InlineData("{}", "\"fx\" is missing")]
    [InlineData("""{"fx": "wide", "cx": 1, "cy": 1}""", "\"fx\" is \"wide\"; expected {")]
    [InlineData("""{"fx": 600, "cx": 310}""", "\"cy\" is missing")]
    [InlineData("""{"fx": -600, "cx": 310, "cy": 250}""", "focal lengths -600 and -600 came; both are pixels above 0")]
    [InlineData("""{"fx": 1e999, "cx": 310, "cy": 250}""", "\"fx\" is 1e999")]
    [InlineData("""{"fx": 6000, "cx": 3100, "cy": 2500}""", "outside of a picture of 640x480; was it calibrated at")]
    [InlineData("""{"fx": 600, "cx": 240, "cy": 320, "width": 480, "height": 640}""", "it was turned or cropped")]
    [InlineData("""{"fx": 600, "cx": 310, "cy": 250, "width": 640.5, "height": 480}""", "\"width\" is a whole number")]
    [InlineData("""{"fx": 600, "cx": 310, "cy": 250, "width": 640}""", "\"height\" is missing")]
    [InlineData("""{"K": [[600, 1, 310], [0, 590, 250], [0, 0, 1]]}""", "\"K\" is [[600, 1, 310]")]
    [InlineData("""{"K": [[[600]]]}""", "\"K\" holds [600]")]
    [InlineData("""{"fx": 1, "fx": 2, "cx": 3, "cy": 4}""", "it is no JSON")]
    public void What_is_no_calibration_is_told_from_one(string json, string reason) =>
        Should.Throw<FormatException>(() => Parse(json)).Message.ShouldContain(reason);

    [Fact]
    public void A_file_that_is_no_small_text_is_refused_before_it_is_read_whole()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("large.json");
        using (var stream = File.Create(file)) stream.SetLength(4L << 30);
        Should.Throw<FormatException>(() => CameraFile.Read(file, 640, 480)).Message.ShouldContain("larger than");
        Should.Throw<FileNotFoundException>(() => CameraFile.Read(folder.File("none.json"), 640, 480));
    }

    [Property(MaxTest = 500)]
    public bool Whatever_comes_is_a_camera_or_a_reason(byte[] bytes, byte digit)
    {
        // Random bytes in the middle of a calibration reach further than random bytes alone.
        byte[] json = [.. "{\"fx\": 6"u8, digit, .. bytes ?? [], .. ", \"cx\": 310, \"cy\": 250}"u8];
        try
        {
            return CameraFile.Parse(json, 640, 480).FocalX > 0;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
