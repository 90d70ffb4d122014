using System.Text.Json;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.Golden.Original;

/// <summary>
/// The research code's <c>infer</c>, <c>infer_pil</c> and preparation of pictures against the presets and the
/// processor.
/// </summary>
[Trait("Category", "Golden")]
[Trait("Family", "original")]
public sealed class OriginalInferenceTests
{
    public static TheoryData<string> Estimates => Of("infer", "infer_pil");

    public static TheoryData<string> Preparations => Of("prep");

    private static TheoryData<string> Of(params string[] operations)
    {
        var names = new TheoryData<string>();
        foreach (var item in Goldens.Cases(OriginalCase.Family))
            if (operations.Contains(item.GetProperty("op").GetString()))
                names.Add(item.GetProperty("name").GetString()!);
        return names;
    }

    [GoldenTheory, MemberData(nameof(Estimates))]
    public void The_preset_gives_the_research_codes_depth(string name)
    {
        var item = new OriginalCase(name);
        var files = item.Open();
        using var model = item.Model(files);
        using var estimator = new DepthEstimator(model, files.Processor with
        {
            PadFactorHeight = Number(item.Parameters, "fh", 3),
            PadFactorWidth = Number(item.Parameters, "fw", 3),
        }, new DepthEstimatorOptions { Preset = DepthPreset.Upstream });
        var images = item.Images();
        foreach (var expected in item.Outputs)
        {
            var arguments = expected.TryGetProperty("params", out var own) && own.ValueKind == JsonValueKind.Object
                ? own : item.Parameters;
            var options = new EstimateOptions
            {
                Pad = Flag(arguments, "pad_input"),
                Flip = Flag(arguments, "with_flip_aug"),
                ResizeBack = item.Parameters.TryGetProperty("upsampling_mode", out _)
                    ? ResizeBack.BilinearHalfPixel : ResizeBack.Bicubic,
                KeepAspect = files.Processor.KeepAspectRatio,
                Size = files.Processor.Size,
            };
            for (var i = 0; i < images.Count; i++)
                Compare(item, expected, estimator, files, images[i], options, i, images.Count);
        }
    }

    private static void Compare(OriginalCase item, JsonElement expected, DepthEstimator estimator,
        Pretrained.ModelFiles files, RasterImage image, EstimateOptions options, int index, int count)
    {
        switch (expected.GetProperty("name").GetString())
        {
            case "net_input":
                using (var pass = Pass.Inference())
                    item.Compare(expected,
                        (files.Processor with { DoPad = options.Pad!.Value }).Preprocess(pass, image));
                break;
            case "uint16":
                var steps = Array.ConvertAll(estimator.Estimate(image, options).Values, metres =>
                    (float)Math.Truncate(metres * 256));
                item.Compare(expected, steps, index, count);
                break;
            default:
                item.Compare(expected, estimator.Estimate(image, options).Values, index, count);
                break;
        }
    }

    [GoldenTheory, MemberData(nameof(Preparations))]
    public void A_picture_enters_the_network_as_in_the_research_code(string name)
    {
        var item = new OriginalCase(name);
        // Denormalisation belongs to tensors of training; pictures are not normalised before.
        Assert.SkipWhen(Flag(item.Parameters, "denorm"), "undoes a normalisation that pictures do not have");
        var settings = ZoeDepth.Original.OriginalSettings.Read(null,
        [
            $"img_size={item.Parameters.GetProperty("img_size").ToString()}",
            $"force_keep_ar={item.Parameters.GetProperty("keep_aspect_ratio").GetRawText()}",
        ]);
        var processor = settings.Apply(new ZoeDepthImageProcessor()) with
        {
            DoPad = false,
            DoResize = Flag(item.Parameters, "do_resize"),
        };
        using var pass = Pass.Inference();

        item.Compare(item.Outputs.Single(), processor.Preprocess(pass, item.Images()));
    }

    private static double Number(JsonElement arguments, string name, double otherwise) =>
        arguments.TryGetProperty(name, out var number) ? number.GetDouble() : otherwise;

    private static bool Flag(JsonElement arguments, string name) =>
        !arguments.TryGetProperty(name, out var flag) || flag.GetBoolean();
}
