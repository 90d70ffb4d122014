namespace ZoeDepth.Data.Evaluation;

/// <summary>How means are taken.</summary>
public enum MeanOver
{
    /// <summary>Every image has the same weight.</summary>
    Images,

    /// <summary>
    /// Images of a scene are averaged first, then scenes have the same weight; an image of no scene is one of its own.
    /// </summary>
    Scenes,
}

/// <summary>One row of the table: a domain, an alignment, a mean.</summary>
/// <param name="Domain">the domain; null: all images</param>
/// <param name="Alignment">what predictions were fitted by</param>
/// <param name="Over">how the mean is taken</param>
/// <param name="Images">how many images are in it</param>
/// <param name="Units">how many images or scenes the mean is over</param>
/// <param name="Mean">the mean</param>
/// <param name="Intervals">
/// 95 % bootstrap intervals by the order of <see cref="DepthMetrics.Names"/>; empty of one unit
/// </param>
public sealed record EvaluationRow(
    Domain? Domain, DepthAlignment Alignment, MeanOver Over, int Images, int Units, DepthMetrics Mean,
    IReadOnlyList<ConfidenceInterval> Intervals);

/// <summary>What an evaluation found.</summary>
/// <param name="Alignments">in the order of every image's scores</param>
/// <param name="Images">images that count, in the datasets' order</param>
/// <param name="Skipped">images that do not, each with its reason</param>
public sealed record EvaluationResult(
    IReadOnlyList<DepthAlignment> Alignments, IReadOnlyList<ImageResult> Images, IReadOnlyList<SkippedImage> Skipped)
{
    /// <summary>
    /// The share of images whose domain the router named; null where there is no router or no domain is known. Images
    /// of no known domain have no say.
    /// </summary>
    public double? DomainAccuracy { get; } = AccuracyOf(Images);

    /// <summary>
    /// The table: domains that occur, then all; alignments; means over images, and over scenes where scenes are named.
    /// </summary>
    public IReadOnlyList<EvaluationRow> Rows()
    {
        var rows = new List<EvaluationRow>();
        foreach (var domain in new Domain?[] { Domain.Indoor, Domain.Outdoor, null })
        {
            var images = Images.Where(image => domain is null || image.Info.Domain == domain).ToList();
            if (images.Count == 0) continue;
            for (var i = 0; i < Alignments.Count; i++)
            {
                rows.Add(Row(domain, i, MeanOver.Images, images, [.. images.Select(image => image.Scores[i].Metrics)]));
                if (images.Any(image => image.Info.Scene is not null))
                    rows.Add(Row(domain, i, MeanOver.Scenes, images, SceneMeans(images, i)));
            }
        }
        return rows;
    }

    private EvaluationRow Row(
        Domain? domain, int alignment, MeanOver over, List<ImageResult> images, List<DepthMetrics> units) =>
        new(
            domain, Alignments[alignment], over, images.Count, units.Count, MetricAverage.Of(units),
            Bootstrap.Of(units));

    private static List<DepthMetrics> SceneMeans(List<ImageResult> images, int alignment) =>
    [
        .. images.GroupBy(image => (image.Dataset, image.Info.Scene, image.Info.Scene is null ? image.Info.Name : null))
            .Select(scene => MetricAverage.Of(scene.Select(image => image.Scores[alignment].Metrics))),
    ];

    private static double? AccuracyOf(IReadOnlyList<ImageResult> images)
    {
        var judged = images.Where(image => image.RoutedDomain is not null && image.Info.Domain is not null).ToList();
        var right = judged.Count(image => image.RoutedDomain == image.Info.Domain);
        return judged.Count == 0 ? null : right / (double)judged.Count;
    }
}
