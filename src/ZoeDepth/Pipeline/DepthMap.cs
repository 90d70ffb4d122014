using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth;

/// <summary>
/// Depth of one picture in metres: for each pixel the distance along the camera's axis (z, not the length of the ray),
/// <c>[row, column]</c>, with everything needed to get the same numbers again. Of a model that says relative depth
/// they are no metres (<see cref="IsRelative"/>).
/// </summary>
public sealed class DepthMap
{
    private readonly Lazy<(float Min, float Max, float Median)> _statistics;

    internal DepthMap(float[] values, DepthPlan plan, string model)
    {
        Values = values;
        Plan = plan;
        Model = model;
        _statistics = new(() => DepthStatistics.Of(values));
    }

    /// <summary>
    /// Metres, row-major, <c>[row, column]</c>. Bicubic resizing may overshoot at edges, even slightly below 0.
    /// </summary>
    public float[] Values { get; }

    /// <summary>
    /// The standard deviation of the bins under each pixel's probabilities, metres, <c>[row, column]</c>: how sure the
    /// network sounds, not how far it is off, for nothing has calibrated it. Null where it was not asked for
    /// (<see cref="EstimateOptions.Spread"/>), and for models without bins.
    /// </summary>
    public float[]? Spread { get; init; }

    /// <summary>
    /// Whether the numbers are inverse depth of unknown scale and shift, larger where things are nearer, instead of
    /// metres.
    /// </summary>
    public bool IsRelative { get; init; }

    /// <summary>Columns, as many as the picture has.</summary>
    public int Width => Plan.Output.Width;

    /// <summary>Rows, as many as the picture has.</summary>
    public int Height => Plan.Output.Height;

    /// <summary>Metres at a pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such pixel</exception>
    public float this[int row, int column]
    {
        get
        {
            if ((uint)row >= (uint)Height || (uint)column >= (uint)Width)
                throw new ArgumentOutOfRangeException(nameof(row),
                    $"there is no pixel in row {row}, column {column} of {Height} rows and {Width} columns");
            return Values[(row * Width) + column];
        }
    }

    /// <summary>The preset and every switch that was in force.</summary>
    public DepthPlan Plan { get; }

    /// <summary>The preset's name.</summary>
    public string Preset => Plan.Preset;

    /// <summary>Columns of the picture inside the network.</summary>
    public int NetworkWidth => Plan.Network.Width;

    /// <summary>Rows of the picture inside the network.</summary>
    public int NetworkHeight => Plan.Network.Height;

    /// <summary>
    /// The camera that the metres are scaled for, and where its field of view comes from; null where the model has no
    /// canonical focal length.
    /// </summary>
    public PictureCamera? Camera => Plan.Camera;

    /// <summary>The model that answered.</summary>
    public string Model { get; }

    /// <summary>The head that answered; null for a model of one head.</summary>
    public DepthDomain? Domain { get; init; }

    /// <summary>
    /// The head that answered the mirrored pass, which decides for itself; null without such a pass, or for a model of
    /// one head.
    /// </summary>
    public DepthDomain? MirroredDomain { get; init; }

    /// <summary>What is worth knowing before these metres are trusted, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The smallest depth, metres.</summary>
    public float Min => _statistics.Value.Min;

    /// <summary>The largest depth, metres.</summary>
    public float Max => _statistics.Value.Max;

    /// <summary>The median depth, metres; the mean of the middle two where their count is even.</summary>
    public float Median => _statistics.Value.Median;

    /// <summary>Model, preset, switches, head and range as texts: for the text chunks of a PNG, or JSON.</summary>
    public IReadOnlyDictionary<string, string> Describe()
    {
        var text = new Dictionary<string, string>
        {
            ["Model"] = Model,
            ["Depth kind"] = IsRelative ? "relative inverse depth: no metres, unknown scale and shift, larger is nearer"
                : "metres along the camera's axis (z)",
        };
        foreach (var (name, value) in Plan.Describe()) text[name] = value;
        if (Domain is not null)
            text["Domain"] = Text(Domain) + (Plan.Domain is null ? ", chosen by the model" : ", asked for");
        if (MirroredDomain is not null) text["Domain of the mirrored pass"] = Text(MirroredDomain);
        var unit = IsRelative ? "" : " m";
        text["Depth statistics"] = string.Create(CultureInfo.InvariantCulture,
            $"smallest {Min}{unit}, median {Median}{unit}, largest {Max}{unit}");
        if (Notes.Count > 0) text["Notes"] = string.Join("; ", Notes);
        return text;

        static string Text(DepthDomain domain) =>
            string.Create(CultureInfo.InvariantCulture, $"{domain.Name} ({domain.Probability:0.0000})");
    }

    /// <summary>The values with their size, as depth files hold them; nothing is copied.</summary>
    public DepthRaster ToRaster() => new(Values, Width, Height);

    /// <summary>
    /// Writes the depth to a file, whole or not at all: 16-bit PNG (with <see cref="Describe"/> in its texts), NPY, NPZ
    /// or PFM, by the name's ending.
    /// </summary>
    /// <param name="path">the file</param>
    /// <param name="scale">for PNG; millimetres when left out. Relative depth fills the 16 bits instead</param>
    /// <exception cref="ArgumentException">an unknown ending, or a scale of metres for relative depth</exception>
    /// <exception cref="IOException">the file cannot be written</exception>
    public void Save(string path, DepthScale? scale = null)
    {
        if (IsRelative && scale is not null)
            throw new ArgumentException("a scale of metres was given, but this is relative depth; leave it out",
                nameof(scale));
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
            DepthFile.Save(path, Values, Width, Height, scale);
        else if (IsRelative)
            AtomicFile.Write(path, stream => DepthPng.WriteRelative(Values, Width, Height, stream, Describe()));
        else DepthPng.Save(Values, Width, Height, path, scale, Describe());
    }
}
