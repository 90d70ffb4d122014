namespace ZoeDepth.Tests.Backbones;

/// <summary>
/// A map of doubles, <c>[row, column, channel]</c>, and the operations of the networks written as their formulas say:
/// what the library's own are held against.
/// </summary>
internal sealed class PlainMap(int rows, int columns, int channels)
{
    private readonly double[] _values = new double[rows * columns * channels];

    public int Rows => rows;

    public int Columns => columns;

    public int Channels => channels;

    public double this[int row, int column, int channel]
    {
        get => _values[(((row * columns) + column) * channels) + channel];
        set => _values[(((row * columns) + column) * channels) + channel] = value;
    }

    /// <summary>All numbers, row by row.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The channels of a place.</summary>
    public double[] At(int row, int column) => [.. Enumerable.Range(0, channels).Select(c => this[row, column, c])];

    /// <summary>A map whose every place is made from its row and column.</summary>
    public static PlainMap Of(int rows, int columns, int channels, Func<int, int, double[]> place)
    {
        var map = new PlainMap(rows, columns, channels);
        for (var y = 0; y < rows; y++)
            for (var x = 0; x < columns; x++)
            {
                var numbers = place(y, x);
                for (var c = 0; c < channels; c++) map[y, x, c] = numbers[c];
            }
        return map;
    }

    /// <summary>Every number through a function.</summary>
    public PlainMap Map(Func<double, double> function) =>
        Of(rows, columns, channels, (y, x) => Array.ConvertAll(At(y, x), v => function(v)));

    /// <summary>The channels of every place through a function.</summary>
    public PlainMap Places(int outputs, Func<double[], double[]> function) =>
        Of(rows, columns, outputs, (y, x) => function(At(y, x)));

    public static PlainMap operator +(PlainMap a, PlainMap b) => Of(a.Rows, a.Columns, a.Channels,
        (y, x) => PlainMath.Add(a.At(y, x), b.At(y, x)));

    /// <summary>A convolution; weights <c>[out, in, size, size]</c>, zeros around the map.</summary>
    public PlainMap Convolved(double[] weight, double[]? bias, int size, int stride, int padding)
    {
        var outputs = weight.Length / (channels * size * size);
        var down = ((rows + (2 * padding) - size) / stride) + 1;
        var across = ((columns + (2 * padding) - size) / stride) + 1;
        var result = new PlainMap(down, across, outputs);
        for (var y = 0; y < down; y++)
            for (var x = 0; x < across; x++)
                for (var o = 0; o < outputs; o++)
                {
                    var sum = bias?[o] ?? 0;
                    for (var c = 0; c < channels; c++)
                        for (var ky = 0; ky < size; ky++)
                            for (var kx = 0; kx < size; kx++)
                            {
                                int row = (y * stride) + ky - padding, column = (x * stride) + kx - padding;
                                if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
                                var at = (((((o * channels) + c) * size) + ky) * size) + kx;
                                sum += weight[at] * this[row, column, c];
                            }
                    result[y, x, o] = sum;
                }
        return result;
    }

    /// <summary>A transposed convolution, its kernel as large as its stride; <c>[in, out, size, size]</c>.</summary>
    public PlainMap Spread(double[] weight, double[] bias, int size)
    {
        var outputs = bias.Length;
        return Of(rows * size, columns * size, outputs, (y, x) =>
        {
            var from = At(y / size, x / size);
            return [.. Enumerable.Range(0, outputs).Select(o => bias[o] + from.Select((value, c) =>
                value * weight[(((((c * outputs) + o) * size) + (y % size)) * size) + (x % size)]).Sum())];
        });
    }

    /// <summary>Bilinear on another grid.</summary>
    public PlainMap Resized(int newRows, int newColumns, bool alignCorners) =>
        Resampled(newRows, newColumns, cubic: false, Scale(rows, newRows), Scale(columns, newColumns), alignCorners);

    /// <summary>On another grid with half-pixel centres, by a scale of its own: old places for each new one.</summary>
    public PlainMap Stretched(int newRows, int newColumns, bool cubic, double down, double across) =>
        Resampled(newRows, newColumns, cubic, down, across, alignCorners: false);

    private PlainMap Resampled(int newRows, int newColumns, bool cubic, double down, double across,
        bool alignCorners) =>
        Of(newRows, newColumns, channels, (y, x) =>
        {
            var sum = new double[channels];
            foreach (var (row, ofRow) in Taps(y, rows, newRows, down, cubic, alignCorners))
                foreach (var (column, ofColumn) in Taps(x, columns, newColumns, across, cubic, alignCorners))
                    for (var c = 0; c < channels; c++) sum[c] += ofRow * ofColumn * this[row, column, c];
            return sum;
        });

    private static double Scale(int from, int to) => (double)from / to;

    private static IEnumerable<(int At, double Weight)> Taps(int i, int source, int length, double scale, bool cubic,
        bool alignCorners)
    {
        var place = alignCorners ? length > 1 ? i * (source - 1.0) / (length - 1) : 0 : ((i + 0.5) * scale) - 0.5;
        // PyTorch holds a bilinear place within the map, a cubic one not.
        if (!cubic) place = Math.Clamp(place, 0, source - 1);
        var floor = (int)Math.Floor(place);
        var t = place - floor;
        double[] weights = cubic
            ? [Cubic(1 + t), Cubic(t), Cubic(1 - t), Cubic(2 - t)] : [1 - t, t];
        for (var tap = 0; tap < weights.Length; tap++)
            yield return (Math.Clamp(floor + tap - (cubic ? 1 : 0), 0, source - 1), weights[tap]);
    }

    /// <summary>Keys' cubic with a = −3/4.</summary>
    private static double Cubic(double d) => d <= 1
        ? (1.25 * d * d * d) - (2.25 * d * d) + 1 : (-0.75 * d * d * d) + (3.75 * d * d) - (6 * d) + 3;
}
