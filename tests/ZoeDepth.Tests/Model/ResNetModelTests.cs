using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Model;

/// <summary>The whole model on a convolutional backbone, in a small copy of <c>zoedepth-mini</c>.</summary>
public sealed class ResNetModelTests
{
    private static ZoeDepthConfig Tiny => Pipeline.TinyModels.MiniConfig;

    [Theory]
    [InlineData(64, 96, 32, 48)]
    [InlineData(40, 72, 32, 48)]
    public void Depth_has_half_the_resolution_of_the_picture(int rows, int columns, int depthRows, int depthColumns)
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Tiny, seed: 3);
        using var pass = Pass.Inference();
        var output = model.Forward(Picture(pass, 2, rows, columns), outputHiddenStates: true);

        output.PredictedDepth.Shape.ShouldBe(new Shape(2, depthRows, depthColumns));
        output.PredictedDepth.Values.ToArray().ShouldAllBe(metres => metres > 0 && float.IsFinite(metres));
        output.DomainLogits!.Shape.ShouldBe(new Shape(2, 2));
        output.HiddenStates!.Select(state => state.Shape.Last).ShouldBe([4, 4, 6, 8, 10]);
    }

    [Fact]
    public void Keys_are_those_of_transformers_with_a_bias_for_every_batch_norm()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Tiny);
        var keys = model.Parameters.Select(parameter => parameter.Name)
            .Where(name => name.StartsWith("backbone.", StringComparison.Ordinal)).ToArray();

        keys.Take(6).ShouldBe(
        [
            "backbone.embedder.embedder.convolution.weight", "backbone.embedder.embedder.convolution.bias",
            "backbone.encoder.stages.0.layers.0.layer.0.convolution.weight",
            "backbone.encoder.stages.0.layers.0.layer.0.convolution.bias",
            "backbone.encoder.stages.0.layers.0.layer.1.convolution.weight",
            "backbone.encoder.stages.0.layers.0.layer.1.convolution.bias",
        ]);
        // Where neither channels nor size change, nothing stands beside the layer.
        keys.Where(key => key.Contains("shortcut", StringComparison.Ordinal)
            && key.EndsWith(".weight", StringComparison.Ordinal)).ShouldBe(
            [.. Enumerable.Range(1, 3)
                .Select(stage => $"backbone.encoder.stages.{stage}.layers.0.shortcut.convolution.weight")]);
        keys.ShouldContain("backbone.encoder.stages.3.layers.1.layer.1.convolution.bias");
        model.Parameters.ShouldNotContain(parameter =>
            parameter.Name.StartsWith("neck.reassemble_stage", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_parameter_that_takes_part_receives_a_gradient()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Tiny, seed: 5);
        using var pass = Pass.Training();
        var output = model.Forward(Picture(pass, 1, 64, 64), domain: 0);
        output.PredictedDepth.Gradient.Fill(1);
        output.DomainLogits!.Gradient[0] = 1;
        pass.Tape!.Backward();

        var idle = model.Parameters.Where(p => !(p.HasGradient && p.Gradient.ContainsAnyExcept(0f))).Select(p => p.Name)
            .ToArray();
        idle.ShouldAllBe(name =>
            name.StartsWith("neck.fusion_stage.layers.0.residual_layer1.", StringComparison.Ordinal)
            || name.Contains(".outdoor.", StringComparison.Ordinal)
            || name.StartsWith("relative_head.conv3", StringComparison.Ordinal)
            || name.EndsWith("self_attn.key.bias", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_smaller_than_a_place_of_the_coarsest_map_is_refused()
    {
        using var model = ZoeDepthForDepthEstimation.FromConfig(Tiny);
        using var pass = Pass.Inference();
        var pixels = Picture(pass, 1, 16, 64);
        Should.Throw<ArgumentException>(() =>
            model.Forward(pixels)).Message.ShouldBe(
            "pixel values [1, 16, 64, 3] hold less than one patch of 32x32 pixels");
    }

    private static Tensor Picture(Pass pass, int images, int rows, int columns)
    {
        var pixels = pass.New(new Shape(images, rows, columns, 3));
        for (var i = 0; i < pixels.Values.Length; i++) pixels.Values[i] = MathF.Sin(0.37f * i);
        return pixels;
    }
}
