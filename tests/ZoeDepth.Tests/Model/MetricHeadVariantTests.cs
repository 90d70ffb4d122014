using ZoeDepth.Cli.Shell;
using ZoeDepth.Metric;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;
using ZoeDepth.Tests.Cli;

namespace ZoeDepth.Tests.Model;

/// <summary>The heads the paper compares its own with: split bins, plain regression, softmax.</summary>
public sealed class MetricHeadVariantTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, int> Heads
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var type in new[] { "attractor", "splitter", "regression" })
            foreach (var probability in new[] { "log_binomial", "softmax" })
            foreach (var heads in new[] { 1, 2 }) data.Add(type, probability, heads);
            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Heads))]
    public void Every_head_learns_is_saved_and_opens_again(string type, string probability, int heads)
    {
        var config = Config(heads) with { MetricHeadType = type, BinProbability = probability };
        using var model = ZoeDepthForDepthEstimation.FromConfig(config, seed: 4);
        // So small a deviation as transformers' leaves a tiny network with nothing to say.
        foreach (var parameter in model.Parameters)
        {
            using var w = parameter.Write();
            for (var i = 0; i < w.Values.Length; i++) w.Values[i] *= 8;
        }
        var before = Error(model, learns: true);
        for (var step = 0; step < 30; step++) Error(model, learns: true);
        Error(model, learns: false).ShouldBeLessThan(0.7f * before);

        model.SavePretrained(_folder.File("model"));
        using var opened = ZoeDepthForDepthEstimation.FromPretrained(_folder.File("model"));
        (opened.Config.MetricHeadType, opened.Config.BinProbability).ShouldBe((type, probability));
        Error(opened, learns: false).ShouldBe(Error(model, learns: false));
        var json = File.ReadAllText(_folder.File("model", "config.json"));
        json.Contains("metric_head_type", StringComparison.Ordinal).ShouldBe(type != "attractor",
            "published files have no such key");
        json.Contains("bin_probability", StringComparison.Ordinal).ShouldBe(probability != "log_binomial");
    }

    [Fact]
    public void A_split_bin_is_as_wide_as_its_parts_which_have_the_shares_the_layer_says()
    {
        const int Bins = 3, Width = 5;
        using var pass = Pass.Inference();
        using var store = new WeightStore(new RandomWeights(Config(1) with { InitializerRange = 0.7 }, 6));
        var splitter = new BinSplitter(store.Root.Scope("splitter"), Width, hidden: 7, Bins);
        var embedding = Noise(pass, new Shape(2, 2, 3, Width), 1);
        var previous = Noise(pass, new Shape(2, 2, 3, Width), 2);
        var widths = Operations.NormedWidths(Operations.Relu(Noise(pass, new Shape(2, 2, 3, Bins), 3)));
        var parts = splitter.Forward(embedding, previous, widths);
        parts.Shape.ShouldBe(new Shape(2, 2, 3, 2 * Bins));

        // As LinearSplitter says it, pixel by pixel in double.
        double[] Weights(string key) =>
            [.. Operations.Value(pass, store.Parameters.First(p => p.Name == $"splitter.{key}")).Values.ToArray()
                .Select(x => (double)x)];
        var (w1, w2) = (Weights("conv1.weight"), Weights("conv2.weight"));
        for (var pixel = 0; pixel < 12; pixel++)
        {
            var hidden = Enumerable.Range(0, 7).Select(h => Gelu(Enumerable.Range(0, Width).Sum(i => w1[(h * Width) + i]
                * (embedding.Values[(pixel * Width) + i] + previous.Values[(pixel * Width) + i])))).ToArray();
            var scores = Enumerable.Range(0, 2 * Bins).Select(o =>
                Math.Max(0, Enumerable.Range(0, 7).Sum(h => w2[(o * 7) + h] * hidden[h])) + 1e-3).ToArray();
            for (var part = 0; part < 2 * Bins; part++)
            {
                var share = scores[part] / (scores[part & ~1] + scores[part | 1]);
                ((double)parts.Values[(pixel * 2 * Bins) + part])
                    .ShouldBe(widths.Values[(pixel * Bins) + (part / 2)] * share, 1e-5);
            }
        }
    }

    [Fact]
    public void Split_bins_lie_in_order_within_the_range_and_fill_it()
    {
        using var pass = Pass.Inference();
        var config = Config(1) with { MetricHeadType = "splitter", InitializerRange = 0.7 };
        using var store = new WeightStore(new RandomWeights(config, 6));
        var bins = new SplitBins(store.Root, config, config.BinConfigurations[0], "", seedHidden: 6);
        var embedding = config.BinEmbeddingDim;
        var centers = bins.Centers(Noise(pass, new Shape(1, 2, 2, config.BottleneckFeatures), 1),
            Noise(pass, new Shape(1, 2, 2, embedding), 2),
            [.. Enumerable.Range(0, 4).Select(level =>
                Noise(pass, new Shape(1, 2 << level, 2 << level, embedding), (ulong)level + 3))]);
        centers.Shape.ShouldBe(new Shape(1, 16, 16, 32));
        for (var pixel = 0; pixel < 256; pixel++)
        {
            var depths = centers.Values.Slice(pixel * 32, 32).ToArray();
            depths.ShouldBe(depths.Order());
            depths[0].ShouldBeGreaterThan(0.5f - 1e-5f);
            depths[^1].ShouldBeLessThan(8.5f + 1e-5f);
            // Edges from centers: each bin begins where the one before it ends, the first at the least depth.
            var edge = 0.5;
            foreach (var depth in depths) edge += 2 * (depth - edge);
            edge.ShouldBe(8.5, 1e-3);
        }
        centers.Values[..32].ToArray().ShouldNotBe(centers.Values.Slice(100 * 32, 32).ToArray(), "they adapt");
    }

    [Fact]
    public void A_number_of_bins_that_cannot_be_split_is_refused()
    {
        var config = Config(1) with { MetricHeadType = "splitter" };
        Should.Throw<ConfigurationException>(() => ZoeDepthForDepthEstimation.FromConfig(config with
            { BinConfigurations = [config.BinConfigurations[0] with { NBins = 40 }] }))
            .Message.ShouldContain("n_bins: expected a multiple of 16");
        Should.Throw<ConfigurationException>(() => ZoeDepthForDepthEstimation.FromConfig(config with
            { MetricHeadType = "linear" })).Message.ShouldContain(
            "metric_head_type: expected \"attractor\", \"splitter\" or \"regression\"; received \"linear\"");
        Should.Throw<ConfigurationException>(() => ZoeDepthForDepthEstimation.FromConfig(config with
            { BinProbability = "sigmoid" })).Message.ShouldContain(
            "bin_probability: expected \"log_binomial\" or \"softmax\"");
    }

    [Fact]
    public async Task Explain_says_that_it_tells_of_attractors_and_log_binomial_alone()
    {
        using (var model = ZoeDepthForDepthEstimation.FromConfig(Config(1) with { BinProbability = "softmax" }))
        {
            model.SavePretrained(_folder.File("model"));
            new ZoeDepthImageProcessor().SavePretrained(_folder.File("model"));
        }
        (await CommandRun.Of("explain", Samples.Photo("room_desk.jpg"), "--model", _folder.File("model")))
            .Ended(ExitCode.Usage).Error.ShouldContain("explain tells of attractors and the log-binomial");
    }

    private static double Gelu(double x)
    {
        // erf to double by its series, which converges quickly for the small numbers here.
        double z = x / Math.Sqrt(2), term = z, sum = z;
        for (var n = 1; n < 60; n++)
        {
            term *= -z * z / n;
            sum += term / ((2 * n) + 1);
        }
        return 0.5 * x * (1 + (2 / Math.Sqrt(Math.PI) * sum));
    }

    /// <summary>Mean squared error of log depth against a slope; where it learns, also a step against it.</summary>
    private static float Error(ZoeDepthForDepthEstimation model, bool learns)
    {
        using var pass = Pass.Training(random: PassRandom.None);
        var depth = model.Forward(Noise(pass, new Shape(1, 32, 32, 3), 9), domain: 0).PredictedDepth;
        var wanted = new float[depth.Shape.Count];
        for (var i = 0; i < wanted.Length; i++) wanted[i] = MathF.Log(2 + (3f * i / wanted.Length));
        var error = Operations.Mean(Operations.Square(Operations.Subtract(Operations.Log(depth),
            pass.New(depth.Shape, wanted))));
        if (!learns) return error.Values[0];
        foreach (var parameter in model.Parameters) parameter.ClearGradient();
        pass.Tape!.Backward(error);
        var norm = Math.Sqrt(model.Parameters.Where(p => p.HasGradient).Sum(p => Square(p.Gradient)));
        foreach (var parameter in model.Parameters.Where(p => p.HasGradient))
        {
            using var w = parameter.Write();
            var rate = 0.05f / (float)Math.Max(1, norm);
            for (var i = 0; i < w.Values.Length; i++) w.Values[i] -= rate * parameter.Gradient[i];
        }
        return error.Values[0];
    }

    private static double Square(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += (double)value * value;
        return sum;
    }

    private static Tensor Noise(Pass pass, Shape shape, ulong seed)
    {
        var values = new float[shape.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = ((SplitMix64.At(seed, (ulong)i) >> 40) / (float)(1 << 23)) - 1;
        return pass.New(shape, values);
    }

    private static ZoeDepthConfig Config(int heads) => new()
    {
        BackboneConfig = new BeitConfig
        {
            HiddenSize = 16, NumHiddenLayers = 4, NumAttentionHeads = 2, IntermediateSize = 24, ImageSize = 32,
            PatchSize = 16, ReshapeHiddenStates = false,
            OutFeatures = ["stage1", "stage2", "stage3", "stage4"],
        },
        NeckHiddenSizes = [8, 8, 16, 16],
        FusionHiddenSize = 16,
        BottleneckFeatures = 16,
        NumRelativeFeatures = 8,
        BinEmbeddingDim = 16,
        NumAttractors = [8, 4, 2, 1],
        PatchTransformerHiddenSize = heads == 2 ? 128 : null,
        PatchTransformerIntermediateSize = heads == 2 ? 32 : null,
        PatchTransformerNumAttentionHeads = heads == 2 ? 4 : null,
        NumPatchTransformerLayers = heads == 2 ? 4 : null,
        BinConfigurations = heads == 2
            ? [new() { NBins = 32, MinDepth = 0.5, MaxDepth = 8.5, Name = "near" },
                new() { NBins = 32, MinDepth = 0.5, MaxDepth = 80, Name = "far" }]
            : [new() { NBins = 32, MinDepth = 0.5, MaxDepth = 8.5 }],
    };
}
