using ZoeDepth.Kernels.Resampling;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>
/// The resampling under the processor: floats with both corner rules and antialiased, and bytes in the fixed point of
/// Pillow and torchvision.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", "processor")]
public sealed unsafe class ResampleGoldenTests
{
    public static TheoryData<string> Floats => Goldens.Names(ProcessorCase.Family, "interpolate");

    public static TheoryData<string> Bytes => Goldens.Names(ProcessorCase.Family, "resize_bytes");

    [GoldenTheory, MemberData(nameof(Floats))]
    public void Interpolation_gives_the_reference_values(string name)
    {
        var item = new ProcessorCase(name);
        var input = item.Input("input");
        // Three axes are one picture, channels first.
        if (input.Shape.Length == 3) input = input with { Shape = [1, .. input.Shape] };
        input = input.ChannelsLast();
        var size = ProcessorCase.Size(item.Parameters.GetProperty("size"));
        var expected = item.Output("output");
        if (expected.Shape.Length == 3) expected = expected with { Shape = [1, .. expected.Shape] };
        expected = expected.ChannelsLast();
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            foreach (var threads in (int[])[1, 2])
            {
                using var pass = Pass.Inference(work: new Work(threads));
                var x = pass.New(new Shape(input.Shape), input.Floats());
                var y = pass.New(new Shape(input.Shape[0], size.Height, size.Width, input.Shape[3]));
                Run(item, x, y, size);
                y.Shape.ToArray().ShouldBe(expected.Shape, name);
                Close.Within(y.Values, expected.Doubles(), item.Relative, item.Absolute, $"{name} on {level}");
            }
        }
    }

    [GoldenTheory, MemberData(nameof(Bytes))]
    public void Antialiased_bytes_are_those_of_Pillow_and_torchvision(string name)
    {
        var item = new ProcessorCase(name);
        item.Parameters.GetProperty("antialias").GetBoolean().ShouldBeTrue();
        var input = item.Input("input").Permute(1, 2, 0);
        var size = ProcessorCase.Size(item.Parameters.GetProperty("size"));
        foreach (var (output, arithmetic) in ((string, ByteArithmetic)[])[("pillow", ByteArithmetic.Pillow),
            ("torchvision", ByteArithmetic.Torch)])
        {
            if (!item.Has(output)) continue;
            var ours = ByteResize.Antialiased(input.Bytes, input.Shape[0], input.Shape[1], input.Shape[2], size.Height,
                size.Width, Filter(item), arithmetic, new Work(2));
            // Tighter than the stated tolerance of 1: the arithmetic is the same, to the bit.
            ours.ShouldBe(item.Output(output).Permute(1, 2, 0).Bytes, $"{name} as {output}");
        }
    }

    private static void Run(ProcessorCase item, Tensor x, Tensor y, ImageSize size)
    {
        var (images, channels, work) = (x.Shape[0], x.Shape[3], x.Pass.Work);
        if (item.Parameters.GetProperty("antialias").GetBoolean())
        {
            AntialiasedResize.Run(x.Pointer, images, x.Shape[1], x.Shape[2], channels, size.Height, size.Width,
                Filter(item), y.Pointer, work);
            return;
        }
        var interpolation = item.Parameters.GetProperty("mode").GetString() == "bicubic"
            ? Interpolation.Bicubic : Interpolation.Bilinear;
        var corners = item.Parameters.GetProperty("align_corners").GetBoolean() ? Corners.Aligned : Corners.HalfPixel;
        var rows = ImageGrid.Axis(x.Shape[1], size.Height, interpolation, corners);
        var columns = ImageGrid.Axis(x.Shape[2], size.Width, interpolation, corners);
        ResizeKernel.Forward(x.Pointer, images, channels, rows, columns, y.Pointer, work);
    }

    private static ResampleFilter Filter(ProcessorCase item) =>
        item.Parameters.GetProperty("mode").GetString() == "bicubic" ? ResampleFilter.Cubic : ResampleFilter.Triangle;
}
