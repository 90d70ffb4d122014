using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace ZoeDepth.Cli.Bench;

/// <summary>
/// The parts of a pass below the roofline of the machine: operations for each byte to the right, operations a second
/// upwards, both logarithmic.
/// </summary>
internal static class RooflineChart
{
    private const int Width = 1100, Height = 520;

    // Where nothing is multiplied there is no place on a roofline.
    private const double LeastIntensity = 0.25;

    private static readonly Dictionary<string, OxyColor> Colours = new()
    {
        ["backbone"] = OxyColor.FromRgb(0x1F, 0x77, 0xB4),
        ["neck"] = OxyColor.FromRgb(0xFF, 0x7F, 0x0E),
        ["heads"] = OxyColor.FromRgb(0x2C, 0xA0, 0x2C),
    };

    private static readonly Dictionary<string, MarkerType> Markers = new()
    {
        ["linear"] = MarkerType.Circle,
        ["convolution"] = MarkerType.Square,
        ["attention"] = MarkerType.Triangle,
    };

    /// <summary>Draws it as SVG.</summary>
    public static void Draw(BenchResult result, Stream svg)
    {
        var parts = result.Parts.Where(part => part.Flops > 0).ToArray();
        var most = Math.Max(parts.Select(part => part.Intensity).DefaultIfEmpty(1).Max(), result.Limits.Ridge) * 4;
        var slowest = parts.Select(part => part.Flops / part.Seconds).DefaultIfEmpty(1e9).Min();
        var model = new PlotModel
        {
            Background = OxyColors.White, PlotAreaBorderColor = OxyColors.LightGray,
            DefaultFont = "Arial, Helvetica, sans-serif",
        };
        model.Axes.Add(Axis(AxisPosition.Bottom, "floating-point operations for each byte", LeastIntensity, most));
        model.Axes.Add(Axis(AxisPosition.Left, "GFLOP/s", Math.Min(slowest, result.Limits.FlopRate) / 4e9,
            result.Limits.FlopRate * 4e-9));
        var roof = new LineSeries { Color = OxyColors.Black, StrokeThickness = 1.6 };
        foreach (var intensity in new[] { LeastIntensity, result.Limits.Ridge, most })
            roof.Points.Add(new(intensity,
                Math.Min(intensity * result.Limits.ByteRate, result.Limits.FlopRate) / 1e9));
        model.Series.Add(roof);
        // The package measures texts in points and shows them in pixels, a third larger.
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop, LegendPadding = 60,
            LegendLineSpacing = 5,
        });
        foreach (var part in parts.OrderByDescending(part => part.Seconds))
        {
            var (x, y) = (part.Intensity, part.Flops / part.Seconds / 1e9);
            var dot = new ScatterSeries
            {
                Title = $"{part.Stage}, {part.Kind}: {Milliseconds(part.Seconds)} ms",
                MarkerType = Markers[part.Kind], MarkerSize = 6, MarkerFill = Colours[part.Stage],
            };
            dot.Points.Add(new(x, y));
            model.Series.Add(dot);
        }
        new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true }
            .Export(model, svg);
    }

    private static string Milliseconds(double seconds) =>
        (1e3 * seconds).ToString(seconds < 0.01 ? "F1" : "F0", CultureInfo.InvariantCulture);

    private static LogarithmicAxis Axis(AxisPosition position, string title, double least, double most) => new()
    {
        Position = position, Title = title, Minimum = least, Maximum = most, AxisTitleDistance = 14,
        MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.LightGray, StringFormat = "G3",
    };
}
