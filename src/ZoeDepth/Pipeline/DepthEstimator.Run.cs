using System.Numerics;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Telemetry;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <content>One estimate, from the pixels to the picture's metres.</content>
public sealed partial class DepthEstimator
{
    /// <summary>Waits for a turn, which lasts until the result is disposed.</summary>
    private IDisposable Turn(CancellationToken cancellation) =>
        _places.EnterAsync(1, cancellation).AsTask().GetAwaiter().GetResult();

    private async Task<DepthMap> InTurnAsync(Func<DepthMap> estimate, CancellationToken cancellation)
    {
        using var place = await _places.EnterAsync(1, cancellation).ConfigureAwait(false);
        return await Task.Run(estimate, cancellation).ConfigureAwait(false);
    }

    private DepthMap Run(string path, EstimateOptions? options, IProgress<DepthProgress>? progress,
        CancellationToken cancellation)
    {
        var decoding = (options?.Preset ?? _options.Preset).Decoding(_options.Decoding);
        var image = RasterImage.Load(path, decoding, cancellation);
        return Run(Source.Of(image), options, path, progress, cancellation);
    }

    /// <summary>
    /// The same, showing every named tensor of the pass over the upright picture to <paramref name="probe"/>.
    /// </summary>
    /// <inheritdoc
    /// cref="Estimate(RasterImage, EstimateOptions?, string, IProgress{DepthProgress}?, CancellationToken)"/>
    internal DepthMap Observe(RasterImage image, EstimateOptions? options, string name, Action<string, Tensor> probe,
        IProgress<DepthProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var turn = Turn(cancellation);
        return Run(Source.Of(image), options, name, progress, cancellation, probe);
    }

    private DepthMap Run(Source source, EstimateOptions? options, string name, IProgress<DepthProgress>? progress,
        CancellationToken cancellation, Action<string, Tensor>? probe = null)
    {
        var plan = Plan(source.Size, options, name, source.Camera);
        // What looks into the pass, or asks for more than one answer, sees each picture in a pass of its own.
        if (probe is not null || !GivesOneAnswer(options))
            return Maps(source, plan, options, name, MirroringOf(plan.Flip), pixels =>
                [plan.BlendHeads ? _network.Blended(pixels, name) : _network.Forward(pixels, plan.Domain, name)],
                progress, cancellation, probe)[0];
        return Maps(source, plan, options, name, MirroringOf(plan.Flip, plan.Network, pictures: 1), pixels =>
        {
            var answers = ForwardEach(pixels, [plan.Domain]);
            foreach (var answer in answers) _network.RequireFinite(answer, name);
            return answers;
        }, progress, cancellation)[0];
    }

    /// <summary>The maps of a picture, one for each answer of the network.</summary>
    private DepthMap[] Maps(Source source, DepthPlan plan, EstimateOptions? options, string name, Mirroring mirroring,
        Func<Tensor, IReadOnlyList<DepthEstimatorOutput>> forward, IProgress<DepthProgress>? progress,
        CancellationToken cancellation, Action<string, Tensor>? probe = null)
    {
        using var measured = MeasuredEstimate.Begin(_network.ModelName, plan.Network, plan.Preset);
        try
        {
            var maps = InPass(source, plan, options, name, mirroring, forward, progress, measured, probe, cancellation);
            measured.Answered(maps.Length == 1 ? maps[0].Domain?.Name : null);
            return maps;
        }
        catch (Exception error) when (measured.Failed(error))
        {
            throw;
        }
    }

    private DepthMap[] InPass(Source source, DepthPlan plan, EstimateOptions? options, string name, Mirroring mirroring,
        Func<Tensor, IReadOnlyList<DepthEstimatorOutput>> forward, IProgress<DepthProgress>? progress,
        MeasuredEstimate measured, Action<string, Tensor>? probe, CancellationToken cancellation) =>
        _network.InPass(ImagesInPass(mirroring, pictures: 1), plan.Network, pass =>
        {
            var stages = new StageCounter(Model.Config, PassesOf(mirroring), progress);
            pass.Progress = stage =>
            {
                measured.Stage(stage);
                stages.Done(stage);
            };
            var pixels = plan.Processor.Preprocess(pass, [source.Pixels()], [name]);
            var spread = options is { Spread: true } ? new SpreadProbe() : null;
            pass.Probe = spread is null ? probe : probe + spread.Observe;
            pass.Observe("pixel_values", pixels);
            var (upright, mirrored) = Answers(pixels, mirroring, forward, prefix =>
            {
                pass.Probe = null;
                stages.NextPass(prefix);
            });
            pass.Probe = null;
            return upright
                .Select((answer, i) => Map(source, plan, options, answer, mirrored?[i], spread)).ToArray();
        }, cancellation, plan.Precision);

    private DepthMap Map(Source source, DepthPlan plan, EstimateOptions? options, DepthEstimatorOutput first,
        DepthEstimatorOutput? mirrored, SpreadProbe? spread)
    {
        var depth = mirrored is null ? first.PredictedDepth
            : ZoeDepthImageProcessor.AverageWithMirrored(first.PredictedDepth, mirrored.PredictedDepth);
        var (interpolation, corners) = plan.ResizeBack.Rule();
        var map = ZoeDepthImageProcessor.ResizedAndCut(depth.Reshape(depth.Shape[1], depth.Shape[2]), plan.Output,
            plan.Border, interpolation, corners);
        return new DepthMap(Scaled(map.Values, depth.Values, plan.Camera), plan, _network.ModelName)
        {
            IsRelative = Model.Config.IsRelative,
            Spread = spread?.Of(first.Domain, plan, depth.Pass),
            Domain = _network.DomainOf(first),
            MirroredDomain = mirrored is null ? null : _network.DomainOf(mirrored),
            Notes = [.. Notes, .. OperandNotes(), .. PictureNotes(source, plan, first, mirrored),
                .. CameraNotes(plan, options)],
        };
    }

    /// <summary>
    /// Metres of the picture's camera, from those of the canonical one. A bicubic enlargement swings beyond what lies
    /// on either side of an edge, before a sky below 0: that is cut to what the network said. Where a model names no
    /// canonical camera every number is the reference's, and the reference lets it swing.
    /// </summary>
    /// <param name="values">the network's depth at the picture's size</param>
    /// <param name="network">the same as the network said it</param>
    /// <param name="camera">the picture's camera; null where the model has no canonical one</param>
    internal static float[] Scaled(ReadOnlySpan<float> values, ReadOnlySpan<float> network, PictureCamera? camera)
    {
        if (camera is null) return values.ToArray();
        var scale = (float)camera.Scale;
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        foreach (var value in network) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        // A photograph has tens of millions of values: they are cut and scaled on their only way through.
        var metres = GC.AllocateUninitializedArray<float>(values.Length);
        Vector<float> nearest = new(least), farthest = new(most), scales = new(scale);
        var i = 0;
        for (; i + Vector<float>.Count <= metres.Length; i += Vector<float>.Count)
            (scales * Vector.Min(Vector.Max(new(values[i..]), nearest), farthest)).CopyTo(metres, i);
        for (; i < metres.Length; i++) metres[i] = scale * Math.Clamp(values[i], least, most);
        return metres;
    }
}
