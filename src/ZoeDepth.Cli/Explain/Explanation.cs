using System.Globalization;
using ZoeDepth.Cli.Predict;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Explain;

/// <summary>One step from the file to metres.</summary>
/// <param name="Name">what it is</param>
/// <param name="Says">what holds for this photo</param>
internal sealed record ExplainedStep(string Name, string Says);

/// <summary>The steps from a photo's file to metres, with every size and switch.</summary>
internal static class Explanation
{
    private const int Column = 44;

    /// <summary>The steps, in their order.</summary>
    public static IReadOnlyList<ExplainedStep> Of(RasterImage image, DepthEstimator estimator, DepthMap map,
        NetworkTaps taps)
    {
        var processor = map.Plan.Processor;
        List<ExplainedStep> steps =
        [
            new("Photo", Invariant($"{image.FileFormat}, {image.Height} rows x {image.Width} columns, {image.Format}")),
            .. map.Plan.Describe().Select(pair => new ExplainedStep(pair.Key, pair.Value)),
            new("Multiple of", Invariant($"{processor.EnsureMultipleOf} pixels on each side")),
            new("Normalised", Invariant(
                $"minus {List(processor.ImageMean)}, divided by {List(processor.ImageStd)}")),
            .. taps.All.Where(tap => !tap.Name.EndsWith(".widths", StringComparison.Ordinal))
                .Select(tap => new ExplainedStep(tap.Name,
                    Invariant($"{tap.Shape}, {tap.Least:G4} to {tap.Most:G4}"))),
            new("Head", Head(estimator, map)),
            new("Metres", Invariant($"{map.Min:0.000} to {map.Max:0.000}, median {map.Median:0.000}")),
        ];
        steps.AddRange(map.Notes.Select(note => new ExplainedStep("Note", EstimateNote.Of(note))));
        return steps;
    }

    /// <summary>The steps for people.</summary>
    public static string Text(string photo, IReadOnlyList<ExplainedStep> steps, IReadOnlyList<string> figures) =>
        string.Join(Environment.NewLine,
            [photo, .. steps.Select(step => $"  {step.Name.PadRight(Column)} {step.Says}"),
                .. figures.Select(figure => $"  {"wrote".PadRight(Column)} {figure}")]);

    private static string Head(DepthEstimator estimator, DepthMap map)
    {
        var heads = estimator.Model.Config.BinConfigurations;
        if (map.Plan.BlendHeads)
        {
            var names = string.Join(", ", heads.Select(head => head.Name));
            return Invariant($"all, weighed by the router's probabilities: {names}; ") +
                Invariant($"{map.Domain!.Name} has {map.Domain.Probability:0.000}");
        }
        var bins = heads[map.Domain?.Index ?? 0];
        var chosen = (map.Domain, map.Plan.Domain) switch
        {
            (null, _) => "the only one",
            (_, not null) => "asked for",
            var (domain, _) => Invariant($"the router's choice, probability {domain.Probability:0.000}"),
        };
        return Invariant(
            $"{bins.Name ?? "unnamed"}, {chosen}: {bins.NBins} bins, {bins.MinDepth} to {bins.MaxDepth} m");
    }

    private static string List(IEnumerable<double> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
