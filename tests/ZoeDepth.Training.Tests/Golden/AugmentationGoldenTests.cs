using System.Runtime.InteropServices;
using System.Text.Json;
using ZoeDepth.Imaging;

namespace ZoeDepth.Training.Tests.Golden;

/// <summary>The original's augmentation with given draws, piece by piece and as whole samples.</summary>
[Trait("Family", "training")]
public sealed class AugmentationGoldenTests
{
    public static TheoryData<string> Colours => TrainingCase.Names("augment_colour");

    public static TheoryData<string> Rotations => TrainingCase.Names("rotate");

    public static TheoryData<string> Moves => TrainingCase.Names("horizontal_flip", "translate", "random_crop");

    public static TheoryData<string> Borders => TrainingCase.Names("border");

    public static TheoryData<string> Samples => TrainingCase.Names("training_sample");

    [GoldenTheory, MemberData(nameof(Colours))]
    public void Colour(string name)
    {
        var c = new TrainingCase(name);
        double[] factors = [.. c.Params.GetProperty("colour").EnumerateArray().Select(factor => factor.GetDouble())];
        var pixels = c.Input("image").Floats();
        new OriginalColour(c.Number("gamma"), c.Number("brightness"), factors[0], factors[1], factors[2]).Apply(pixels);
        c.Check("image", pixels);
    }

    [GoldenTheory, MemberData(nameof(Rotations))]
    public void Rotate(string name)
    {
        var c = new TrainingCase(name);
        var (image, depth) = (c.Input("image"), c.Input("depth"));
        var (height, width) = (image.Shape[0], image.Shape[1]);
        var turned = Rotation.Bilinear(Array.ConvertAll(image.Doubles(), x => (byte)x), width, height, 3,
            c.Number("angle_degrees"));
        foreach (var expected in c.Expected)
        {
            var stated = c.Tensors[expected.GetProperty("tensor").GetString()!].Doubles();
            if (expected.GetProperty("name").GetString() == "depth")
                Rotation.Nearest<double>(depth.Doubles(), width, height, c.Number("angle_degrees")).ShouldBe(stated);
            else FewGreyLevels(Array.ConvertAll(turned, b => (double)b), stated, 1, 0);
        }
    }

    [GoldenTheory, MemberData(nameof(Moves))]
    public void Move(string name)
    {
        var c = new TrainingCase(name);
        foreach (var expected in c.Expected)
        {
            var input = c.Input(expected.GetProperty("name").GetString()!);
            var channels = input.Shape.Length == 3 ? input.Shape[2] : 1;
            c.Compare(expected, Moved(c, input.Floats(), input.Shape[1], input.Shape[0], channels));
        }
    }

    [GoldenTheory, MemberData(nameof(Borders))]
    public void Border(string name)
    {
        var c = new TrainingCase(name);
        var file = c.Element.GetProperty("files").GetProperty("image").GetString()!;
        var image = RasterImage.Load(TrainingCase.PathOf(file)).ToRgb8();
        var border = PictureBorder.Find(image.Data, image.Width, image.Height, (int)c.Number("value"));
        (border.Top, image.Height - border.Bottom, border.Left, image.Width - border.Right)
            .ShouldBe(((int)c.Number("top"), (int)c.Number("bottom"), (int)c.Number("left"), (int)c.Number("right")));
    }

    [GoldenTheory, MemberData(nameof(Samples))]
    public void Whole_samples(string name)
    {
        var c = new TrainingCase(name);
        var files = c.Element.GetProperty("files");
        var image = RasterImage.Load(TrainingCase.PathOf(files.GetProperty("image").GetString()!)).ToRgb8();
        var depth = RasterImage.Load(TrainingCase.PathOf(files.GetProperty("depth").GetString()!));
        var sample = OriginalSample.Make(image.Data, MemoryMarshal.Cast<byte, ushort>(depth.Data).ToArray(),
            image.Width, image.Height, Rules(c), new Given(c.Params));
        sample.Mask.Count(valid => valid).ShouldBe((int)c.Number("valid_pixels"));
        var stride = (int)c.Number("stride");
        foreach (var expected in c.Expected)
        {
            var stated = c.Tensors[expected.GetProperty("tensor").GetString()!].Doubles();
            var (values, channels) = expected.GetProperty("name").GetString() switch
            {
                "image" => (sample.Pixels, 3),
                "depth" => (sample.Depth, 1),
                _ => (Array.ConvertAll(sample.Mask, valid => valid ? 1f : 0), 1),
            };
            var actual = Strided(values, sample.Width, sample.Height, channels, stride);
            if (channels == 1) c.Compare(expected, Array.ConvertAll(actual, x => (float)x));
            else FewGreyLevels(actual, stated, expected.GetProperty("atol").GetDouble(), 2e-6);
        }
    }

    private static float[] Moved(TrainingCase c, float[] pixels, int width, int height, int channels) =>
        c.Element.GetProperty("op").GetString() switch
    {
        "horizontal_flip" => c.Params.GetProperty("flip").GetBoolean()
            ? PixelMoves.Mirrored<float>(pixels, width, height, channels) : pixels,
        "translate" =>
        PixelMoves.Translated<float>(pixels, width, height, channels, (int)c.Number("x"), (int)c.Number("y")),
        _ => PixelMoves.Cropped<float>(pixels, width, channels, (int)c.Number("x"), (int)c.Number("y"),
            (int)c.Number("width"), (int)c.Number("height")),
    };

    /// <summary>At most one in a thousand differs, by at most one grey level.</summary>
    private static void FewGreyLevels(double[] actual, double[] stated, double level, double relative)
    {
        actual.Length.ShouldBe(stated.Length);
        var different = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            var distance = Math.Abs(actual[i] - stated[i]);
            distance.ShouldBeLessThanOrEqualTo(level + (relative * stated[i]), $"number {i}");
            if (distance > 2e-6 * (1 + stated[i])) different++;
        }
        different.ShouldBeLessThanOrEqualTo(actual.Length / 1000);
    }

    private static double[] Strided(float[] values, int width, int height, int channels, int stride)
    {
        // The reference keeps channels first.
        var result = new List<double>();
        for (var c = 0; c < channels; c++)
            for (var y = 0; y < height; y += stride)
                for (var x = 0; x < width; x += stride) result.Add(values[(((y * width) + x) * channels) + c]);
        return [.. result];
    }

    private static OriginalSampleRules Rules(TrainingCase c)
    {
        var config = c.Params.GetProperty("config");
        bool Is(string key) => config.GetProperty(key).GetBoolean();
        var isNyu = c.Text("dataset") == "nyu";
        return new()
        {
            UnitsPerMetre = isNyu ? 1000 : 256,
            KittiCrop = Is("do_kb_crop"),
            AvoidBoundary = Is("avoid_boundary"),
            Degrees = Is("do_random_rotate") ? config.GetProperty("degree").GetDouble() : 0,
            RandomCrop = Is("random_crop")
            ? new ImageSize(config.GetProperty("input_height").GetInt32(), config.GetProperty("input_width").GetInt32())
            : null,
            TranslateProbability = Is("random_translate") ? config.GetProperty("translate_prob").GetDouble() : 0,
            MaxTranslation = Is("random_translate") ? config.GetProperty("max_translation").GetInt32() : 100,
            LeastBrightness = isNyu ? 0.75 : 0.9,
            MinDepth = config.GetProperty("min_depth").GetDouble(),
            MaxDepth = config.GetProperty("max_depth").GetDouble(),
        };
    }

    private sealed class Given(JsonElement parameters) : ISampleDraws
    {
        private readonly Queue<double> _random = Read(parameters, "random"),
            _between = Read(parameters, "uniform", "colour"), _whole = Read(parameters, "randint");

        public double Uniform() => _random.Dequeue();

        public double Between(double least, double most) => _between.Dequeue();

        public int Whole(int least, int most) => (int)_whole.Dequeue();

        private static Queue<double> Read(JsonElement parameters, params string[] names) => new(names.SelectMany(name =>
            parameters.GetProperty("draws").TryGetProperty(name, out var list)
                ? list.EnumerateArray().Select(x => x.GetDouble()) : []));
    }
}
