using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Processing;

/// <summary>Model depth back to the picture.</summary>
public sealed class PostProcessTests
{
    private static readonly ZoeDepthImageProcessor Processor = new();

    [Fact]
    public void Cutting_the_border_while_resizing_gives_the_bits_of_cutting_it_afterwards()
    {
        using var pass = Pass.Inference();
        var depth = Ramp(pass, 1, 32, 48);
        var source = new ImageSize(61, 83);
        var border = Processor.Border(source);
        var cut = Processor.PostProcessDepthEstimation(depth, [source])[0];
        var whole = Processor.PostProcessDepthEstimation(depth,
            [new(61 + (2 * border.Height), 83 + (2 * border.Width))], doRemovePadding: false)[0];
        for (var row = 0; row < source.Height; row++)
            cut.Values.Slice(row * source.Width, source.Width)
                .SequenceEqual(whole.Values.Slice(((row + border.Height) * whole.Shape[1]) + border.Width,
                    source.Width)).ShouldBeTrue($"row {row}");
    }

    [Fact]
    public void A_mirrored_pass_of_a_mirrored_picture_changes_nothing()
    {
        using var pass = Pass.Inference();
        var depth = Ramp(pass, 2, 8, 12);
        var mirrored = pass.New(depth.Shape);
        for (var row = 0; row < 16; row++)
            for (var x = 0; x < 12; x++) mirrored.Values[(row * 12) + x] = depth.Values[(row * 12) + 11 - x];
        var plain = Processor.PostProcessDepthEstimation(depth, [new(20, 30), new(15, 11)]);
        var averaged = Processor.PostProcessDepthEstimation(depth, [new(20, 30), new(15, 11)], flipped: mirrored);
        for (var i = 0; i < 2; i++) averaged[i].Values.SequenceEqual(plain[i].Values).ShouldBeTrue();
    }

    [Fact]
    public void A_constant_depth_stays_constant()
    {
        using var pass = Pass.Inference();
        var depth = pass.New(new Shape(1, 32, 48));
        depth.Values.Fill(2.5f);
        foreach (var value in Processor.PostProcessDepthEstimation(depth, [new(57, 91)], [new(33, 170)])[0].Values)
            value.ShouldBe(2.5f, 1e-5f);
    }

    [Fact]
    public void The_four_checks_come_in_the_order_of_the_reference_and_say_what_came()
    {
        using var pass = Pass.Inference();
        var depth = Ramp(pass, 2, 8, 12);
        Should.Throw<ArgumentException>(() =>
            Processor.PostProcessDepthEstimation(depth, null, [new(1, 1)], Ramp(pass, 1, 8, 12))).Message
            .ShouldStartWith(
                "the depth and the flipped depth must have the same shape, but they have [2, 8, 12] and [1, 8, 12]");
        Should.Throw<ArgumentException>(() => Processor.PostProcessDepthEstimation(depth, null, [new(1, 1)])).Message
            .ShouldStartWith("expected one target size for each of the 2 depth maps, but 1 came");
        Should.Throw<ArgumentException>(() => Processor.PostProcessDepthEstimation(depth)).Message
            .ShouldStartWith(
                "the padding can only be removed when the source sizes are known; give them, or set doRemovePadding " +
                "to false");
        Should.Throw<ArgumentException>(() => Processor.PostProcessDepthEstimation(depth, [new(4, 4)])).Message
            .ShouldStartWith("expected one source size for each of the 2 depth maps, but 1 came");
        Should.Throw<ArgumentException>(() =>
            Processor.PostProcessDepthEstimation(depth, [new(4, 4), new(0, 5)])).Message
            .ShouldStartWith(
                "a depth map has at least one row and one column, but a size of 0 rows and 5 columns came");
    }

    [Fact]
    public void Nothing_but_the_results_stays_in_memory()
    {
        using var workspace = new Workspace();
        using var pass = Pass.Inference(workspace);
        var depth = Ramp(pass, 1, 32, 48);
        var before = workspace.BytesInUse;
        using (pass.Frame())
            Processor.PostProcessDepthEstimation(depth, [new(57, 91)], [new(33, 170)], Ramp(pass, 1, 32, 48));
        workspace.BytesInUse.ShouldBe(before);
    }

    private static Tensor Ramp(Pass pass, int images, int rows, int columns)
    {
        var depth = pass.New(new Shape(images, rows, columns));
        for (var i = 0; i < depth.Values.Length; i++) depth.Values[i] = 1 + MathF.Sin(i * 0.37f) + (i * 0.001f);
        return depth;
    }
}
