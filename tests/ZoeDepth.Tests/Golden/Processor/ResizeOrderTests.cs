using ZoeDepth.Imaging;
using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

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

    [Theory]
    [InlineData("torchvision", "torchvision-bilinear-13x19.png")]
    [InlineData("pil-columns-first", "pillow13-bilinear-13x19.png")]
    public void A_processor_resizes_to_the_bytes_of_the_library_it_is_told(string backend, string expected) =>
        Preprocessed(new ZoeDepthImageProcessor { Backend = backend }).ShouldBe(Pixels(expected));

    [Fact]
    public void A_processor_of_DPT_resizes_as_torchvision_unless_it_is_told() =>
        Preprocessed(new ZoeDepthImageProcessor()).ShouldBe(Pixels("torchvision-bilinear-13x19.png"));

    [Fact]
    public void Another_library_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => Preprocessed(new ZoeDepthImageProcessor { Backend = "opencv" }))
            .Message.ShouldContain("'opencv'; expected torchvision, pil, pil-columns-first");

    private static byte[] Preprocessed(ZoeDepthImageProcessor processor)
    {
        using var pass = Pass.Inference();
        var bytes = PixelArray.FromBytes(Pixels("input-44x25.png"), [44, 25, 3], ChannelLayout.ChannelsLast);
        processor = processor with
        {
            ImageProcessorType = "DPTImageProcessor",
            DoPad = false,
            DoRescale = false,
            DoNormalize = false,
            KeepAspectRatio = false,
            EnsureMultipleOf = 1,
            Size = new(13, 19),
        };
        return Array.ConvertAll(processor.Preprocess(pass, [bytes]).Values.ToArray(), value => (byte)value);
    }

    private static byte[] Pixels(string name) =>
        RasterImage.Load(Path.Combine(Goldens.RepositoryRoot, "tests", "faults", "resize-tall", name)).ToRgb8().Data;

    private static byte[] Resized(ByteArithmetic arithmetic, ResizeOrder order) =>
        ByteResize.Antialiased(Pixels("input-44x25.png"), 44, 25, 3, 13, 19, ResampleFilter.Triangle, arithmetic,
            new Work(2), order);
}
