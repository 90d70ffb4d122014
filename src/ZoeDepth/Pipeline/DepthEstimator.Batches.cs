using System.Diagnostics;
using ZoeDepth.Imaging;
using ZoeDepth.Telemetry;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <content>Pictures that wait for their turn enter the network together.</content>
public sealed partial class DepthEstimator
{
    // A product whose left operand has few rows waits for its weights: zoedepth-mini's coarsest map has 48 places, and
    // eight pictures take two thirds of the time. At 384x512 a BEiT has 768 by itself.
    private const int EnoughRows = 512;

    private readonly BatchQueue<BatchKind, Picture, DepthMap> _batches;

    /// <summary>
    /// Whether a picture may share its pass. What looks into the pass, or asks for more than one answer, has it alone.
    /// </summary>
    private bool Shares(EstimateOptions? options) => _options.MaxBatch > 1 && GivesOneAnswer(options);

    private bool GivesOneAnswer(EstimateOptions? options) => Model.Config.HasMetricHead
        && options is not ({ Spread: true } or { BlendHeads: true });

    private async Task<DepthMap> InBatchAsync(RasterImage image, EstimateOptions? options, string name,
        IProgress<DepthProgress>? progress, CancellationToken cancellation)
    {
        var source = Source.Of(image);
        var plan = Plan(source.Size, options, name, source.Camera);
        var picture = new Picture(source, plan, options, name, progress, Activity.Current?.Context ?? default);
        var kind = new BatchKind(plan.Network, plan.Processor, plan.Flip, plan.Precision);
        return await _batches.RunAsync(kind, picture, cancellation).ConfigureAwait(false);
    }

    /// <summary>Pictures in one pass: no more than are allowed, and than gain by it.</summary>
    private int MostTogether(BatchKind kind) => (int)Math.Clamp(Gaining(kind.Network), 1, _options.MaxBatch);

    /// <summary>
    /// How many pictures of a size gain by sharing a pass; no more than the memory of all estimates holds.
    /// </summary>
    private long Gaining(ImageSize network)
    {
        var pitch = Model.Config.BackboneConfig.Pitch;
        var places = Math.Max(1, (long)(network.Height / pitch) * (network.Width / pitch));
        return Math.Min(_network.MostImages(network), EnoughRows / places);
    }

    private void RunTogether(IReadOnlyList<BatchQueue<BatchKind, Picture, DepthMap>.Call> calls,
        CancellationToken cancellation)
    {
        var kind = calls[0].Key;
        var mirroring = MirroringOf(kind.Flip, kind.Network, calls.Count);
        List<Member> members = [];
        try
        {
            foreach (var call in calls) members.Add(new(this, call, PassesOf(mirroring), calls.Count));
            _network.InPass(ImagesInPass(mirroring, calls.Count), kind.Network, pass =>
            {
                pass.Progress = stage => members.ForEach(member => member.Stage(stage));
                var pixels = kind.Processor.Preprocess(pass, [.. calls.Select(call => call.Input.Source.Pixels())],
                    [.. calls.Select(call => call.Input.Name)]);
                int?[] domains = [.. calls.Select(call => call.Input.Plan.Domain)];
                var (upright, mirrored) = Answers(pixels, mirroring, images => ForwardEach(images, domains),
                    prefix => members.ForEach(member => member.NextPass(prefix)));
                for (var i = 0; i < members.Count; i++) members[i].Answer(upright[i], mirrored?[i]);
                return true;
            }, cancellation, kind.Precision);
        }
        catch (Exception error) when (members.TrueForAll(member => member.Failed(error)))
        {
            throw;
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    /// <summary>What pictures have in common that enter the network together.</summary>
    private readonly record struct BatchKind(ImageSize Network, ZoeDepthImageProcessor Processor, bool Flip,
        Precision Precision);

    /// <summary>A picture that waits.</summary>
    private sealed record Picture(Source Source, DepthPlan Plan, EstimateOptions? Options, string Name,
        IProgress<DepthProgress>? Progress, ActivityContext Caller);

    /// <summary>A picture in a pass it shares: whatever befalls it befalls it alone.</summary>
    private sealed class Member : IDisposable
    {
        private readonly DepthEstimator _estimator;
        private readonly BatchQueue<BatchKind, Picture, DepthMap>.Call _call;
        private readonly StageCounter _stages;
        private readonly MeasuredEstimate _measured;

        public Member(DepthEstimator estimator, BatchQueue<BatchKind, Picture, DepthMap>.Call call, int passes,
            int together)
        {
            (_estimator, _call) = (estimator, call);
            var picture = call.Input;
            _stages = new(estimator.Model.Config, passes, picture.Progress);
            _measured = MeasuredEstimate.BeginInBatch(estimator._network.ModelName, picture.Plan.Network,
                picture.Plan.Preset, picture.Caller, together);
        }

        public void NextPass(string prefix) => _stages.NextPass(prefix);

        public void Stage(string name) => Guard(() =>
        {
            _measured.Stage(name);
            _stages.Done(name);
        });

        public void Answer(DepthEstimatorOutput first, DepthEstimatorOutput? mirrored) => Guard(() =>
        {
            var network = _estimator._network;
            var picture = _call.Input;
            network.RequireFinite(first, picture.Name);
            if (mirrored is not null) network.RequireFinite(mirrored, picture.Name);
            var map = _estimator.Map(picture.Source, picture.Plan, picture.Options, first, mirrored, spread: null);
            _measured.Answered(map.Domain?.Name);
            _call.Answer(map);
        });

        /// <summary>The pass ended with an error; always true, for a filter of exceptions.</summary>
        public bool Failed(Exception error)
        {
            if (_call.IsWanted) _measured.Failed(error);
            return true;
        }

        public void Dispose() => _measured.Dispose();

        private void Guard(Action action)
        {
            if (!_call.IsWanted) return;
            try
            {
                action();
            }
            catch (Exception error)
            {
                _measured.Failed(error);
                _call.Fail(error);
            }
        }
    }
}
