using System.Collections.Concurrent;
using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Processor;

/// <summary>
/// Picture file to metres and gray bytes, through a tiny model: the whole of <c>pipeline("depth-estimation")</c>.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", "processor")]
public sealed class PipelineGoldenTests
{
    private static readonly ConcurrentDictionary<string, DepthEstimationPipeline> Pipelines = [];

    public static TheoryData<string> Cases => Goldens.Names(ProcessorCase.Family, "depth_estimation_pipeline");

    public static TheoryData<string> Constants =>
        Goldens.Names(ProcessorCase.Family, "depth_estimation_pipeline_postprocess");

    [GoldenTheory, MemberData(nameof(Cases))]
    public void The_pipeline_gives_the_reference_metres_and_bytes_or_refuses_where_it_does(string name)
    {
        var item = new ProcessorCase(name);
        if (item.ExpectsError) Refuses(item);
        else if (item.Inputs.TryGetProperty("images", out _)) List(item);
        else One(item);
    }

    [GoldenTheory, MemberData(nameof(Constants))]
    public void Constant_depth_gives_a_black_picture(string name)
    {
        var item = new ProcessorCase(name);
        using var pass = Pass.Inference();
        var depth = pass.New(new Shape(
            [.. item.Parameters.GetProperty("model_depth_shape").EnumerateArray().Select(e => e.GetInt32())]));
        depth.Values.Fill((float)item.Parameters.GetProperty("constant").GetDouble());
        var size = ProcessorCase.Size(item.Parameters.GetProperty("source_size"));
        var result = DepthEstimationPipeline.Result(new ZoeDepthImageProcessor()
            .PostProcessDepthEstimation(depth, [size])[0]);
        result.Depth.Data.ShouldAllBe(b => b == 0);
        foreach (var value in result.PredictedDepth.Values) value.ShouldBe(depth.Values[0], 1e-5f);
    }

    private static void One(ProcessorCase item)
    {
        var pipeline = PipelineOf(item);
        var image = RasterImage.Load(ProcessorCase.PathOf(item.Inputs.GetProperty("image")));
        if (item.Has("decoded_rgb"))
        {
            var rgb = image.ToRgb8();
            item.Output("decoded_rgb").Shape.ShouldBe([rgb.Height, rgb.Width, 3]);
            rgb.Data.ShouldBe(item.Output("decoded_rgb").Bytes, $"{item.Name}: decoded picture");
        }
        if (item.Has("model_predicted_depth"))
        {
            using var pass = Pass.Inference(new Workspace(poison: true));
            var raw = pipeline.Model.Forward(pipeline.Processor.Preprocess(pass, image.ToRgb8())).PredictedDepth;
            raw.Shape.ToArray().ShouldBe(item.Output("model_predicted_depth").Shape);
            Close.Within(raw.Values, item.Output("model_predicted_depth").Doubles(), item.Relative, item.Absolute,
                $"{item.Name}: model depth");
        }
        var result = pipeline.Run(ProcessorCase.PathOf(item.Inputs.GetProperty("image")));
        var expected = item.Output("predicted_depth");
        new[] { result.PredictedDepth.Height, result.PredictedDepth.Width }.ShouldBe(expected.Shape);
        Close.Within(result.PredictedDepth.Values, expected.Doubles(), item.Relative, item.Absolute,
            $"{item.Name}: depth");
        var bytes = item.Output("depth").Bytes;
        result.Depth.Format.ShouldBe(PixelFormat.Gray8);
        // A float within noise of a whole number may be cut off to either side.
        for (var i = 0; i < bytes.Length; i++)
            Math.Abs(result.Depth.Data[i] - bytes[i]).ShouldBeLessThanOrEqualTo(1, $"{item.Name}: byte {i}");
        var nearSteps = 1 + (item.Number("share_of_bytes_within_0_01_of_a_step") * bytes.Length);
        ((double)result.Depth.Data.Where((b, i) => b != bytes[i]).Count())
            .ShouldBeLessThanOrEqualTo(nearSteps, $"{item.Name}: bytes that differ by one");
    }

    private static void List(ProcessorCase item)
    {
        var images = item.Inputs.GetProperty("images").EnumerateArray()
            .Select(file => RasterImage.Load(ProcessorCase.PathOf(file))).ToArray();
        var results = PipelineOf(item).Run(images);
        var expected = item.Outputs("predicted_depth");
        results.Count.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++)
            Close.Within(results[i].PredictedDepth.Values, expected[i].Doubles(), item.Relative, item.Absolute,
                $"{item.Name}, picture {i}");
    }

    /// <summary>
    /// The argument as Python wrote it: None, a text, or something of another type, which does not compile here.
    /// </summary>
    private static void Refuses(ProcessorCase item)
    {
        var argument = item.Parameters.GetProperty("argument").GetString()!;
        var pipeline = Pipelines.Values.FirstOrDefault() ?? PipelineAt("tiny_model");
        if (argument == "None") Should.Throw<ArgumentNullException>(() => pipeline.Run((string)null!));
        else if (argument.StartsWith('\''))
            Should.Throw<FileNotFoundException>(() =>
                pipeline.Run(argument.Trim('\''))).Message.ShouldContain(argument.Trim('\''));
        else
            typeof(DepthEstimationPipeline).GetMethods().Where(method => method.Name == "Run")
                .Select(method => method.GetParameters()[0].ParameterType)
                .ShouldBe([typeof(string), typeof(RasterImage), typeof(IReadOnlyList<RasterImage>)], ignoreOrder: true);
    }

    private static DepthEstimationPipeline PipelineOf(ProcessorCase item) =>
        PipelineAt(item.Parameters.GetProperty("model").GetString()!);

    private static DepthEstimationPipeline PipelineAt(string model) =>
        Pipelines.GetOrAdd(model, name =>
            DepthEstimationPipeline.FromPretrained(Goldens.PathOf(ProcessorCase.Family, name)));
}
