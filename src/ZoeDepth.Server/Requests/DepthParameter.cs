using System.Globalization;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;

namespace ZoeDepth.Server;

/// <summary>A parameter of <c>POST /v1/depth</c>, of its query or a field of its form.</summary>
/// <param name="Name">what it is called</param>
/// <param name="Expects">what its value looks like</param>
/// <param name="Does">what it changes</param>
/// <param name="Read">puts a value into a request, or says by a <see cref="FormatException"/> what is wrong</param>
internal sealed record DepthParameter(string Name, string Expects, string Does,
    Func<DepthRequest, string, DepthRequest> Read)
{
    private const int LargestSide = 4096;

    private static readonly Dictionary<string, DepthView> Views = new()
        { ["linear"] = DepthView.Linear, ["inverse"] = DepthView.Inverse, ["log"] = DepthView.Log };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DepthParameter> All { get; } =
    [
        new("model", "id", "the model, one of GET /v1/models",
            (request, text) => request with { Model = text }),
        new("preset", string.Join('|', DepthPreset.All.Select(preset => preset.Name)),
            "the bundle of switches that move metres; hf when left out",
            (request, text) => request with { Estimate = request.Estimate with { Preset = Preset(text) } }),
        new("domain", "name|index|blend", "the head to use; blend weighs the heads; the model decides when left out",
            (request, text) => request with
            {
                Estimate = text == "blend" ? request.Estimate with { BlendHeads = true }
                    : request.Estimate with { Domain = text },
            }),
        new("hfov", "degrees", "what the camera sees from left to right; from EXIF when left out, or else assumed",
            (request, text) => request with
                { Estimate = request.Estimate with { HorizontalFieldOfView = Number(text, 0, 180) } }),
        new("size", "HxW", "the size asked of the network, rows x columns",
            (request, text) => request with { Estimate = request.Estimate with { Size = Size(text) } }),
        new("flip", "true|false", "average with the mirrored image, at twice the time",
            (request, text) => request with { Estimate = request.Estimate with { Flip = Boolean(text) } }),
        new("pad", "true|false", "add a mirrored border and cut it off again",
            (request, text) => request with { Estimate = request.Estimate with { Pad = Boolean(text) } }),
        new("keepAspect", "true|false", "keep the image's aspect ratio inside the network",
            (request, text) => request with { Estimate = request.Estimate with { KeepAspect = Boolean(text) } }),
        new("output", string.Join('|', AnswerKind.All.Select(kind => kind.Name)),
            "the kind of answer, whatever Accept says",
            (request, text) => request with
            {
                Answer = AnswerKind.All.FirstOrDefault(kind => kind.Name == text) ?? throw new FormatException(
                    $"expects one of {string.Join(", ", AnswerKind.All.Select(kind => kind.Name))}"),
            }),
        new("pngScale", "mm|zoe|number", "units a metre of the 16-bit PNG: 1000, 256 or another",
            (request, text) => request with { Scale = Scale(text) }),
        new("colormap", "name", $"colours: {string.Join(", ", ColorMap.Names)}",
            (request, text) => request with { Colors = Colors(text) }),
        new("near", "metres", "the near end of the colours; the 2nd percentile when left out",
            (request, text) => request with { Near = Number(text, 0, double.MaxValue) }),
        new("far", "metres", "the far end of the colours; the 85th percentile when left out",
            (request, text) => request with { Far = Number(text, 0, double.MaxValue) }),
        new("view", string.Join('|', Views.Keys),
            "what is spread evenly over the colours: depth, its inverse or its logarithm; depth when left out",
            (request, text) => request with
            {
                View = Views.TryGetValue(text, out var view) ? view
                    : throw new FormatException($"expects one of {string.Join(", ", Views.Keys)}"),
            }),
        new("surface", string.Join('|', SurfaceShape.All.Select(shape => shape.Name)),
            "what a GLB or PLY is made of: the view, or a 360-degree panorama as a closed surface around its camera",
            (request, text) => request with
            {
                Surface = SurfaceShape.All.FirstOrDefault(shape => shape.Name == text) ?? throw new FormatException(
                    $"expects one of {string.Join(", ", SurfaceShape.All.Select(shape => shape.Name))}"),
            }),
        new("maxJump", "share", "cut surfaces where depth grows by more than this from one point to the next",
            (request, text) => request with { Edges = EdgeCut.AtJump(Number(text, 0, double.MaxValue)) }),
    ];

    private static DepthPreset Preset(string text) => DepthPreset.All.FirstOrDefault(preset => preset.Name == text)
        ?? throw new FormatException(
            $"expects one of {string.Join(", ", DepthPreset.All.Select(preset => preset.Name))}");

    private static double Number(string text, double above, double below) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number > above && number < below ? number
            : throw new FormatException(below == double.MaxValue ? "expects a number above 0"
                : string.Create(CultureInfo.InvariantCulture, $"expects a number between {above} and {below}"));

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
        _ => new DepthScale(Number(text, 0, double.MaxValue)),
    };

    private static ColorPicture Colors(string text)
    {
        var name = ColorMap.Names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is not null ? ColorPicture.Of(ColorMap.Get(name))
            : throw new FormatException($"expects one of {string.Join(", ", ColorMap.Names)}");
    }
}
