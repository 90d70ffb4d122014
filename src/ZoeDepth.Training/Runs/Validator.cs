using ZoeDepth.Data;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>How well a model does on pictures of one domain: means over pictures.</summary>
/// <param name="Domain">the domain</param>
/// <param name="Pictures">how many pictures had labels</param>
/// <param name="SiLog">100 · standard deviation of the log error</param>
/// <param name="AbsRel">mean of |prediction − truth| / truth</param>
/// <param name="A1">share of pixels within a factor of 1.25</param>
/// <param name="Constant">AbsRel of the best constant on the same pictures</param>
/// <param name="Routed">share of pictures whose domain the router names; NaN with one head</param>
public sealed record ValidationResult(Domain Domain, int Pictures, double SiLog, double AbsRel, double A1, double Constant, double Routed);

/// <summary>
/// Judges a model on pictures it does not learn from: whole pictures, the head of their domain, metres within the range. Where the camera of a picture is
/// unknown, its field of view is assumed as in prediction.
/// </summary>
internal sealed class Validator(ValidationRecipe recipe, TrainingRecipe training, LabelRules rules, Work work) : IDisposable
{
    private const int Group = 16;

    private readonly IReadOnlyList<Picture> _pictures = PictureSet.Open(recipe.Data);
    private readonly PictureLoader _loader = new(rules with { FarWeight = 0 });
    private readonly Workspace _workspace = new();
    private Dictionary<Domain, double>? _constants;
    private readonly Batch[] _batches = [.. Enumerable.Range(0, Group).Select(_ => new Batch())];

    /// <summary>One result for each domain the pictures have.</summary>
    public IReadOnlyList<ValidationResult> Run(ZoeDepthForDepthEstimation model, CancellationToken cancellation)
    {
        var scores = new List<(Domain Domain, Score Score)>();
        var baselines = _constants is null ? new Dictionary<Domain, ConstantBaseline>() : null;
        foreach (var group in _pictures.Chunk(Group))
        {
            work.For(group.Length, i => Load(group[i], _batches[i], cancellation));
            for (var i = 0; i < group.Length; i++)
            {
                if (Judge(model, _batches[i], cancellation) is not { } score) continue;
                scores.Add((group[i].Domain, score));
                if (baselines is not null) Count(_batches[i], baselines);
            }
        }
        _constants ??= baselines!.ToDictionary(pair => pair.Key, pair => pair.Value.AbsRel);
        return [.. scores.GroupBy(pair => pair.Domain, pair => pair.Score).OrderBy(pair => pair.Key).Select(s =>
            new ValidationResult(s.Key, s.Count(), s.Average(x => x.SiLog), s.Average(x => x.AbsRel), s.Average(x => x.A1),
                _constants[s.Key], s.Average(x => x.Routed)))];
    }

    private static void Count(Batch batch, Dictionary<Domain, ConstantBaseline> baselines)
    {
        if (!baselines.TryGetValue(batch.Domain, out var baseline)) baselines.Add(batch.Domain, baseline = new ConstantBaseline());
        var metres = new List<double>();
        Span<float> labels = batch.LogDepthOf(0, 1), weights = batch.WeightsOf(0, 1);
        for (var i = 0; i < labels.Length; i++)
            if (weights[i] > 0) metres.Add(Math.Exp(labels[i]) / batch.Factors[0]);
        baseline.Add(metres);
    }

    /// <summary>Frees the activations' memory.</summary>
    public void Dispose() => _workspace.Dispose();

    private void Load(Picture picture, Batch batch, CancellationToken cancellation)
    {
        var draws = new Draws(0, 0, 0);
        var info = picture.Dataset.Describe(picture.Index);
        var (rows, columns) = RecipeFile.Size(recipe.Size ?? training.Sizes[0]);
        if (info is { Width: { } width, Height: { } height })
        {
            // The area stays, the shape becomes the picture's.
            var shape = Math.Sqrt((double)width / height);
            var side = Math.Sqrt((double)rows * columns);
            (rows, columns) = (Multiple(side / shape), Multiple(side * shape));
        }
        batch.Begin(new PlannedBatch(0, rows, columns, [picture]), 1);
        _loader.Fill(batch, 0, picture, sample => PictureView.Whole(sample.Image.Width, sample.Image.Height), ref draws, cancellation);
    }

    private static int Multiple(double side) => Math.Max(1, (int)Math.Round(side / 32)) * 32;

    private Score? Judge(ZoeDepthForDepthEstimation model, Batch batch, CancellationToken cancellation)
    {
        using var pass = Pass.Inference(_workspace, work);
        pass.Cancellation = cancellation;
        var head = model.Config.BinConfigurations.Count > 1 ? (int)batch.Domain : 0;
        var output = model.Forward(pass.New(new Shape(1, batch.Rows, batch.Columns, 3), batch.PixelsOf(0, 1)), domain: head);
        var depth = output.PredictedDepth;
        if (depth.Shape[1] != batch.Rows || depth.Shape[2] != batch.Columns) depth = DepthMaps.Resized(depth, batch.Rows, batch.Columns);
        var routed = output.DomainLogits is { } logits ? (logits.Values[0] >= logits.Values[1] ? 0 : 1) == head ? 1 : 0 : double.NaN;
        return Score.Of(depth.Values, batch, rules.Ranges[(int)batch.Domain], routed);
    }

    private sealed record Score(double SiLog, double AbsRel, double A1, double Routed)
    {
        public static Score? Of(ReadOnlySpan<float> depth, Batch batch, (double Least, double Most) range, double routed)
        {
            double sum = 0, squares = 0, relative = 0;
            var (count, within) = (0, 0);
            Span<float> labels = batch.LogDepthOf(0, 1), weights = batch.WeightsOf(0, 1);
            for (var i = 0; i < depth.Length; i++)
            {
                if (weights[i] == 0) continue;
                var metres = depth[i] / batch.Factors[0];
                var predicted = double.IsNaN(metres) ? range.Least : Math.Clamp(metres, range.Least, range.Most);
                var truth = Math.Exp(labels[i]) / batch.Factors[0];
                var error = Math.Log(predicted / truth);
                sum += error;
                squares += error * error;
                relative += Math.Abs(predicted - truth) / truth;
                if (Math.Abs(error) < Math.Log(1.25)) within++;
                count++;
            }
            if (count == 0) return null;
            var mean = sum / count;
            return new(100 * Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))), relative / count, (double)within / count, routed);
        }
    }
}
