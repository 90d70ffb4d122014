using ZoeDepth.Cli.Shell;
using ZoeDepth.Data;
using ZoeDepth.Data.Manifests;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>Manifests of anybody's photographs with depth.</summary>
internal sealed class ManifestSubject : IEvaluationSubject
{
    private readonly EvaluateOptions _options;
    private readonly IReadOnlyList<ManifestDataset> _datasets;

    /// <summary>Opens all that were named, before anything is computed.</summary>
    /// <exception cref="CommandException">one cannot be opened; the message says why</exception>
    public ManifestSubject(EvaluateOptions options, Terminal terminal)
    {
        _options = options;
        _datasets = DatasetOpening.Open(options.Manifests, new ManifestOptions
        {
            Split = options.Split, SkipBadLines = options.Scoring.SkipBadSamples, Decoding = ReadablePhotos.Decoding,
        }, terminal);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IDepthDataset> Datasets => _datasets;

    /// <inheritdoc/>
    public bool LacksLines => _datasets.Any(dataset => dataset.BadLines.Count > 0);

    /// <inheritdoc/>
    public EvaluationReport Score(ScoringPass pass, CancellationToken cancellation)
    {
        var all = pass.Model(_datasets, _options.Scoring, "evaluated", cancellation);
        var baselines = _options.Baselines ? pass.BaselinesOf(_datasets, cancellation) : [];
        return new(all, EvaluateText.Of(_options, pass.Estimator, all, baselines),
            () => EvaluateDocument.Of(_options, all, baselines).ToLine());
    }
}
