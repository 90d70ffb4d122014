using ZoeDepth.Imaging;
using ZoeDepth.Pretrained;
using ZoeDepth.Quantization;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Pipeline;

namespace ZoeDepth.Tests.Quantization;

/// <summary>Models in fewer bits, written to a folder and opened again.</summary>
public sealed class ModelQuantizerTests : IDisposable
{
    private const string Layer = "backbone.encoder.layer.";
    private const int Width = 256;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Wide enough for linear layers of 65,536 weights, and no wider.</summary>
    internal static ZoeDepthConfig Wide { get; } = ZoeDepthConfig.Nyu with
    {
        BackboneConfig = new BeitConfig
        {
            HiddenSize = 256, NumHiddenLayers = 4, NumAttentionHeads = 4, IntermediateSize = 512, ImageSize = 64,
            PatchSize = 16, ReshapeHiddenStates = false,
            OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
        },
        NeckHiddenSizes = [8, 8, 16, 16],
        FusionHiddenSize = 16,
        BottleneckFeatures = 16,
        NumRelativeFeatures = 8,
        BinEmbeddingDim = 16,
    };

    private static RasterImage[] Pictures => [TinyModels.Picture(64, 64), TinyModels.Picture(48, 80)];

    /// <summary>A model; with outliers, one channel between norms and products is many times larger.</summary>
    private string Model(bool hasOutliers)
    {
        var folder = _folder.File(hasOutliers ? "outliers" : "wide");
        using var model = ZoeDepthForDepthEstimation.FromConfig(Wide, seed: 3);
        foreach (var parameter in model.Parameters)
        {
            var (name, isLayer) = (parameter.Name, parameter.Name.StartsWith(Layer, StringComparison.Ordinal));
            // Fresh weights let next to nothing through; these let depth depend on every layer.
            if (isLayer && name.Contains("lambda", StringComparison.Ordinal)) Scale(parameter, 10, 1);
            else if (parameter.Shape.Rank > 1) Scale(parameter, isLayer ? 2 : 4, 1);
            if (!hasOutliers || !isLayer) continue;
            if (name.EndsWith("layernorm_before.weight", StringComparison.Ordinal)) Scale(parameter, 200, Width);
            else if (name.Contains("attention.attention.", StringComparison.Ordinal)
                && name.EndsWith(".weight", StringComparison.Ordinal)) Scale(parameter, 1 / 200f, Width);
        }
        model.SavePretrained(folder);
        new ZoeDepthImageProcessor { Size = new(64, 64) }.SavePretrained(folder);
        return folder;

        // With the step of a row: the first channel of what is normed, and the column that reads it.
        static void Scale(Parameter parameter, float factor, int step)
        {
            using var weights = parameter.Write();
            for (var i = 0; i < weights.Values.Length; i += step) weights.Values[i] *= factor;
        }
    }

    private QuantizationReport Quantize(string model, string name, Precision precision,
        params RasterImage[] pictures) =>
        new ModelQuantizer(ModelFiles.Open(model), precision, Work.Default, CancellationToken.None)
            .Write(_folder.File(name), pictures);

    [Fact]
    public void An_8_bit_folder_opens_in_place_and_says_what_8_bits_in_memory_say()
    {
        var model = Model(hasOutliers: false);
        var report = Quantize(model, "int8", Precision.Int8);
        report.Layers.Count.ShouldBe(4 * 6);
        report.Layers.ShouldAllBe(layer => layer.IsQuantized && layer.Error > 0 && layer.Error < 0.02);
        ZoeDepthConfig.FromPretrained(_folder.File("int8")).InferencePrecision.ShouldBe("int8");

        using var asked = DepthEstimator.FromPretrained(model, new() { Precision = Precision.Int8 });
        using var opened = DepthEstimator.FromPretrained(_folder.File("int8"));
        var depth = opened.Estimate(Pictures[0]);
        depth.Plan.Precision.ShouldBe(Precision.Int8, "the folder says it");
        // Scales may differ in their last bit.
        depth.Values.Zip(asked.Estimate(Pictures[0]).Values, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-5f);
        using var exact = DepthEstimator.FromPretrained(_folder.File("int8"), new() { Precision = Precision.Float32 });
        exact.Estimate(Pictures[0]).Plan.Precision.ShouldBe(Precision.Float32, "somebody asked for it");
        long SizeOf(string folder) => new FileInfo(Path.Combine(folder, "model.safetensors")).Length;
        SizeOf(_folder.File("int8")).ShouldBeLessThan((long)(0.4 * SizeOf(model)));
        report.Bytes.ShouldBeInRange(SizeOf(_folder.File("int8")) - 100_000, SizeOf(_folder.File("int8")));
    }

    [Fact]
    public void Outlier_channels_are_smoothed_as_far_as_depth_says_that_it_helps()
    {
        var model = Model(hasOutliers: true);
        var report = Quantize(model, "calibrated", Precision.Int8, Pictures);
        var (plain, chosen) = (report.Trials[0], report.Trials[^1]);
        plain.Strength.ShouldBe(0);
        chosen.Strength.ShouldBeGreaterThan(0);
        chosen.Error.ShouldBeLessThan(0.6 * plain.Error);
        report.Trials.ShouldAllBe(trial => trial.Error >= chosen.Error * 0.95);
        report.MeanDepth!.Value.ShouldBeGreaterThan(0);

        // What was measured is what the folder computes.
        Quantize(model, "plain", Precision.Int8);
        double ErrorOf(string folder, Precision? precision = null)
        {
            using var exact = DepthEstimator.FromPretrained(model);
            using var rounded = DepthEstimator.FromPretrained(folder, new() { Precision = precision });
            return Pictures.Average(picture => exact.Estimate(picture).Values.Zip(rounded.Estimate(picture).Values,
                (a, b) => (double)Math.Abs(a - b)).Average());
        }
        ErrorOf(_folder.File("calibrated")).ShouldBeLessThan(0.8 * ErrorOf(_folder.File("plain")));
    }

    [Fact]
    public void Layers_that_are_left_in_bfloat16_stay_so_in_the_folder()
    {
        var report = Quantize(Model(hasOutliers: true), "calibrated", Precision.Int8, Pictures);
        using var file = SafeTensorsFile.Open(Path.Combine(_folder.File("calibrated"), "model.safetensors"));
        foreach (var layer in report.Layers)
        {
            file[layer.Name].DataType.ShouldBe(layer.IsQuantized ? TensorDataType.I8 : TensorDataType.BF16);
            file.Find(layer.Name, layer.Shape)!.Values.IsQuantized.ShouldBe(layer.IsQuantized);
        }
        report.Layers.Count(layer => !layer.IsQuantized).ShouldBe(report.Trials[^1].Kept);
    }

    [Fact]
    public void A_bfloat16_folder_computes_in_bfloat16()
    {
        var report = Quantize(Model(hasOutliers: false), "half", Precision.BFloat16, Pictures[0]);
        report.Trials.ShouldHaveSingleItem().Error.ShouldBeGreaterThan(0);
        using var opened = DepthEstimator.FromPretrained(_folder.File("half"));
        opened.Estimate(Pictures[0]).Plan.Precision.ShouldBe(Precision.BFloat16);
    }

    [Fact]
    public void What_is_saved_or_converted_from_it_again_is_a_float_model()
    {
        Quantize(Model(hasOutliers: false), "int8", Precision.Int8);
        using (var model = ZoeDepthForDepthEstimation.FromPretrained(_folder.File("int8")))
            model.SavePretrained(_folder.File("saved"));
        ZoeDepthConfig.FromPretrained(_folder.File("saved")).InferencePrecision.ShouldBeNull();
        Conversion.ModelConversion.ToHuggingFace(ModelFiles.Open(_folder.File("int8")), _folder.File("converted"),
            TensorDataType.F32);
        ZoeDepthConfig.FromPretrained(_folder.File("converted")).InferencePrecision.ShouldBeNull();
        DepthEstimator.FromPretrained(_folder.File("converted")).Dispose();
    }

    [Fact]
    public void A_model_whose_weights_are_no_numbers_is_refused_and_leaves_nothing()
    {
        var folder = Model(hasOutliers: false);
        using (var model = ZoeDepthForDepthEstimation.FromPretrained(folder))
        {
            var weight = model.GetParameter("backbone.encoder.layer.1.intermediate.dense.weight");
            using (var weights = weight.Write()) weights.Values[7] = float.NaN;
            model.SavePretrained(_folder.File("broken"));
        }
        new ZoeDepthImageProcessor { Size = new(64, 64) }.SavePretrained(_folder.File("broken"));
        Should.Throw<CheckpointException>(() => Quantize(_folder.File("broken"), "target", Precision.Int8)).Message
            .ShouldContain("keep the model in float32");
        Path.Exists(_folder.File("target")).ShouldBeFalse();
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(2, "no partial folder and no lock");
    }

    [Theory]
    [InlineData("F32", "64,1", true)]
    [InlineData("F32", "64", false)]
    [InlineData("F32", "63,1", false)]
    [InlineData("BF16", "64,1", false)]
    public void Integers_are_weights_only_beside_their_scales(string type, string shape, bool isWeight)
    {
        var data = Enum.Parse<TensorDataType>(type);
        long[] extents = [.. shape.Split(',').Select(long.Parse)];
        var path = _folder.File("some.safetensors");
        SafeTensorsWriter.Write(path,
        [
            WritableTensor.Of("w", TensorDataType.I8, [64, 3], [.. Enumerable.Range(0, 192).Select(i => (byte)i)]),
            WritableTensor.Of("w_scale", data, extents, new byte[extents.Aggregate((a, b) => a * b) * data.Size()]),
        ]);
        using var file = SafeTensorsFile.Open(path);
        if (isWeight) file.Find("w", new Shape(64, 3))!.Keys.ShouldBe(["w", "w_scale"]);
        else
            Should.Throw<CheckpointException>(() => file.Find("w", new Shape(64, 3))).Message
                .ShouldContain("beside its F32 scales");
    }

    [Fact]
    public unsafe void Integers_come_back_as_multiples_of_their_scales()
    {
        const int Outputs = 5, Inputs = 37;
        using var weight = new Parameter("w", new Shape(Outputs, Inputs), new MemoryValues(
            [.. Enumerable.Range(0, Outputs * Inputs).Select(i => MathF.Sin(i) * (i / Inputs))]));
        var path = _folder.File("w.safetensors");
        SafeTensorsWriter.Write(path, [.. WritableTensor.Quantized(weight)]);
        using var file = SafeTensorsFile.Open(path);
        using var read = file.Find("w", weight.Shape)!.Values.Open();
        for (var i = 0; i < Outputs * Inputs; i++)
        {
            var row = weight.Values.Slice(i / Inputs * Inputs, Inputs).ToArray();
            var scale = row.Max(MathF.Abs) / 127;
            Math.Abs(read.Pointer[i] - weight.Values[i]).ShouldBeLessThanOrEqualTo((0.5f * scale) + 1e-6f);
            if (scale == 0) continue;
            var multiple = read.Pointer[i] / scale;
            MathF.Abs(multiple - MathF.Round(multiple)).ShouldBeLessThan(1e-4f);
        }
    }
}
