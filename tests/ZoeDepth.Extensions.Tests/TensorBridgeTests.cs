using System.Numerics.Tensors;
using FsCheck.Xunit;
using ZoeDepth.Imaging;

namespace ZoeDepth.Extensions.Tests;

/// <summary>Depth and pictures as the tensors of .NET.</summary>
public sealed class TensorBridgeTests
{
    [Fact]
    public void Metres_are_rows_and_columns_over_the_maps_own_memory()
    {
        using var estimator = DepthEstimator.FromPretrained(Models.TwoHeads, new() { Threads = 1 });
        var depth = estimator.Estimate(Models.Picture());
        var span = depth.AsTensorSpan();
        span.Lengths.ToArray().ShouldBe([32, 48]);
        span[31, 47].ShouldBe(depth[31, 47]);
        Tensor.Min(span).ShouldBe(depth.Min);
        var copy = depth.ToTensor();
        copy[3, 5].ShouldBe(depth[3, 5]);
        copy[3, 5] = -1;
        depth[3, 5].ShouldBeGreaterThan(0, "a copy is a copy");
    }

    [Property]
    public void A_picture_comes_back_as_it_went(byte rows, byte columns, bool isGray, int seed)
    {
        var (height, width) = (rows % 7 + 1, columns % 9 + 1);
        var format = isGray ? PixelFormat.Gray8 : PixelFormat.Rgb8;
        var data = new byte[height * width * RasterImage.BytesPerPixel(format)];
        new Random(seed).NextBytes(data);
        var image = new RasterImage(width, height, format, data);
        var back = image.AsTensorSpan().ToRasterImage();
        (back.Width, back.Height, back.Format).ShouldBe((width, height, format));
        back.Data.ShouldBe(data);
        back.Data.ShouldNotBeSameAs(data);
    }

    [Fact]
    public void A_part_of_a_tensor_becomes_a_picture_row_by_row()
    {
        var samples = Tensor.Create(Enumerable.Range(0, 4 * 5 * 3).Select(i => (byte)i).ToArray(), [4, 5, 3]);
        var part = samples.AsReadOnlyTensorSpan().Slice([1..3, 2..5, 0..3]).ToRasterImage();
        (part.Width, part.Height).ShouldBe((3, 2));
        part.Data[0].ShouldBe((byte)(1 * 15 + 2 * 3));
        part.Data[9].ShouldBe((byte)(2 * 15 + 2 * 3), "the second row");
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(2, 3, 2)]
    [InlineData(1, 2, 3, 3)]
    [InlineData(0, 2, 3)]
    public void Another_shape_is_refused(params int[] shape)
    {
        nint[] lengths = [.. shape.Select(length => (nint)length)];
        Should.Throw<ArgumentException>(() =>
            Tensor.CreateFromShape<byte>(lengths).AsReadOnlyTensorSpan().ToRasterImage()).Message
            .ShouldContain("expected [row, column, channel]");
    }

    [Fact]
    public void A_picture_of_wider_samples_is_refused() => Should.Throw<ArgumentException>(() =>
        _ = new RasterImage(1, 1, PixelFormat.Gray16, new byte[2]).AsTensorSpan().FlattenedLength)
        .Message.ShouldContain("8 bits a sample");
}
