namespace ZoeDepth.Imaging.Tests.Exif;

public class CameraIntrinsicsTests
{
    [Fact]
    public void The_focal_length_follows_the_diagonals()
    {
        // 26 mm on a 4:3 picture of 4000 x 3000 (diagonal 5000): 26 · 5000 / 43.2666 = 3004.63.
        var camera = CameraIntrinsics.FromFocalLengthIn35mmFilm(26, 4000, 3000);
        camera.FocalLength.ShouldBe(3004.6266, 1e-3);
        (camera.CenterX, camera.CenterY).ShouldBe((2000.0, 1500.0));
        CameraIntrinsics.FromFocalLengthIn35mmFilm(26, 3000, 4000).FocalLength.ShouldBe(camera.FocalLength);
    }

    [Fact]
    public void A_picture_that_names_no_equivalent_focal_length_has_no_camera()
    {
        CameraIntrinsics.Of(new RasterImage(1, 1, PixelFormat.Gray8, [0], new ImageMetadata(FocalLength: 4.2)))
            .ShouldBeNull();
        CameraIntrinsics.Of(new RasterImage(3, 4, PixelFormat.Gray8, new byte[12],
            new ImageMetadata(FocalLengthIn35mmFilm: 50)))!
            .FocalLength.ShouldBe(50 * 5 / Math.Sqrt(1872), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_focal_length_that_is_none_is_refused(double focalLength) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CameraIntrinsics.FromFocalLengthIn35mmFilm(focalLength, 4, 3))
            .Message.ShouldContain("finite number of millimetres above 0");
}
