using System.Collections.Concurrent;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// Gradients of one batch: forward, loss and back, in parts if the recipe says so. Parts run side by side, each on a
/// share of the threads with a workspace and gradients of its own: threads then meet once a part and not in every
/// kernel. What the parts found is added in their order, so the bits are those of one thread.
/// </summary>
/// <param name="model">what learns</param>
/// <param name="recipe">how</param>
/// <param name="work">threads</param>
/// <param name="note">told, once each, of pictures that have nothing to learn from</param>
internal sealed class TrainingStep(ZoeDepthForDepthEstimation model, TrainingRecipe recipe, Work work,
    Action<string> note) : IDisposable
{
    private readonly HashSet<string> _empty = [];
    private readonly ConcurrentBag<Workspace> _workspaces = [];
    private readonly ConcurrentBag<GradientSet> _gradients = [];
    private readonly Precision _precision =
        recipe.Precision == "bfloat16" ? Precision.BFloat16 : Precision.Float32;
    private readonly DepthObjective _metric = new(recipe.Losses);
    private readonly RelativeObjective _relative = new(recipe.Losses);

    /// <summary>Bytes the activations have taken at most.</summary>
    public long PeakBytes => _workspaces.Sum(workspace => workspace.PeakBytes);

    /// <summary>Adds the gradients of a batch to the parameters'.</summary>
    /// <param name="batch">pictures and labels</param>
    /// <param name="cancellation">
    /// looked at before every operation; gradients are then those of a part of the batch
    /// </param>
    /// <returns>the loss, mean over the parts</returns>
    public LossParts Gradients(Batch batch, CancellationToken cancellation)
    {
        var size = recipe.MicroBatch ?? batch.Count;
        var parts = batch.Count / size;
        var sum = default(LossParts);
        if (parts == 1) return Part(batch, 0, size, work, null, cancellation);
        var share = new Work(Math.Max(1, work.Threads / parts));
        InOrder.Run(work, parts, work.Threads, part =>
        {
            var gradients = _gradients.TryTake(out var idle) ? idle : new GradientSet();
            try
            {
                return (Loss: Part(batch, part * size, size, share, gradients, cancellation), Gradients: gradients);
            }
            catch
            {
                gradients.Dispose();
                throw;
            }
        }, (_, made) =>
        {
            sum += made.Loss;
            made.Gradients.MoveToParameters(share);
            _gradients.Add(made.Gradients);
        }, cancellation);
        return sum * ((double)size / batch.Count);
    }

    /// <summary>Frees the memory of activations and gradients.</summary>
    public void Dispose()
    {
        foreach (var workspace in _workspaces) workspace.Dispose();
        foreach (var gradients in _gradients) gradients.Dispose();
    }

    private LossParts Part(Batch batch, int first, int count, Work threads, GradientSet? gradients,
        CancellationToken cancellation)
    {
        var workspace = _workspaces.TryTake(out var idle) ? idle : new Workspace();
        try
        {
            using var pass = Pass.Training(workspace, threads, recipe.Recompute,
                new PassRandom(recipe.Seed, (ulong)((batch.Number * batch.Count) + first)), gradients, _precision);
            pass.Cancellation = cancellation;
            return Part(pass, batch, first, count);
        }
        finally
        {
            _workspaces.Add(workspace);
        }
    }

    private LossParts Part(Pass pass, Batch batch, int first, int count)
    {
        var shape = new Shape(count, batch.LabelRows, batch.LabelColumns);
        var found = recipe.Objective == "relative"
            ? _relative.Of(model.ForwardRelative(Pixels(pass, batch, first, count)), batch.LabelsOf(first, count),
                batch.WeightsOf(first, count), shape)
            : Metric(pass, batch, first, shape);
        if (found is not var (loss, parts))
        {
            LeftOut(batch.Names.Skip(first).Take(count));
            return default;
        }
        loss.Gradient[0] = (float)count / batch.Count;
        pass.Tape!.Backward(loss);
        return parts;
    }

    private void LeftOut(IEnumerable<string> names)
    {
        lock (_empty)
        {
            var told = names.Where(_empty.Add).ToList();
            if (told.Count > 0) note($"left out, without labels to learn from: {string.Join(", ", told)}");
        }
    }

    private (Tensor Loss, LossParts Parts)? Metric(Pass pass, Batch batch, int first, Shape shape)
    {
        var right = model.Config.BinConfigurations.Count > 1 ? (int)batch.Domain : 0;
        int? head = recipe.Heads == "labelled" ? right : null;
        var output = batch.Features.Count > 0 ? model.ForwardHead(Features(pass, batch, first, shape[0]), head)
            : recipe.Heads == "auto" ? Mixed(Pixels(pass, batch, first, shape[0]))
            : model.Forward(Pixels(pass, batch, first, shape[0]), domain: head);
        var (labels, weights) = (pass.New(shape, batch.LabelsOf(first, shape[0])),
            pass.New(shape, batch.WeightsOf(first, shape[0])));
        return _metric.Of(output, labels, weights, right);
    }

    private static Tensor Pixels(Pass pass, Batch batch, int first, int count) =>
        pass.New(new Shape(count, batch.Rows, batch.Columns, 3), batch.PixelsOf(first, count));

    private static Tensor[] Features(Pass pass, Batch batch, int first, int count) => [.. batch.Features.Select(maps =>
        pass.New(new Shape(count, maps.Rows, maps.Columns, maps.Channels),
            maps.Values.AsSpan(first * maps.Length, count * maps.Length)))];

    private DepthEstimatorOutput Mixed(Tensor pixels)
    {
        var (depths, logits) = model.ForwardHeads(pixels);
        return new(MixedHeads.Of(depths, logits!), logits, null, null, 0);
    }
}
