using System.Numerics;
using ZoeDepth.Data;
using ZoeDepth.Imaging;

namespace ZoeDepth.Training;

/// <summary>Puts a picture and its labels into their place of a batch.</summary>
internal sealed class PictureLoader(LabelRules rules)
{
    [ThreadStatic] private static float[]? _rows;

    /// <summary>
    /// Reads a picture, takes a view of it, and writes pixel values, logarithms of depth and weights.
    /// </summary>
    /// <exception cref="DatasetException">
    /// a file is missing or broken, or the camera that the model needs is unknown
    /// </exception>
    public void Fill(Batch batch, int slot, Picture picture, Func<DepthSample, PictureView> choose, ref Draws draws,
        CancellationToken cancellation)
    {
        var sample = picture.Dataset.Load(picture.Index, cancellation);
        var view = choose(sample);
        batch.Names[slot] = sample.Name;
        batch.Factors[slot] = FactorOf(sample, view, batch.Rows, batch.Columns, picture.Dataset);
        FillPixels(sample.Image, view, batch.PixelsOf(slot, 1), batch.Rows, batch.Columns, ref draws);
        FillLabels(sample, view, picture, batch, slot);
    }

    private double FactorOf(DepthSample sample, PictureView view, int rows, int columns, IDepthDataset dataset)
    {
        if (rules.IsRelative || rules.CanonicalFocal is not { } canonical) return 1;
        var focal = sample.Intrinsics?.FocalLength ?? AssumedFocalLength(sample.Image) ?? throw new DatasetException(
            $"{dataset.Name}: {sample.Name} has no camera, and the model's depth depends on it; give intrinsics or " +
            "hfov_degrees, or leave it out");
        return canonical / view.FocalAt(focal, rows, columns);
    }

    private double? AssumedFocalLength(RasterImage image) => rules.AssumedFieldOfView is { } degrees
        ? FieldOfView.ToFocalLength(degrees, Math.Max(image.Width, image.Height))
        : null;

    private void FillPixels(
        RasterImage image, PictureView view, Span<float> pixels, int rows, int columns, ref Draws draws)
    {
        var x = new AxisTaps(view.Left, view.Left + view.Width - 1, image.Width, columns, view.Antialias);
        var y = new AxisTaps(view.Top, view.Top + view.Height - 1, image.Height, rows, view.Antialias);
        var table = view.Colours.Table();
        if (_rows is null || _rows.Length < image.Height * columns * 3) _rows = new float[image.Height * columns * 3];
        var (firstRow, lastRow) = (y.Start(0), y.Start(rows - 1) + y.Count);
        for (var row = firstRow; row < lastRow; row++)
            AcrossRow(image.Data.AsSpan(row * image.Width * 3, image.Width * 3), x, table, view.Mirrored,
                _rows.AsSpan(row * columns * 3, columns * 3));
        for (var row = 0; row < rows; row++)
            DownColumns(_rows, columns * 3, y.Start(row), y.Weights(row), pixels.Slice(row * columns * 3, columns * 3));
        view.Colours.Finish(pixels, ref draws);
        Span<float> shift = [(float)rules.Mean[0], (float)rules.Mean[1 % rules.Mean.Count],
            (float)rules.Mean[2 % rules.Mean.Count]];
        Span<float> by = [(float)rules.Deviation[0], (float)rules.Deviation[1 % rules.Deviation.Count],
            (float)rules.Deviation[2 % rules.Deviation.Count]];
        for (var i = 0; i < pixels.Length; i += 3)
            for (var c = 0; c < 3; c++) pixels[i + c] = (pixels[i + c] - shift[c]) / by[c];
    }

    private static void AcrossRow(ReadOnlySpan<byte> from, AxisTaps x, float[] table, bool mirrored, Span<float> to)
    {
        for (var column = 0; column < x.Length; column++)
        {
            var weights = x.Weights(column);
            var at = 3 * x.Start(column);
            float r = 0, g = 0, b = 0;
            foreach (var weight in weights)
            {
                r += weight * table[from[at]];
                g += weight * table[256 + from[at + 1]];
                b += weight * table[512 + from[at + 2]];
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

    private void FillLabels(DepthSample sample, PictureView view, Picture picture, Batch batch, int slot)
    {
        Span<float> log = batch.LabelsOf(slot, 1), weights = batch.WeightsOf(slot, 1);
        var (least, most) = rules.Ranges[(int)picture.Domain];
        var factor = batch.Factors[slot];
        // The depth file may have another size than the photograph; both show the same.
        var (scaleX, scaleY) = ((double)sample.DepthWidth / sample.Image.Width,
            (double)sample.DepthHeight / sample.Image.Height);
        for (var row = 0; row < batch.LabelRows; row++)
        {
            var sourceRow = Nearest(view.Top, view.Height, row, batch.LabelRows, scaleY, sample.DepthHeight);
            for (var column = 0; column < batch.LabelColumns; column++)
            {
                var sourceColumn = Nearest(view.Left, view.Width, column, batch.LabelColumns, scaleX,
                    sample.DepthWidth);
                var from = (sourceRow * sample.DepthWidth) + sourceColumn;
                var to = (row * batch.LabelColumns) + (view.Mirrored ? batch.LabelColumns - 1 - column : column);
                if (rules.IsRelative)
                {
                    (log[to], weights[to]) = Disparity(sample, from, picture);
                    continue;
                }
                var metres = sample.Depth[from];
                var isFar = sample.Mask[from] ? metres >= most : picture.MissingIsFar;
                var weight = isFar ? (float)rules.FarWeight : sample.Mask[from] && metres > least ? 1f : 0;
                weights[to] = weight;
                log[to] = weight == 0 ? 0 : (float)Math.Log((isFar ? most : metres) * factor);
            }
        }
    }

    /// <summary>
    /// Inverse depth of a pixel and how much it counts. Disparity stays what it is; the sky is infinitely far.
    /// </summary>
    private (float Label, float Weight) Disparity(DepthSample sample, int pixel, Picture picture)
    {
        if (!sample.Mask[pixel])
            return (0, picture.MissingIsFar && !sample.Kind.IsDisparity() ? (float)rules.FarWeight : 0);
        var value = sample.Depth[pixel];
        if (sample.Kind.IsDisparity()) return (value, 1);
        return value > 0 ? (1 / value, 1) : default;
    }

    private static int Nearest(double first, double length, int i, int count, double scale, int source)
    {
        var at = first + (count > 1 ? i * (length - 1) / (count - 1) : 0);
        return Math.Clamp((int)Math.Round(((at + 0.5) * scale) - 0.5), 0, source - 1);
    }
}
