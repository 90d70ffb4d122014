using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry.Tests;

public sealed class PinholeCameraTests
{
    private static readonly PinholeCamera Camera = new(640, 480, 600, 590, 310, 250);

    [Fact]
    public void The_centre_of_the_picture_lies_ahead_and_a_right_angle_reaches_its_edge()
    {
        var camera = PinholeCamera.FromFieldOfView(90, 640, 480);
        camera.FocalX.ShouldBe(320, 1e-9);
        camera.Unproject(320, 240, 2).ShouldBe(new Vector3(0, 0, 2));
        // 45 degrees: as far to the right as ahead. Down is positive.
        camera.Unproject(640, 240, 2).X.ShouldBe(2, 1e-6);
        camera.Unproject(320, 480, 2).Y.ShouldBe(1.5f, 1e-6f);
        camera.HorizontalFieldOfView.ShouldBe(90, 1e-9);
        camera.VerticalFieldOfView.ShouldBe(2 * 180 / Math.PI * Math.Atan(0.75), 1e-9);
    }

    [Property(MaxTest = 300)]
    public bool A_point_is_seen_where_it_was_taken_from(ushort u, ushort v, ushort depth)
    {
        var (x, y, metres) = (u / 100.0, v / 100.0, 0.1 + (depth / 100.0));
        var (backX, backY) = Camera.Project(Camera.Unproject(x, y, metres));
        return Math.Abs(backX - x) < 1e-3 && Math.Abs(backY - y) < 1e-3;
    }

    [Property(MaxTest = 300)]
    public bool A_resized_picture_shows_the_same_points_at_the_same_shares(PositiveInt width, PositiveInt height,
        ushort u, ushort v)
    {
        var (columns, rows) = ((width.Get % 4000) + 1, (height.Get % 4000) + 1);
        var (across, down) = (u / 65535.0, v / 65535.0);
        return Vector3.Distance(Camera.Unproject(across * 640, down * 480, 3),
            Camera.Resized(columns, rows).Unproject(across * columns, down * rows, 3)) < 1e-5;
    }

    [Property(MaxTest = 300)]
    public bool A_crop_and_a_border_move_no_point(short left, short top, byte u, byte v)
    {
        var cropped = Camera.Cropped(left, top, 100, 100);
        return Vector3.Distance(Camera.Unproject(left + u, top + v, 3), cropped.Unproject(u, v, 3)) < 1e-3;
    }

    [Property(MaxTest = 200)]
    public bool Resizing_and_cropping_may_change_places(byte left, byte top, PositiveInt times)
    {
        var k = (times.Get % 5) + 1;
        var first = Camera.Cropped(left, top, 200, 150).Resized(200 * k, 150 * k);
        var then = Camera.Resized(640 * k, 480 * k).Cropped(left * k, top * k, 200 * k, 150 * k);
        return Math.Abs(first.CenterX - then.CenterX) < 1e-6 && Math.Abs(first.CenterY - then.CenterY) < 1e-6
            && Math.Abs(first.FocalX - then.FocalX) < 1e-6 && Math.Abs(first.FocalY - then.FocalY) < 1e-6;
    }

    [Fact]
    public void A_photograph_names_its_camera_or_55_degrees_across_its_longer_side_are_assumed()
    {
        var film = PinholeCamera.Of(Pictures.Photo(300, 200, new ImageMetadata(FocalLengthIn35mmFilm: 36)));
        film.Source.ShouldBe(CameraSource.Exif);
        // A 36 mm lens before 36 x 24 mm film: as long as the picture is wide.
        film.FocalX.ShouldBe(300, 1e-9);

        var assumed = PinholeCamera.Of(Pictures.Photo(300, 200));
        assumed.Source.ShouldBe(CameraSource.Assumed);
        assumed.HorizontalFieldOfView.ShouldBe(55, 1e-9);
        assumed.ToString().ShouldBe("focal length 288.1 pixels, 55.0 x 38.3 degrees, assumed");
        PinholeCamera.Of(Pictures.Photo(200, 300)).VerticalFieldOfView.ShouldBe(55, 1e-9);
    }

    [Fact]
    public void A_place_of_a_picture_has_the_depth_of_its_pixel()
    {
        var camera = PinholeCamera.FromFieldOfView(90, 4, 2);
        var depth = Pictures.Depth(4, 2, (column, row) => 1 + column + (10 * row));
        camera.Unproject(depth, 3.2, 1.7).ShouldBe(camera.Unproject(3.2, 1.7, 14));
        camera.Unproject(depth, 4, 2).Z.ShouldBe(14);
        Should.Throw<ArgumentOutOfRangeException>(() => camera.Unproject(depth, 4.1, 0))
            .Message.ShouldContain("4.1, 0 lies outside of a picture of 4x2");
        Should.Throw<ArgumentException>(() => camera.Resized(8, 4).Unproject(depth, 1, 1))
            .Message.ShouldContain("the camera is of a picture of 8x4, the depth of 4x2");
    }

    [Fact]
    public void What_is_behind_the_camera_is_seen_nowhere() =>
        double.IsNaN(Camera.Project(new(1, 1, -1)).U).ShouldBeTrue();

    [Theory]
    [InlineData(0, 600, 320, 240)]
    [InlineData(-1, 600, 320, 240)]
    [InlineData(600, double.NaN, 320, 240)]
    [InlineData(600, 600, double.PositiveInfinity, 240)]
    public void Nonsense_is_no_camera(double fx, double fy, double cx, double cy) =>
        Should.Throw<ArgumentException>(() => new PinholeCamera(640, 480, fx, fy, cx, cy))
            .Message.ShouldContain("expected focal lengths above 0 and finite centres");

    [Theory]
    [InlineData(0)]
    [InlineData(180)]
    [InlineData(double.NaN)]
    public void No_camera_sees_that_many_degrees(double degrees) =>
        Should.Throw<ArgumentException>(() => PinholeCamera.FromFieldOfView(degrees, 640, 480));
}
