using ZoeDepth.Data;
using ZoeDepth.Runtime.Threading;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>
/// What the frozen parts of a network say of a few fixed views of every picture, computed once. A view is a function of
/// the seed, the picture and its number, and is seen by itself, so that nothing depends on when it is computed or
/// whether it was kept.
/// </summary>
internal sealed class FeatureCache(
    ZoeDepthForDepthEstimation model, TrainingRecipe recipe, PictureLoader loader, Work work) : IDisposable
{
    private readonly Dictionary<(IDepthDataset Dataset, int Index, int View), SeenView> _kept = [];
    private readonly Workspace _workspace = new();
    private readonly Batch _single = new();
    private long _bytes;

    /// <summary>A view of a picture at the size of the network's input.</summary>
    /// <exception cref="DatasetException">the picture cannot be read</exception>
    /// <exception cref="OperationCanceledException">the token was cancelled</exception>
    public SeenView Of(Picture picture, int view, int rows, int columns, CancellationToken cancellation)
    {
        var key = (picture.Dataset, picture.Index, view);
        if (_kept.TryGetValue(key, out var known)) return known;
        var seen = Observe(picture, view, rows, columns, cancellation);
        if (_bytes + seen.Bytes > (long)recipe.Features!.Remembered << 20) return seen;
        _bytes += seen.Bytes;
        _kept.Add(key, seen);
        return seen;
    }

    /// <summary>Frees the activations' memory.</summary>
    public void Dispose() => _workspace.Dispose();

    private SeenView Observe(Picture picture, int view, int rows, int columns, CancellationToken cancellation)
    {
        _single.Begin(new PlannedBatch(0, rows, columns, [picture]), recipe.LabelStride);
        loader.FillVaried(_single, 0, picture, recipe.Augmentation,
            new Draws(recipe.Seed, Purpose.View, picture.Index, view), cancellation);
        using var pass = Pass.Inference(_workspace, work);
        pass.Cancellation = cancellation;
        var inputs = model.HeadInputs(pass.New(new Shape(1, rows, columns, 3), _single.PixelsOf(0, 1)));
        return new(
            _single.Names[0], _single.Factors[0], _single.LabelsOf(0, 1).ToArray(), _single.WeightsOf(0, 1).ToArray(),
            [.. inputs.Select(input =>
                new SeenMap(input.Shape[1], input.Shape[2], input.Shape[3], Halves(input.Values)))]);
    }

    private static Half[] Halves(ReadOnlySpan<float> values)
    {
        var halves = new Half[values.Length];
        for (var i = 0; i < halves.Length; i++) halves[i] = (Half)values[i];
        return halves;
    }
}
