using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Tensors;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// Whether a depth file that is kept was made with the switches of this run; they stand in its texts.
/// </summary>
/// <param name="estimator">what this run would estimate with</param>
/// <param name="model">what it is called</param>
/// <param name="options">what was asked for</param>
internal sealed class EarlierSwitches(DepthEstimator estimator, string model, PredictOptions options)
{
    /// <summary>The texts that do not depend on the photo.</summary>
    private static readonly string[] Compared =
        ["Preset", "Preset overrides", "Size asked", "Aspect ratio", "Mirrored pass", "Resized back"];

    private static readonly string Usual = PrecisionWord.Of(Precision.Float32);

    private readonly Dictionary<string, string> _now = Now(estimator, model, options);

    /// <summary>
    /// A note for a kept file of other switches; none where they agree or where the file does not say.
    /// </summary>
    public IEnumerable<string> NotesOn(string png)
    {
        IReadOnlyDictionary<string, string> earlier;
        try
        {
            earlier = PngEncoder.ReadText(png);
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
        var others = _now.Where(pair => earlier.TryGetValue(pair.Key, out var then) && then != pair.Value)
            .Select(pair => $"{pair.Key} {earlier[pair.Key]} (now {pair.Value})").ToList();
        // A file that says nothing of it was made in float32, as all once were.
        var before = earlier.GetValueOrDefault("Precision", Usual);
        var now = PrecisionWord.Of(estimator.Precision);
        if (before != now) others.Add($"Precision {before} (now {now})");
        return others.Count == 0
            ? [] : [$"{png} is kept, but was made with other switches: {string.Join(", ", others)}; --overwrite " +
                "replace makes it anew"];
    }

    private static Dictionary<string, string> Now(
        DepthEstimator estimator, string model, PredictOptions options)
    {
        var plan = estimator.Plan(PredictRun.UsualPicture, options.Estimate).Describe();
        var now = Compared.ToDictionary(name => name, name => plan[name]);
        now["Model"] = model;
        now["Depth units per metre"] = options.Scale.UnitsPerMetre.ToString("R", CultureInfo.InvariantCulture);
        return now;
    }
}
