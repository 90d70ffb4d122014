using System.Diagnostics;
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
public sealed record ValidationResult(Domain Domain, int Pictures, double SiLog, double AbsRel, double A1,
    double Constant, double Routed);

/// <summary>
/// Judges a model on pictures it does not learn from: whole pictures, the head of their domain, metres within the
/// range. Where the camera of a picture is unknown, its field of view is assumed as in prediction. Relative depth is
/// aligned to each picture first, and its best constant too.
/// </summary>
internal sealed class Validator(
    ValidationRecipe recipe, TrainingRecipe training, IReadOnlyList<Picture> pictures, LabelRules rules, Work work)
    : IDisposable
{
    private const int Group = 16;

    private readonly PictureLoader _loader = new(rules with { FarWeight = 0 });
    private readonly Workspace _workspace = new();
    private Dictionary<Domain, double>? _constants;
    private readonly Batch[] _batches = [.. Enumerable.Range(0, Group).Select(_ => new Batch())];

    /// <summary>One result for each domain the pictures have.</summary>
    /// <param name="model">what is judged</param>
    /// <param name="sheet">takes the first pictures of each domain, to be looked at</param>
    /// <param name="cancellation">looked at before every operation</param>
    public IReadOnlyList<ValidationResult> Run(ZoeDepthForDepthEstimation model, ValidationSheet? sheet,
        CancellationToken cancellation)
    {
        var judged = new List<(Domain Domain, Judgement Is)>();
        var baselines = _constants is null && !IsRelative ? new Dictionary<Domain, ConstantBaseline>() : null;
        foreach (var group in pictures.Chunk(Group))
        {
            work.For(group.Length, i => Load(group[i], _batches[i], cancellation));
            for (var i = 0; i < group.Length; i++)
            {
                if (Judge(model, _batches[i], sheet, cancellation) is not { } judgement) continue;
                judged.Add((group[i].Domain, judgement));
                if (baselines is not null) Count(_batches[i], baselines);
            }
        }
        if (baselines is not null) _constants = baselines.ToDictionary(pair => pair.Key, pair => pair.Value.AbsRel);
        return [.. judged.GroupBy(picture => picture.Domain, picture => picture.Is).OrderBy(of => of.Key).Select(of =>
            new ValidationResult(of.Key, of.Count(), of.Average(x => x.Score.SiLog), of.Average(x => x.Score.AbsRel),
                of.Average(x => x.Score.A1), _constants?[of.Key] ?? of.Average(x => x.Flat),
                of.Average(x => x.Routed)))];
    }

    /// <summary>
    /// Seconds that judging takes, the first time, when pictures may have to be made and code compiled, and later; by
    /// the first pictures.
    /// </summary>
    public (double First, double Later) Seconds(ZoeDepthForDepthEstimation model, CancellationToken cancellation)
    {
        var few = pictures.Take(Group).ToArray();
        double Once()
        {
            var start = Stopwatch.GetTimestamp();
            work.For(few.Length, i => Load(few[i], _batches[i], cancellation));
            foreach (var batch in _batches.Take(few.Length)) Judge(model, batch, sheet: null, cancellation);
            return Stopwatch.GetElapsedTime(start).TotalSeconds * pictures.Count / few.Length;
        }
        return (Once(), Once());
    }

    private bool IsRelative => training.Objective == "relative";

    private static void Count(Batch batch, Dictionary<Domain, ConstantBaseline> baselines)
    {
        if (!baselines.TryGetValue(batch.Domain, out var baseline))
            baselines.Add(batch.Domain, baseline = new ConstantBaseline());
        var metres = new List<double>();
        Span<float> labels = batch.LabelsOf(0, 1), weights = batch.WeightsOf(0, 1);
        for (var i = 0; i < labels.Length; i++)
            if (weights[i] > 0) metres.Add(Math.Exp(labels[i]) / batch.Factors[0]);
        baseline.Add(metres);
    }

    /// <summary>An empty sheet for <see cref="Run"/>.</summary>
    public ValidationSheet NewSheet() => new(rules);

    /// <summary>Frees the activations' memory.</summary>
    public void Dispose() => _workspace.Dispose();

    private void Load(Picture picture, Batch batch, CancellationToken cancellation)
    {
        var sample = picture.Dataset.Load(picture.Index, cancellation);
        var (width, height) = (sample.Image.Width, sample.Image.Height);
        var (rows, columns) = RecipeFile.Size(recipe.Size ?? training.Sizes[0]);
        // The area stays, the shape becomes the picture's.
        var shape = Math.Sqrt((double)width / height);
        var side = Math.Sqrt((double)rows * columns);
        (rows, columns) = (Multiple(side / shape), Multiple(side * shape));
        batch.Begin(new PlannedBatch(0, rows, columns, [picture]), 1);
        _loader.Fill(batch, 0, picture, sample, PictureView.Whole(width, height));
    }

    private static int Multiple(double side) => Math.Max(1, (int)Math.Round(side / 32)) * 32;

    private Judgement? Judge(ZoeDepthForDepthEstimation model, Batch batch, ValidationSheet? sheet,
        CancellationToken cancellation)
    {
        using var pass = Pass.Inference(_workspace, work);
        pass.Cancellation = cancellation;
        var pixels = pass.New(new Shape(1, batch.Rows, batch.Columns, 3), batch.PixelsOf(0, 1));
        if (IsRelative)
        {
            var disparity = ToBatch(model.ForwardRelative(pixels), batch).Values;
            if (Aligned(disparity, batch, sheet) is not { } aligned) return null;
            return new(aligned, double.NaN, Aligned(new float[disparity.Length], batch, sheet: null)!.AbsRel);
        }
        var head = model.Config.BinConfigurations.Count > 1 ? (int)batch.Domain : 0;
        // A router that was told no domain has made heads of its own: its choice is part of what is judged.
        var output = model.Forward(pixels, domain: training.Heads == "auto" ? null : head);
        var routed = output.DomainLogits is { } logits ? (logits.Values[0] >= logits.Values[1] ? 0 : 1) == head
            ? 1 : 0 : double.NaN;
        var score = Scored(ToBatch(output.PredictedDepth, batch).Values, batch, sheet);
        return score is null ? null : new(score, routed, double.NaN);
    }

    private ValidationScore? Aligned(ReadOnlySpan<float> disparity, Batch batch, ValidationSheet? sheet) =>
        Scored(AlignedDisparity.ToMetres(disparity, batch.LabelsOf(0, 1), batch.WeightsOf(0, 1),
            rules.Ranges[(int)batch.Domain].Most), batch, sheet);

    private ValidationScore? Scored(ReadOnlySpan<float> metres, Batch batch, ValidationSheet? sheet)
    {
        var score = ValidationScore.Of(metres, batch, rules.Ranges[(int)batch.Domain]);
        if (score is not null) sheet?.Add(batch, metres);
        return score;
    }

    private static Tensor ToBatch(Tensor depth, Batch batch) =>
        depth.Shape[1] == batch.Rows && depth.Shape[2] == batch.Columns
        ? depth
        : DepthMaps.Resized(depth, batch.Rows, batch.Columns);

    /// <summary>What was found of a picture.</summary>
    /// <param name="Score">of the prediction</param>
    /// <param name="Routed">1 where the router names its domain, 0 where not; NaN without a router</param>
    /// <param name="Flat">abs_rel of a flat picture, aligned as the prediction is; NaN where metres are judged</param>
    private sealed record Judgement(ValidationScore Score, double Routed, double Flat);
}
