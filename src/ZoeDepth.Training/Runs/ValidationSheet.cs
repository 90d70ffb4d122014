using ZoeDepth.Data;
using ZoeDepth.Imaging;

namespace ZoeDepth.Training;

/// <summary>
/// The first pictures of each domain at a validation: photograph, truth, prediction, in the colours of nearness; truth
/// and prediction of a picture on the same range, dark where there is no truth. The same pictures every time, so that
/// sheets side by side show what a run learns.
/// </summary>
/// <param name="rules">how pixels were normalised</param>
internal sealed class ValidationSheet(LabelRules rules)
{
    private const int OfADomain = 6, Gap = 4, JpegQuality = 90;

    private readonly List<RasterImage> _rows = [];
    private readonly Dictionary<Domain, int> _counts = [];

    /// <summary>Takes a picture unless its domain has enough.</summary>
    /// <param name="batch">the picture alone, labels ln of metres, as large as its pixels</param>
    /// <param name="metres">the prediction, as large</param>
    public void Add(Batch batch, ReadOnlySpan<float> metres)
    {
        if (_counts.GetValueOrDefault(batch.Domain) == OfADomain) return;
        _counts[batch.Domain] = _counts.GetValueOrDefault(batch.Domain) + 1;
        var count = batch.Rows * batch.Columns;
        Span<float> labels = batch.LabelsOf(0, 1), weights = batch.WeightsOf(0, 1);
        var (truth, predicted) = (new float[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            truth[i] = weights[i] > 0 ? NearnessColors.Of(Math.Exp(labels[i])) : float.NaN;
            predicted[i] = NearnessColors.Of(metres[i]);
        }
        var colors = NearnessColors.Between(truth);
        _rows.Add(SideBySide.Compose(
            SideBySide.Compose(Photograph(batch), colors.Draw(truth, batch.Columns, batch.Rows), Gap),
            colors.Draw(predicted, batch.Columns, batch.Rows), Gap));
    }

    /// <summary>The sheet as JPEG; nothing where no picture came.</summary>
    public byte[]? Draw()
    {
        if (_rows.Count == 0) return null;
        var (width, height) = (_rows.Max(row => row.Width), _rows.Sum(row => row.Height + Gap) - Gap);
        var pixels = new byte[checked(3 * width * height)];
        Array.Fill(pixels, (byte)255);
        var top = 0;
        foreach (var row in _rows)
        {
            for (var y = 0; y < row.Height; y++)
                row.Data.AsSpan(3 * y * row.Width, 3 * row.Width).CopyTo(pixels.AsSpan(3 * (top + y) * width));
            top += row.Height + Gap;
        }
        using var file = new MemoryStream();
        JpegEncoder.Save(new RasterImage(width, height, PixelFormat.Rgb8, pixels), file,
            new JpegOptions { Quality = JpegQuality });
        return file.ToArray();
    }

    private RasterImage Photograph(Batch batch)
    {
        var values = batch.PixelsOf(0, 1);
        var bytes = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = i % 3;
            double mean = rules.Mean[channel % rules.Mean.Count],
                deviation = rules.StandardDeviation[channel % rules.StandardDeviation.Count];
            bytes[i] = (byte)Math.Clamp(Math.Round(255 * ((values[i] * deviation) + mean)), 0, 255);
        }
        return new RasterImage(batch.Columns, batch.Rows, PixelFormat.Rgb8, bytes);
    }
}
