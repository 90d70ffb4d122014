using ZoeDepth.Imaging;
using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>A tall picture at a small size, by Pillow 13 (columns first) and by torchvision (rows first).</summary>
public sealed class ResizeOrderTests
{
    [Fact]
    public void Rows_first_is_torchvisions_order_and_the_default() =>
        Resized(ByteArithmetic.Torch, ResizeOrder.RowsFirst).ShouldBe(Pixels("torchvision-bilinear-13x19.png"));

    [Fact]
    public void Columns_first_is_the_order_of_pillow_13() =>
        Resized(ByteArithmetic.Pillow, ResizeOrder.ColumnsFirst).ShouldBe(Pixels("pillow13-bilinear-13x19.png"));

    [Fact]
    public void The_orders_differ_by_one_step_of_a_byte_at_most()
    {
        var (rows, columns) = (Resized(ByteArithmetic.Pillow, ResizeOrder.RowsFirst),
            Resized(ByteArithmetic.Pillow, ResizeOrder.ColumnsFirst));
        rows.Zip(columns, (a, b) => Math.Abs(a - b)).Max().ShouldBe(1);
    }

    private static byte[] Pixels(string name) =>
        RasterImage.Load(Path.Combine(Goldens.RepositoryRoot, "tests", "faults", "resize-tall", name)).ToRgb8().Data;

    private static byte[] Resized(ByteArithmetic arithmetic, ResizeOrder order) =>
        ByteResize.Antialiased(Pixels("input-44x25.png"), 44, 25, 3, 13, 19, ResampleFilter.Triangle, arithmetic,
            new Work(2), order);
}
