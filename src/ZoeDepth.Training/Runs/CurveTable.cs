using System.Globalization;

namespace ZoeDepth.Training;

/// <summary>A table of a run read back: its columns by name, its rows in the order of steps.</summary>
internal sealed class CurveTable
{
    private readonly Dictionary<string, int> _columns;
    private readonly List<double[]> _rows = [];

    private CurveTable(string header) =>
        _columns = header.Split(',').Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    /// <summary>Rows that are whole.</summary>
    public int Count => _rows.Count;

    /// <summary>
    /// Reads a table; one that is not there, or has no row yet, has none. A row that a killed process left half is
    /// passed over.
    /// </summary>
    /// <exception cref="IOException">it cannot be read</exception>
    public static CurveTable Read(string path)
    {
        // The run that writes it may still hold it open.
        using var stream = File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
            : Stream.Null;
        using var reader = new StreamReader(stream);
        var table = new CurveTable(reader.ReadLine() ?? "step");
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells.Length != table._columns.Count) continue;
            table._rows.Add(Array.ConvertAll(cells, cell =>
                double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number : double.NaN));
        }
        return table;
    }

    /// <summary>
    /// The points of a column over the steps, at most <paramref name="most"/>: where there are more, each is the mean
    /// of neighbours. Numbers that are none are left out, and so is a column that is 0 throughout.
    /// </summary>
    /// <param name="column">its name; one that is not there has no points</param>
    /// <param name="most">points at most</param>
    /// <param name="where">a column and the value it must have</param>
    public IReadOnlyList<(double Step, double Value)> Points(string column, int most,
        (string Column, double Value)? where = null)
    {
        if (!_columns.TryGetValue(column, out var at)) return [];
        var rows = where is { } condition
            ? _rows.Where(row => row[_columns[condition.Column]] == condition.Value) : _rows;
        (double Step, double Value)[] points =
            [.. rows.Select(row => (row[0], row[at])).Where(point => double.IsFinite(point.Item2))];
        if (points.All(point => point.Value == 0)) return [];
        var each = (points.Length + most - 1) / most;
        return each <= 1
            ? points
            : [.. points.Chunk(each)
                .Select(piece => (piece.Average(point => point.Step), piece.Average(point => point.Value)))];
    }
}
