using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <content>What a user should know beside the depth.</content>
public sealed partial class DepthEstimator
{
    private static IEnumerable<string> ModelNotes(ZoeDepthConfig config, ZoeDepthImageProcessor processor,
        DepthEstimatorOptions options)
    {
        if (config.IsRelative)
            yield return "this model says relative depth: inverse depth of unknown scale and shift, larger where " +
                "things are nearer, and no metres";
        if (PublishedKitti.HasWrongRange(config)) yield return PublishedKitti.Note;
        if (options.MaxDepth is { } maxDepth)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"the far end of the range was set to {maxDepth} m");
        if (processor.IsPublishedDefault) yield return $"settings of the image processor: {processor.Source}";
    }

    private IEnumerable<string> OperandNotes()
    {
        if (Model.PreparedProblem is { } problem) yield return problem;
    }

    private IEnumerable<string> CameraNotes(DepthPlan plan, EstimateOptions? options)
    {
        if (plan.Camera?.Note is { } note) yield return note;
        if (plan.Camera is null && options is not null
            && (options.HorizontalFieldOfView ?? options.Camera?.FocalLength) is not null)
            yield return "the field of view changed nothing: this model names no canonical focal length, so its " +
                "metres do not depend on the camera";
        if (plan.Camera is not null && plan.Size != Processor.Size)
            yield return $"the network was asked for {plan.Size.Height}x{plan.Size.Width} instead of " +
                $"{Processor.Size.Height}x{Processor.Size.Width}: a small model's metres hold at the size it was " +
                "trained for";
    }

    private IEnumerable<string> PictureNotes(Source source, DepthPlan plan, DepthEstimatorOutput first,
        DepthEstimatorOutput? mirrored)
    {
        if (source.IsGray16)
            yield return "the picture has 16-bit gray samples, which were cut at 255 as the reference does; scale " +
                "it to 8 bits if it looks white";
        if (mirrored is not null && mirrored.Domain != first.Domain && !plan.BlendHeads)
        {
            var bins = Model.Config.BinConfigurations;
            yield return $"the picture was answered by {bins[first.Domain].Name} and its mirror image by " +
                $"{bins[mirrored.Domain].Name}: the mean of two domains; ask for one of the two heads";
        }
    }
}
