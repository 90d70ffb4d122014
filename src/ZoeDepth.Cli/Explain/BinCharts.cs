using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Explain;

/// <summary>
/// The bins of three pixels: how attractors pull their centres from level to level, and how the depth is read from
/// them.
/// </summary>
/// <param name="taps">what the network showed</param>
/// <param name="pixels">the pixels</param>
/// <param name="depth">the network's depth, whose rows and columns the pixels have</param>
internal sealed class BinCharts(NetworkTaps taps, IReadOnlyList<ExplainedPixel> pixels, Tap depth)
{
    private const int Width = 1000, Height = 420;

    // Centres and attractors nearer than this, in metres, lie below the picture.
    private const double NearestDrawn = 0.05;

    // Panels beside one another, a gap between them.
    private const double PanelShare = 0.88;

    /// <summary>
    /// The centres of every bin after the seed and after each level, and where that level's attractors lie.
    /// </summary>
    public void Pulling(Stream svg)
    {
        var seed = taps.Named("metric_head.seed_bins")
            .First(tap => !tap.Name.EndsWith(".widths", StringComparison.Ordinal));
        Tap[] levels = [seed, .. taps.Named("metric_head.attractors", ".centers")];
        var points = taps.Named("metric_head.attractors", ".points");
        var model = Plot();
        var metres = Logarithmic("metres");
        (metres.Position, metres.Minimum) = (AxisPosition.Left, NearestDrawn);
        model.Axes.Add(metres);
        foreach (var (i, pixel) in pixels.Index())
        {
            var axis = Panel(i, $"{pixel.Name}: {Text(pixel.Metres)} m");
            (axis.Minimum, axis.Maximum, axis.MajorStep, axis.MinorStep) = (-0.2, levels.Length - 0.8, 1, 1);
            axis.LabelFormatter = level => level < 0.5 ? "seed"
                : level.ToString("0", CultureInfo.InvariantCulture);
            model.Axes.Add(axis);
            var centres = levels.Select(level => Sorted(level.At(pixel.Row, pixel.Column, depth.Rows, depth.Columns)))
                .ToArray();
            for (var bin = 0; bin < centres[0].Length; bin++)
            {
                var line = new LineSeries
                    { XAxisKey = axis.Key, Color = Colour(pixel.Colour, 110), StrokeThickness = 0.8 };
                line.Points.AddRange(centres.Select((level, x) => new DataPoint(x, level[bin])));
                model.Series.Add(line);
            }
            var attractors = new ScatterSeries
            {
                XAxisKey = axis.Key, MarkerType = MarkerType.Cross, MarkerSize = 3, MarkerStroke = OxyColors.Black,
                MarkerStrokeThickness = 0.8,
            };
            foreach (var (level, tap) in points.Index())
                foreach (var at in tap.At(pixel.Row, pixel.Column, depth.Rows, depth.Columns))
                    if (InMetres(at) is > 0 and var place) attractors.Points.Add(new(level + 0.85, place));
            model.Series.Add(attractors);
        }
        Export(model, svg);
    }

    /// <summary>The probability of every bin over its centre, and the mean, which is the depth.</summary>
    public void Probabilities(Stream svg)
    {
        var centres = taps.Named("metric_head.attractors", ".centers")[^1];
        var shares = taps.Named("metric_head.conditional_log_binomial")[^1];
        var model = Plot();
        model.Axes.Add(new LinearAxis
        {
            Position = AxisPosition.Left, Title = "probability", Minimum = 0, MaximumPadding = 0.08,
            MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.LightGray, AxisTitleDistance = 16,
        });
        foreach (var (i, pixel) in pixels.Index())
        {
            var axis = Panel(i, $"{pixel.Name}: bins, metres", isLogarithmic: true);
            model.Axes.Add(axis);
            var at = centres.At(pixel.Row, pixel.Column, depth.Rows, depth.Columns).ToArray();
            var share = shares.At(pixel.Row, pixel.Column, depth.Rows, depth.Columns).ToArray();
            var stems = new StemSeries
            {
                XAxisKey = axis.Key, Color = Colour(pixel.Colour, 255), StrokeThickness = 1.2,
                MarkerType = MarkerType.Circle, MarkerSize = 2, MarkerFill = Colour(pixel.Colour, 255),
            };
            foreach (var (bin, place) in at.Index())
                if (place > 0) stems.Points.Add(new(place, share[bin]));
            model.Series.Add(stems);
            var mean = new LineSeries
                { XAxisKey = axis.Key, Color = OxyColors.Black, LineStyle = LineStyle.Dash, StrokeThickness = 1 };
            mean.Points.AddRange([new(pixel.Metres, 0), new(pixel.Metres, share.Max())]);
            model.Series.Add(mean);
        }
        Export(model, svg);
    }

    // Seed bins and attractors of bounded heads are shares of the range until the last step; they are drawn where their
    // share lies.
    private float InMetres(float value)
    {
        var raw = taps.Named("metric_head.attractors")
            .First(tap => !tap.Name.Contains(".centers", StringComparison.Ordinal)
                && !tap.Name.Contains(".points", StringComparison.Ordinal));
        var centres = taps.Named("metric_head.attractors", ".centers")[0];
        // Unbounded heads pass metres on; the two tensors are then the same numbers.
        if (raw.Values.AsSpan().SequenceEqual(centres.Values)) return value;
        var (least, most) = (centres.Values.Min(), centres.Values.Max());
        return least + (value * (most - least));
    }

    private static float[] Sorted(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static PlotModel Plot() => new()
    {
        Background = OxyColors.White, PlotAreaBorderColor = OxyColors.LightGray,
        DefaultFont = "Arial, Helvetica, sans-serif",
    };

    private static LogarithmicAxis Logarithmic(string title) => new()
    {
        Title = title, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = OxyColors.LightGray,
        AxisTitleDistance = 16, StringFormat = "G3",
    };

    private Axis Panel(int index, string title, bool isLogarithmic = false)
    {
        Axis axis = isLogarithmic ? Logarithmic(title) : new LinearAxis();
        var start = (double)index / pixels.Count;
        (axis.Key, axis.Title, axis.Position, axis.StartPosition, axis.EndPosition) =
            (title, title, AxisPosition.Bottom, start, start + (PanelShare / pixels.Count));
        axis.AxisTitleDistance = 12;
        return axis;
    }

    private static OxyColor Colour(Rgba colour, byte opacity) =>
        OxyColor.FromArgb(opacity, colour.Red, colour.Green, colour.Blue);

    private static string Text(float metres) => metres.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Export(PlotModel model, Stream svg) =>
        new SvgExporter { Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true }
            .Export(model, svg);
}
