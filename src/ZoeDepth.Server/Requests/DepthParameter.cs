using System.Globalization;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>A parameter of <c>POST /v1/depth</c>, of its query or a field of its form.</summary>
/// <param name="Name">what it is called</param>
/// <param name="Expects">what its value looks like, for people</param>
/// <param name="Value">the same for programs</param>
/// <param name="Does">what it changes</param>
/// <param name="Read">puts a value into a request, or says by a <see cref="FormatException"/> what is wrong</param>
internal sealed record DepthParameter(string Name, string Expects, ParameterValue Value, string Does,
    Func<DepthRequest, string, DepthRequest> Read)
{
    private const int LargestSide = 4096;
    private const double HalfTurn = 180;

    private static readonly Dictionary<string, DepthPreset> Presets =
        DepthPreset.All.ToDictionary(preset => preset.Name);

    private static readonly Dictionary<string, AnswerKind> Kinds = AnswerKind.All.ToDictionary(kind => kind.Name);

    private static readonly Dictionary<string, SurfaceShape> Shapes =
        SurfaceShape.All.ToDictionary(shape => shape.Name);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DepthParameter> All { get; } =
    [
        new("model", "id", ParameterValue.Text, "the model, one of GET /v1/models; the first when left out",
            (request, text) => request with { Model = text }),
        Choice("preset", Presets, DepthPreset.HuggingFace.Name, "the bundle of switches that move metres",
            (request, preset) => request with { Estimate = request.Estimate with { Preset = preset } }),
        new("domain", "name|index|blend", ParameterValue.Text,
            "the head to use; blend weighs the heads; the model decides when left out",
            (request, text) => request with
            {
                Estimate = text == "blend" ? request.Estimate with { BlendHeads = true }
                    : request.Estimate with { Domain = text },
            }),
        new("hfov", "degrees", ParameterValue.Positive with { Below = HalfTurn },
            "what the camera sees from left to right; from EXIF when left out, or else assumed",
            (request, text) => request with
                { Estimate = request.Estimate with { HorizontalFieldOfView = Number(text, HalfTurn) } }),
        new("size", "HxW", ParameterValue.Text with { Pattern = "^[0-9]{1,4}x[0-9]{1,4}$" },
            "the size asked of the network, rows x columns; what the model says when left out",
            (request, text) => request with { Estimate = request.Estimate with { Size = Size(text) } }),
        Choice("precision", PrecisionWord.All, null,
            "what matrix products are rounded to: precisions of GET /v1/models; what the model was opened for, its " +
            "precision there, when left out",
            (request, precision) => request with { Estimate = request.Estimate with { Precision = precision } }),
        Switch("flip", "average with the mirrored image, at twice the time",
            (estimate, value) => estimate with { Flip = value }),
        Switch("pad", "add a mirrored border and cut it off again", (estimate, value) => estimate with { Pad = value }),
        Switch("keepAspect", "keep the image's aspect ratio inside the network",
            (estimate, value) => estimate with { KeepAspect = value }),
        Choice("output", Kinds, null, "the kind of answer, whatever Accept says",
            (request, kind) => request with { Answer = kind }),
        new("outputs", $"{string.Join('|', Kinds.Keys)},…",
            ParameterValue.OneOf(Kinds.Keys) with { IsList = true },
            "several kinds of one estimate: the answer is json, whose links lead to the others for a while",
            (request, text) => request with
                { Outputs = [.. text.Split(',').Distinct().Select(word => OneOf(word, Kinds))] }),
        new("pngScale", "mm|zoe|number",
            ParameterValue.Positive with { Words = ["mm", "zoe"], Default = "mm" },
            "units a metre of the 16-bit PNG: 1000, 256 or another",
            (request, text) => request with { Scale = Scale(text) }),
        new("colormap", "name", ParameterValue.OneOf(ColorMap.Names) with { Default = ColorPicture.DefaultMap },
            $"colours: {string.Join(", ", ColorMap.Names)}",
            (request, text) => request with { Colors = Colors(text) }),
        new("near", "metres", ParameterValue.Positive,
            "the near end of the colours; the 2nd percentile when left out",
            (request, text) => request with { Near = Number(text) }),
        new("far", "metres", ParameterValue.Positive, "the far end of the colours; the 85th percentile when left out",
            (request, text) => request with { Far = Number(text) }),
        Choice("view", DepthViews.Words, "linear",
            "what is spread evenly over the colours: depth, its inverse or its logarithm",
            (request, view) => request with { View = view }),
        Choice("surface", Shapes, SurfaceShape.View.Name,
            "what a GLB or PLY is made of: the view, or a 360-degree panorama as a closed surface around its camera",
            (request, shape) => request with { Surface = shape }),
        new("maxJump", "share", ParameterValue.Positive,
            "cut surfaces where depth grows by more than this from one point to the next; the usual share of each " +
            "kind when left out",
            (request, text) => request with { Edges = EdgeCut.AtJump(Number(text)) }),
    ];

    private static DepthParameter Choice<T>(string name, IReadOnlyDictionary<string, T> words, string? usual,
        string does, Func<DepthRequest, T, DepthRequest> read) =>
        new(name, string.Join('|', words.Keys), ParameterValue.OneOf(words.Keys) with { Default = usual }, does,
            (request, text) => read(request, OneOf(text, words)));

    private static DepthParameter Switch(string name, string does, Func<EstimateOptions, bool, EstimateOptions> read) =>
        new(name, "true|false", ParameterValue.Boolean, $"{does}; the preset's when left out",
            (request, text) => request with { Estimate = read(request.Estimate, Boolean(text)) });

    private static T OneOf<T>(string text, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(text, out var value) ? value
            : throw new FormatException($"expects one of {string.Join(", ", words.Keys)}");

    private static double Number(string text, double below = double.MaxValue) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number < below ? number
            : throw new FormatException(below == double.MaxValue ? "expects a number above 0"
                : string.Create(CultureInfo.InvariantCulture, $"expects a number between 0 and {below}"));

    private static bool Boolean(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("expects true or false"),
    };

    private static ImageSize Size(string text)
    {
        var sides = text.Split('x');
        return sides.Length == 2 && Side(sides[0], out var rows) && Side(sides[1], out var columns)
            ? new ImageSize(rows, columns)
            : throw new FormatException($"expects rows x columns, each from 1 to {LargestSide}, such as 384x512");

        static bool Side(string text, out int side) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side)
                && side is >= 1 and <= LargestSide;
    }

    private static DepthScale Scale(string text) => text switch
    {
        "mm" => DepthScale.Millimetres,
        "zoe" => DepthScale.Zoe,
        _ => new DepthScale(Number(text)),
    };

    private static ColorPicture Colors(string text)
    {
        var name = ColorMap.Names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is not null ? ColorPicture.Of(ColorMap.Get(name))
            : throw new FormatException($"expects one of {string.Join(", ", ColorMap.Names)}");
    }
}
