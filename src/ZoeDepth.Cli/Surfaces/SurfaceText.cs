using System.Globalization;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>Results for people.</summary>
internal static class SurfaceText
{
    public static string Of(SurfaceReport report, string? camera)
    {
        var (depth, surface, file) = (report.Depth, report.Surface, report.File);
        var lines = new List<string>
        {
            $"{report.Photo}  {report.Size.Width} x {report.Size.Height} pixels",
            Invariant($"  depth    {depth.Min:0.000} to {depth.Max:0.000} m, median {depth.Median:0.000} m"),
        };
        if (camera is not null) lines.Add($"  camera   {camera}");
        lines.Add(surface.Triangles is { } triangles
            ? Invariant($"  surface  {surface.Vertices:N0} vertices, {triangles:N0} triangles, {surface.Edges}")
            : Invariant($"  cloud    {surface.Vertices:N0} points, {surface.Edges}"));
        lines.Add(Invariant($"  time     {report.Seconds:0.00} s"));
        lines.Add(Invariant($"  wrote    {file.Path}: {file.Format}, metres, {file.Axes}, {file.Bytes / 1e6:0.0} MB"));
        lines.AddRange(report.Notes.Select(note => $"  note     {note}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
