using System.Numerics;

namespace ZoeDepth.Training;

/// <summary>A piece of a picture at another size: first along its rows, then down its columns.</summary>
internal static class Resampling
{
    [ThreadStatic] private static float[]? _rows, _row;

    /// <summary>Writes the piece.</summary>
    /// <param name="from">the picture</param>
    /// <param name="x">what each column of the piece reads of it</param>
    /// <param name="y">what each row reads</param>
    /// <param name="mirrored">left is right</param>
    /// <param name="to">0..1, <c>[row, column, channel]</c></param>
    public static void Run(PixelRows from, AxisTaps x, AxisTaps y, bool mirrored, Span<float> to)
    {
        var (rows, width) = (y.Length, x.Length * 3);
        if (_rows is null || _rows.Length < from.Height * width) _rows = new float[from.Height * width];
        if (_row is null || _row.Length < from.Width * 3) _row = new float[from.Width * 3];
        var (first, last) = (y.Start(0), y.Start(rows - 1) + y.Count);
        for (var row = first; row < last; row++)
        {
            from.Read(row, _row);
            AcrossRow(_row, x, mirrored, _rows.AsSpan(row * width, width));
        }
        for (var row = 0; row < rows; row++)
            DownColumns(_rows, width, y.Start(row), y.Weights(row), to.Slice(row * width, width));
    }

    private static void AcrossRow(ReadOnlySpan<float> from, AxisTaps x, bool mirrored, Span<float> to)
    {
        for (var column = 0; column < x.Length; column++)
        {
            var weights = x.Weights(column);
            var at = 3 * x.Start(column);
            float r = 0, g = 0, b = 0;
            foreach (var weight in weights)
            {
                r += weight * from[at];
                g += weight * from[at + 1];
                b += weight * from[at + 2];
                at += 3;
            }
            var target = 3 * (mirrored ? x.Length - 1 - column : column);
            (to[target], to[target + 1], to[target + 2]) = (r, g, b);
        }
    }

    private static void DownColumns(float[] rows, int width, int start, ReadOnlySpan<float> weights, Span<float> to)
    {
        to.Clear();
        for (var k = 0; k < weights.Length; k++)
        {
            ReadOnlySpan<float> from = rows.AsSpan((start + k) * width, width);
            var (by, i) = (weights[k], 0);
            for (; i + Vector<float>.Count <= width; i += Vector<float>.Count)
                (new Vector<float>(to[i..]) + (new Vector<float>(from[i..]) * by)).CopyTo(to[i..]);
            for (; i < width; i++) to[i] += from[i] * by;
        }
    }
}
