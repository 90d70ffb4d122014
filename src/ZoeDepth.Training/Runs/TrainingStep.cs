using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>Gradients of one batch: forward, loss and back, in parts if the recipe says so.</summary>
internal sealed class TrainingStep(ZoeDepthForDepthEstimation model, TrainingRecipe recipe, Work work) : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly DepthObjective _objective = new(recipe.Losses);

    /// <summary>Bytes the activations have taken at most.</summary>
    public long PeakBytes => _workspace.PeakBytes;

    /// <summary>Adds the gradients of a batch to the parameters'.</summary>
    /// <param name="batch">pictures and labels</param>
    /// <param name="cancellation">looked at before every operation; gradients are then those of a part of the batch</param>
    /// <returns>the loss, mean over the parts</returns>
    public LossParts Gradients(Batch batch, CancellationToken cancellation)
    {
        var part = recipe.MicroBatch ?? batch.Count;
        var sum = default(LossParts);
        for (var first = 0; first < batch.Count; first += part) sum += Part(batch, first, part, cancellation);
        return sum * ((double)part / batch.Count);
    }

    /// <summary>Frees the activations' memory.</summary>
    public void Dispose() => _workspace.Dispose();

    private LossParts Part(Batch batch, int first, int count, CancellationToken cancellation)
    {
        using var pass = Pass.Training(_workspace, work, random: new PassRandom(recipe.Seed, (ulong)((batch.Number * batch.Count) + first)));
        pass.Cancellation = cancellation;
        var head = model.Config.BinConfigurations.Count > 1 ? (int)batch.Domain : 0;
        var pixels = pass.New(new Shape(count, batch.Rows, batch.Columns, 3), batch.PixelsOf(first, count));
        var output = model.Forward(pixels, domain: recipe.Heads == "labelled" ? head : null);
        var shape = new Shape(count, batch.LabelRows, batch.LabelColumns);
        var (loss, parts) = _objective.Of(output, pass.New(shape, batch.LogDepthOf(first, count)), pass.New(shape, batch.WeightsOf(first, count)), head);
        loss.Gradient[0] = (float)count / batch.Count;
        pass.Tape!.Backward(loss);
        return parts;
    }
}
