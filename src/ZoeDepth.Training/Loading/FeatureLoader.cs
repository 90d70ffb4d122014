namespace ZoeDepth.Training;

/// <summary>
/// Batches for a head that learns alone: each picture by one of its views, whose features are computed once.
/// </summary>
/// <param name="recipe">seed, number of views, labels</param>
/// <param name="plan">stands before the first batch that is wanted</param>
/// <param name="cache">computes and keeps features</param>
internal sealed class FeatureLoader(TrainingRecipe recipe, BatchPlan plan, FeatureCache cache) : IBatchSource
{
    private readonly Batch _batch = new();
    private FeatureMaps[] _maps = [];

    /// <inheritdoc/>
    public Batch Take(CancellationToken cancellation)
    {
        var planned = plan.Next();
        _batch.Begin(planned, recipe.LabelStride);
        for (var slot = 0; slot < planned.Pictures.Length; slot++)
        {
            cancellation.ThrowIfCancellationRequested();
            var view = new Draws(recipe.Seed, Purpose.Picture, planned.Number, slot).Below(recipe.Features!.Views);
            var seen = cache.Of(planned.Pictures[slot], view, planned.Rows, planned.Columns, cancellation);
            if (slot == 0) MakeRoom(seen, planned.Pictures.Length);
            Put(seen, slot);
        }
        _batch.Features = _maps;
        return _batch;
    }

    /// <inheritdoc/>
    public void Return(Batch batch)
    {
        // There is one room, and the next batch takes it.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The cache outlives it.
    }

    /// <summary>Keeps the arrays of the batch before, unless this one's pictures have another size.</summary>
    private void MakeRoom(SeenView seen, int pictures)
    {
        var sizes = seen.Maps.Select(map => (map.Rows, map.Columns, map.Channels, pictures * map.Values.Length));
        if (sizes.SequenceEqual(_maps.Select(map => (map.Rows, map.Columns, map.Channels, map.Values.Length)))) return;
        _maps = [.. seen.Maps.Select(map =>
            new FeatureMaps(map.Rows, map.Columns, map.Channels, new float[pictures * map.Values.Length]))];
    }

    private void Put(SeenView seen, int slot)
    {
        (_batch.Names[slot], _batch.Factors[slot]) = (seen.Name, seen.Factor);
        seen.Labels.CopyTo(_batch.LabelsOf(slot, 1));
        seen.Weights.CopyTo(_batch.WeightsOf(slot, 1));
        foreach (var (map, to) in seen.Maps.Zip(_maps))
        {
            var values = to.Values.AsSpan(slot * to.Length, to.Length);
            for (var i = 0; i < values.Length; i++) values[i] = (float)map.Values[i];
        }
    }
}
