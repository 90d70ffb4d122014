namespace ZoeDepth.Imaging.Tests.Exif;

public class OrientationTests
{
    /// <summary>Where the upright pixel (x, y) lies in a stored picture of <paramref name="width"/> by
    /// <paramref name="height"/>: the definition, from the EXIF standard.</summary>
    private static (int X, int Y) Stored(int orientation, int x, int y, int width, int height) => orientation switch
    {
        2 => (width - 1 - x, y),
        3 => (width - 1 - x, height - 1 - y),
        4 => (x, height - 1 - y),
        5 => (y, x),
        6 => (y, height - 1 - x),
        7 => (width - 1 - y, height - 1 - x),
        8 => (width - 1 - y, x),
        _ => (x, y),
    };

    public static TheoryData<int, PixelFormat> Cases()
    {
        var cases = new TheoryData<int, PixelFormat>();
        for (var orientation = 1; orientation <= 8; orientation++)
            foreach (var format in Enum.GetValues<PixelFormat>()) cases.Add(orientation, format);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Applying_an_orientation_moves_every_pixel_to_its_place(int orientation, PixelFormat format)
    {
        const int width = 23, height = 37;
        var bytes = RasterImage.BytesPerPixel(format);
        var data = new byte[width * height * bytes];
        new Random(orientation).NextBytes(data);

        var upright = Orientation.Apply(new RasterImage(width, height, format, data), orientation);

        (upright.Width, upright.Height).ShouldBe(orientation >= 5 ? (height, width) : (width, height));
        upright.Metadata.Orientation.ShouldBe(orientation);
        for (var y = 0; y < upright.Height; y++)
            for (var x = 0; x < upright.Width; x++)
            {
                var (sx, sy) = Stored(orientation, x, y, width, height);
                upright.Data.AsSpan(((y * upright.Width) + x) * bytes, bytes)
                    .SequenceEqual(data.AsSpan(((sy * width) + sx) * bytes, bytes))
                    .ShouldBeTrue($"pixel ({x}, {y}) of orientation {orientation}");
            }
    }

    [Fact]
    public void An_upright_picture_is_returned_as_it_is()
    {
        var image = new RasterImage(2, 1, PixelFormat.Gray8, [1, 2]);
        Orientation.Apply(image, 1).ShouldBeSameAs(image);
        Orientation.Apply(image, 0).ShouldBeSameAs(image);
        Orientation.Apply(image, 9).ShouldBeSameAs(image);
    }
}
