namespace ZoeDepth;

/// <summary>Turns the stages of passes into fractions of an estimate.</summary>
internal sealed class StageCounter(ZoeDepthConfig config, int passes, IProgress<DepthProgress>? progress)
{
    // What the model announces in one pass: each stage of the backbone, each map of the neck, each fusion, and the
    // metric head.
    private readonly int _total = passes * StagesOf(config);
    private string _prefix = "";
    private int _done;

    /// <summary>A stage is done.</summary>
    public void Done(string stage) =>
        progress?.Report(new DepthProgress(_prefix + stage, (double)Math.Min(++_done, _total) / _total));

    /// <summary>Another pass begins.</summary>
    public void NextPass(string prefix) => _prefix = prefix;

    private static int StagesOf(ZoeDepthConfig config) =>
        config.BackboneConfig.Stages + (2 * config.NeckHiddenSizes.Count) + 1;
}
