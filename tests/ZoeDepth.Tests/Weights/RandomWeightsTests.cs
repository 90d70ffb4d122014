using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Freshly drawn weights.</summary>
public sealed class RandomWeightsTests
{
    private static float[] Draw(string key, int[] shape, ulong seed = 0, ZoeDepthConfig? config = null)
    {
        using var store = new WeightStore(new RandomWeights(config ?? ZoeDepthConfig.Nyu, seed));
        var values = store.Root.Parameter(key, shape).Values.ToArray();
        store.RequireMatch();
        return values;
    }

    public static TheoryData<string> ReferenceRows
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (var row in Reference) rows.Add(row.GetProperty("tensor").GetString()!);
            return rows;
        }
    }

    private static IReadOnlyList<JsonElement> Reference { get; } =
        [.. JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(Goldens.RepositoryRoot, "tests/goldens/training/initialisation.json"))).RootElement
            .GetProperty("rows").EnumerateArray()
                .Where(row => row.GetProperty("dialect").GetString() == "huggingface")];

    [Theory, MemberData(nameof(ReferenceRows))]
    public void Every_tensor_starts_by_the_rule_of_the_reference(string tensor)
    {
        var row = Reference.Single(r => r.GetProperty("tensor").GetString() == tensor);
        var rule = row.GetProperty("rule");

        var values = Draw(tensor, [.. row.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]);

        if (rule.GetProperty("distribution").GetString() == "constant")
            values.ShouldAllBe(v => v == rule.GetProperty("value").GetSingle());
        else ShouldBeNormal(values, rule.GetProperty("std").GetDouble());
    }

    /// <summary>Mean and deviation within five standard errors: σ/√n and σ/√(2n).</summary>
    private static void ShouldBeNormal(float[] values, double deviation)
    {
        var mean = values.Average(v => (double)v);
        var variance = values.Average(v => (v - mean) * (v - mean));
        Math.Abs(mean).ShouldBeLessThan(5 * deviation / Math.Sqrt(values.Length));
        Math.Abs(Math.Sqrt(variance) - deviation).ShouldBeLessThan(5 * deviation / Math.Sqrt(2.0 * values.Length));
    }

    [Theory]
    [InlineData("neck.convs.0.bias", 0)]
    [InlineData("backbone.embeddings.cls_token", 0)]
    [InlineData("backbone.embeddings.position_embeddings", 0)]
    [InlineData("backbone.encoder.layer.0.attention.attention.relative_position_bias.relative_position_bias_table", 0)]
    [InlineData("backbone.encoder.layer.0.lambda_2", 0.1f)]
    [InlineData("backbone.encoder.layer.0.layernorm_after.weight", 1)]
    [InlineData("neck.fusion_stage.layers.0.residual_layer1.batch_norm1.weight", 1)]
    [InlineData("neck.fusion_stage.layers.0.residual_layer1.batch_norm1.running_mean", 0)]
    [InlineData("neck.fusion_stage.layers.0.residual_layer1.batch_norm1.running_var", 1)]
    public void Tensors_outside_the_reference_rows_start_constant(string key, float value) =>
        Draw(key, [3]).ShouldBe([value, value, value]);

    [Fact]
    public void Each_part_uses_the_deviation_of_its_own_configuration()
    {
        var config = ZoeDepthConfig.Nyu with
            { InitializerRange = 0.5, BackboneConfig = BeitConfig.Large384 with { InitializerRange = 2 } };

        ShouldBeNormal(Draw("neck.convs.0.weight", [64, 64, 3, 3], config: config), 0.5);
        ShouldBeNormal(Draw("backbone.encoder.layer.0.output.dense.weight", [64, 64], config: config), 2);
    }

    /// <summary>
    /// Computed in Python: <c>float32(0.02 * statistics.NormalDist().inv_cdf(u))</c> over the same SplitMix64.
    /// </summary>
    [Theory]
    [InlineData(0ul,
        new[] { 0.00808512419f, -0.0207289103f, -0.0124586951f, 0.0190639179f, 0.00573800737f, -0.0200223159f })]
    [InlineData(7ul,
        new[] { -0.0277018659f, -0.00499368738f, -0.0167267397f, 0.0287015997f, 0.00441010436f, -0.0151378717f })]
    public void A_seed_gives_the_same_numbers_everywhere(ulong seed, float[] first) =>
        Draw("neck.convs.0.weight", [8, 8], seed)[..6].ShouldBe(first);

    [Fact]
    public void Tensors_of_other_names_and_positions_are_other_numbers()
    {
        var all = Draw("a.weight", [1000, 2]).Concat(Draw("b.weight", [1000, 2])).Concat(Draw("a.weight", [1000, 2], 1))
            .ToArray();

        all.Distinct().Count().ShouldBeGreaterThan(5900);
    }

    [Fact]
    public void Opening_twice_gives_the_same_numbers()
    {
        using var store = new WeightStore(new RandomWeights(ZoeDepthConfig.Nyu, 3));
        var parameter = store.Root.Parameter("a.weight", 4, 4);

        SafeTensorsFiles.Floats(parameter).ShouldBe(SafeTensorsFiles.Floats(parameter));
    }

    /// <summary>
    /// Reference values of Python's <c>statistics.NormalDist().inv_cdf</c>; the three pieces of the algorithm and their
    /// borders.
    /// </summary>
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.1, -1.2815515655446008)]
    [InlineData(0.9, 1.2815515655446008)]
    [InlineData(0.425, -0.1891184262727925)]
    [InlineData(0.075, -1.4395314709384557)]
    [InlineData(0.07, -1.4757910281791702)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.999999, 4.753424308817089)]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(5.551115123125783e-17, -8.292361075813595)]
    public void The_normal_quantile_agrees_with_Python(double p, double expected) =>
        Math.Abs(NormalQuantile.At(p) - expected).ShouldBeLessThanOrEqualTo(4e-15 * Math.Max(1, Math.Abs(expected)));

    /// <summary>One standard deviation holds 68.27 % of a normal variable, two hold 95.45 %, three 99.73 %.</summary>
    [Fact]
    public void Drawn_numbers_have_the_tails_of_a_normal_variable()
    {
        var values = Draw("a.weight", [500, 400]);
        double Within(double deviations) => values.Count(v => Math.Abs(v) < 0.02 * deviations) / (double)values.Length;

        Within(1).ShouldBe(0.682689, 0.005);
        Within(2).ShouldBe(0.954500, 0.003);
        Within(3).ShouldBe(0.997300, 0.001);
    }
}
