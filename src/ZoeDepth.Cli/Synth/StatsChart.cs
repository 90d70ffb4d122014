using System.Globalization;
using ZoeDepth.Cli.Drawing;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Synth;

/// <summary>
/// Depth of families, one above the other: how many pixels lie how far away, on one axis that doubles from mark to
/// mark, with the 2nd, 50th and 98th percentile and the share of pixels that have depth.
/// </summary>
internal static class StatsChart
{
    private const int Bars = 16;
    private const int BarsHeight = 58;
    private const int RowHeight = 84;
    private const int Octave = 64;
    private const int Axis = DepthTally.Octaves * Octave;
    private const int Margin = 28;
    private const int Header = 46;
    private const int CoverageWidth = 96;

    private static readonly Rgba Paper = new(252, 252, 250);
    private static readonly Rgba Grid = new(230, 230, 226);
    private static readonly Rgba Line = new(180, 180, 176);
    private static readonly Rgba Quiet = new(130, 130, 128);
    private static readonly Rgba Ink = new(34, 36, 42);
    private static readonly Rgba Covered = new(92, 124, 168);
    private static readonly ColorMap Colors = ColorMap.Get("turbo_r");
    private static readonly double[] Marks = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128];

    /// <summary>Draws families in this order.</summary>
    public static RasterImage Draw(IReadOnlyList<(FamilyReport Report, DepthTally Tally)> families)
    {
        var names = families.Max(family =>
            Math.Max(PixelFont.WidthOf(family.Report.Family, 2), PixelFont.WidthOf(Pictures(family.Report), 1)));
        var left = Margin + names + 24;
        var right = left + Axis + 30;
        var canvas = new Canvas(right + CoverageWidth + 64 + Margin, Header + (families.Count * RowHeight) + 20, Paper);
        canvas.Write("pixels by depth in metres, lines at 2, 50 and 98%", left, 14, Quiet);
        canvas.Write("with depth", right, 14, Quiet);
        foreach (var (i, family) in families.Index())
            DrawFamily(canvas, family.Report, family.Tally, left, right, Header + (i * RowHeight));
        return canvas.Image;
    }

    private static void DrawFamily(Canvas canvas, FamilyReport report, DepthTally tally, int left, int right, int top)
    {
        var ground = top + BarsHeight;
        canvas.Write(report.Family, left - 24, ground - 38, Ink, anchor: 1);
        canvas.Write(Pictures(report), left - 24, ground - 14, Quiet, size: 1, anchor: 1);
        foreach (var mark in Marks)
        {
            var x = left + At(mark);
            canvas.Fill(x, top, 1, BarsHeight + 4, Grid);
            canvas.Write(mark.ToString(CultureInfo.InvariantCulture), x, ground + 8, Quiet, size: 1, anchor: 0.5);
        }
        DrawBars(canvas, tally.Density(Bars), left, ground);
        canvas.Fill(left, ground, Axis, 1, Line);
        foreach (var (percentile, width) in new[] { (report.Near, 1), (report.Median, 3), (report.Far, 1) })
            if (percentile is { } metres)
                canvas.Fill(left + At(metres) - (width / 2), ground - BarsHeight + 4, width, BarsHeight - 2, Ink);
        canvas.Fill(right, ground - 22, CoverageWidth, 10, Grid);
        canvas.Fill(right, ground - 22, (int)Math.Round(CoverageWidth * report.Coverage), 10, Covered);
        canvas.Write(string.Create(CultureInfo.InvariantCulture, $"{100 * report.Coverage:0}%"),
            right + CoverageWidth + 12, ground - 25, Ink);
    }

    private static void DrawBars(Canvas canvas, double[] density, int left, int ground)
    {
        var most = density.Max();
        if (most == 0) return;
        for (var bar = 0; bar < density.Length; bar++)
        {
            var (start, end) = (X(bar), X(bar + 1));
            var height = (int)Math.Round((BarsHeight - 6) * density[bar] / most);
            canvas.Fill(left + start, ground - height, end - start, height, ColorOf(bar));
        }

        // The colours of nearness from 0.25 m to 128 m; beyond, pictures have few pixels.
        static Rgba ColorOf(int bar) =>
            Colors.Of(((((double)bar / Bars) - 2) / (DepthTally.Octaves - 3) * 0.86) + 0.07);

        static int X(int bar) => bar == DepthTally.Octaves * Bars
            ? Axis : (int)Math.Round(DepthTally.StartOf(bar, Bars) * Octave);
    }

    private static string Pictures(FamilyReport report) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{report.Domain}, {report.Pictures} {(report.Pictures == 1 ? "picture" : "pictures")}");

    private static int At(double metres) =>
        (int)Math.Round(Math.Clamp(DepthTally.PositionOf(metres), 0, DepthTally.Octaves) * Octave);
}
