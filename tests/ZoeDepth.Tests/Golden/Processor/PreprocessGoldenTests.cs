using System.Runtime.InteropServices;
using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>Pictures to <c>pixel_values</c> against the torchvision class of the reference.</summary>
[Trait("Category", "Golden")]
[Trait("Family", "processor")]
public sealed class PreprocessGoldenTests
{
    public static TheoryData<string> Cases => Goldens.Names(ProcessorCase.Family, "preprocess");

    public static TheoryData<string> Answered =>
        [.. Cases.Select(row => row.Data).Where(name => !new ProcessorCase(name).ExpectsError)];

    public static TheoryData<string> Sampled => Goldens.Names(ProcessorCase.Family, "preprocess_sampled");

    [GoldenTheory, MemberData(nameof(Cases))]
    public void Preprocessing_gives_the_reference_pixel_values_or_refuses_where_it_does(string name)
    {
        var item = new ProcessorCase(name);
        if (item.ExpectsError)
        {
            var refusal = Should.Throw<Exception>(() => Run(item, Pass.Inference()));
            (refusal is UnsupportedImageSizeException or ArgumentException or ConfigurationException)
                .ShouldBeTrue($"{name}: {refusal}");
            return;
        }
        using var pass = Pass.Inference(new Workspace(poison: true));
        Compare(Run(item, pass), item);
    }

    [GoldenTheory, MemberData(nameof(Answered))]
    public void Preprocessing_agrees_on_every_instruction_set_and_number_of_threads(string name)
    {
        var item = new ProcessorCase(name);
        foreach (var level in InstructionSet.Available)
        {
            using var forced = InstructionSet.Force(level);
            float[]? first = null;
            foreach (var threads in (int[])[1, 2, 3])
            {
                using var pass = Pass.Inference(work: new Work(threads));
                var pixels = Run(item, pass);
                Compare(pixels, item);
                first ??= pixels.Values.ToArray();
                pixels.Values.SequenceEqual(first).ShouldBeTrue($"{name} on {level} with {threads} threads");
            }
        }
    }

    [GoldenTheory, MemberData(nameof(Sampled))]
    public void Preprocessing_a_photograph_gives_the_reference_samples(string name)
    {
        var item = new ProcessorCase(name);
        using var pass = Pass.Inference();
        var processor = ZoeDepthImageProcessor.FromJson(item.Parameters.GetProperty("effective").GetRawText());
        var pixels = processor.Preprocess(pass,
            [.. item.Inputs.GetProperty("images").EnumerateArray()
                .Select(file => RasterImage.Load(ProcessorCase.PathOf(file)))]);
        var (height, width) = (pixels.Shape[1], pixels.Shape[2]);
        Array.ConvertAll(item.Output("shape").Doubles(), x => (int)x)
            .ShouldBe([pixels.Shape[0], pixels.Shape[3], height, width]);

        var values = pixels.Values.ToArray();
        float At(int channel, int row, int column) => values[(((row * width) + column) * pixels.Shape[3]) + channel];
        var strided = item.Output("strided");
        var (rows, columns) = (strided.Shape[1], strided.Shape[2]);
        const int step = 8;
        (rows, columns).ShouldBe(((height + step - 1) / step, (width + step - 1) / step));
        var ours = Enumerable.Range(0, strided.Count)
            .Select(i => At(i / (rows * columns), i / columns % rows * step, i % columns * step)).ToArray();
        Close.Within(ours, strided.Doubles(), item.Relative, item.Absolute, $"{name}, every {step}th");

        var positions = Array.ConvertAll(item.Output("positions").Doubles(), x => (int)x);
        var picked = positions.Chunk(3).Select(p => At(p[0], p[1], p[2])).ToArray();
        Close.Within(picked, item.Output("values").Doubles(), item.Relative, item.Absolute, $"{name}, single values");

        var statistics = Enumerable.Range(0, pixels.Shape[3])
            .Select(c => values.Where((_, i) => i % pixels.Shape[3] == c).Select(v => (double)v).ToArray()).ToArray();
        float[] summary =
        [
            .. statistics.Select(v => (float)v.Average()),
            .. statistics.Select(v => (float)Math.Sqrt(v.Average(x => x * x) - (v.Average() * v.Average()))),
            .. statistics.Select(v => (float)v.Min()),
            .. statistics.Select(v => (float)v.Max()),
        ];
        Close.Within(summary, item.Output("statistics").Doubles(), item.Relative, item.Absolute,
            $"{name}, mean, deviation, smallest and largest of each channel");
    }

    private static void Compare(Tensor pixels, ProcessorCase item)
    {
        var expected = item.Output("pixel_values").ChannelsLast();
        pixels.Shape.ToArray().ShouldBe(expected.Shape, item.Name);
        Close.Within(pixels.Values, expected.Doubles(), item.Relative, item.Absolute, item.Name);
    }

    private static Tensor Run(ProcessorCase item, Pass pass)
    {
        var processor = ZoeDepthImageProcessor.FromJson(item.Parameters.GetProperty("effective").GetRawText(),
            "settings").With(item.Parameters.GetProperty("call").GetRawText());
        var layout = item.Parameters.GetProperty("layout").GetString();
        return processor.Preprocess(pass,
            [.. item.Inputs.GetProperty("images").EnumerateArray()
                .Select(image => Pixels(ProcessorCase.Tensor(image), layout!))]);
    }

    private static PixelArray Pixels(GoldenTensor image, string layout)
    {
        // A gray picture object has no channel axis.
        int[] shape = layout == "HWC image object" && image.Shape.Length == 2 ? [.. image.Shape, 1] : image.Shape;
        var axes = layout switch
        {
            "HWC image object" or "array, channels last" => ChannelLayout.ChannelsLast,
            "array, channels first" => ChannelLayout.ChannelsFirst,
            "array, layout inferred" => ChannelLayout.Inferred,
            _ => throw new NotSupportedException($"unknown layout '{layout}'"),
        };
        return image.DataType switch
        {
            "U8" => PixelArray.FromBytes(image.Bytes, shape, axes),
            "U16" => PixelArray.FromUInt16(MemoryMarshal.Cast<byte, ushort>(image.Bytes), shape, axes),
            _ => PixelArray.FromFloats(image.Floats(), shape, axes),
        };
    }
}
