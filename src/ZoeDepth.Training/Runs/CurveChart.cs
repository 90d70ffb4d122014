using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Training;

/// <summary>
/// The tables of a run as one picture: over the same steps the parts of the loss, the norm of the gradients, the rate,
/// and what validation found beside what the best constant reaches on the same pictures.
/// </summary>
internal static class CurveChart
{
    private const int Width = 1000, PanelHeight = 240, MostPoints = 400;

    // The share of a panel's height that its axis takes; the rest is the gap to the next.
    private const double AxisShare = 0.88;

    private static readonly OxyColor[] Colours =
    [
        OxyColor.FromRgb(0x1F, 0x77, 0xB4), OxyColor.FromRgb(0xFF, 0x7F, 0x0E), OxyColor.FromRgb(0x2C, 0xA0, 0x2C),
        OxyColor.FromRgb(0x94, 0x67, 0xBD), OxyColor.FromRgb(0x8C, 0x56, 0x4B), OxyColor.FromRgb(0xD6, 0x27, 0x28),
    ];

    /// <summary>Draws the tables of a run; nothing while they have no step.</summary>
    /// <param name="curves">the table of steps</param>
    /// <param name="validation">the table of validations</param>
    /// <param name="picture">the SVG file, replaced if it exists</param>
    /// <exception cref="IOException">a table cannot be read, or the picture not be written</exception>
    public static void Draw(string curves, string validation, string picture)
    {
        var (steps, judged) = (CurveTable.Read(curves), CurveTable.Read(validation));
        Panel[] panels =
        [
            new("loss", IsLogarithmic: true,
                Parts(steps, "loss", "silog", "abs_rel", "trimmed", "gradient", "domain_entropy")),
            new("gradients", IsLogarithmic: true, Parts(steps, "norm")),
            new("rate", IsLogarithmic: false, Parts(steps, "rate")),
            new("abs_rel", IsLogarithmic: false,
                [.. Domains(judged, "abs_rel", "abs_rel"),
                    .. Domains(judged, "constant_abs_rel", "constant", isBaseline: true)]),
            new("a1", IsLogarithmic: false, [.. Domains(judged, "a1", "a1")]),
        ];
        panels = [.. panels.Where(panel => panel.Curves.Count > 0)];
        if (panels.Length == 0) return;
        var exporter = new SvgExporter
        {
            // Not every program that shows SVG knows where a text's middle is.
            Width = Width, Height = panels.Length * PanelHeight, UseVerticalTextAlignmentWorkaround = true,
        };
        AtomicFile.Write(picture, stream => exporter.Export(Model(panels), stream));
    }

    private static List<Curve> Parts(CurveTable table, params string[] columns) =>
        [.. columns.Select(name => new Curve(name, table.Points(name, MostPoints)))
            .Where(curve => curve.Points.Count > 0)];

    private static IEnumerable<Curve> Domains(CurveTable table, string column, string name, bool isBaseline = false)
    {
        string[] domains = ["indoor", "outdoor"];
        return domains.Select((domain, i) =>
                new Curve($"{name}, {domain}", table.Points(column, MostPoints, ("outdoor", i)), IsJudgement: true,
                    isBaseline))
            .Where(curve => curve.Points.Count > 0);
    }

    private static PlotModel Model(IReadOnlyList<Panel> panels)
    {
        var model = new PlotModel
        {
            Background = OxyColors.White, PlotAreaBorderColor = OxyColors.LightGray,
            DefaultFont = "Arial, Helvetica, sans-serif",
        };
        // The package measures texts in points and shows them in pixels, a third larger: rows and margins make up for
        // it.
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop,
            LegendPadding = 32, LegendLineSpacing = 5,
        });
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Bottom, Title = "step", Minimum = 0,
            MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.LightGray,
        });
        for (var i = 0; i < panels.Count; i++)
        {
            var top = 1 - ((double)i / panels.Count);
            Add(model, panels[i], top - (AxisShare / panels.Count), top);
        }
        return model;
    }

    private static void Add(PlotModel model, Panel panel, double bottom, double top)
    {
        // A logarithm has no place for 0, which a loss reaches where there is nothing to learn.
        var isLogarithmic = panel.IsLogarithmic
            && panel.Curves.SelectMany(curve => curve.Points).All(point => point.Value > 0);
        Axis axis = isLogarithmic ? new LogarithmicAxis() : new LinearAxis { Minimum = 0, MaximumPadding = 0.06 };
        (axis.Key, axis.Position, axis.Title, axis.StartPosition, axis.EndPosition) =
            (panel.Title, AxisPosition.Left, panel.Title, bottom, top);
        (axis.MajorGridlineStyle, axis.MajorGridlineColor, axis.AxisTitleDistance) =
            (LineStyle.Solid, OxyColors.LightGray, 24);
        model.Axes.Add(axis);
        var colours = new Dictionary<bool, int>();
        foreach (var curve in panel.Curves)
        {
            // A constant has the colour of the domain it belongs to.
            var colour = colours[curve.IsBaseline] = colours.GetValueOrDefault(curve.IsBaseline, -1) + 1;
            var line = new LineSeries
            {
                Title = curve.Name, YAxisKey = panel.Title, StrokeThickness = 1.6, Color = Colours[colour],
                LineStyle = curve.IsBaseline ? LineStyle.Dash : LineStyle.Solid,
                MarkerType = curve.IsJudgement && !curve.IsBaseline ? MarkerType.Circle : MarkerType.None,
                MarkerSize = 2.5,
            };
            line.Points.AddRange(curve.Points.Select(point => new DataPoint(point.Step, point.Value)));
            model.Series.Add(line);
        }
    }

    private sealed record Curve(
        string Name, IReadOnlyList<(double Step, double Value)> Points, bool IsJudgement = false,
        bool IsBaseline = false);

    private sealed record Panel(string Title, bool IsLogarithmic, List<Curve> Curves);
}
