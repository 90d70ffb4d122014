using System.Globalization;
using ZoeDepth.Cli.Drawing;
using ZoeDepth.Cli.Synth;
using ZoeDepth.Data;
using ZoeDepth.Data.Evaluation;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>
/// A sheet of the images that scored best and worst by abs_rel of the first alignment: photograph, truth, prediction;
/// near warm, far cold, truth and prediction of an image on the same colours; dark where there is no truth.
/// </summary>
internal sealed class BestAndWorst
{
    private const int Most = 6;
    private const int Width = 240;
    private const int Gap = 2;
    private const int Margin = 12;
    private const int Caption = 22;

    private static readonly Rgba Background = new(250, 250, 248);
    private static readonly Rgba Ink = new(34, 36, 42);

    private readonly List<Seen> _best = [];
    private readonly List<Seen> _worst = [];

    /// <summary>Keeps an image while it is among the best or the worst.</summary>
    public void Add(DepthSample sample, DepthPrediction prediction, ImageResult result)
    {
        var absRel = result.Scores[0].Metrics.AbsRel;
        var isBest = _best.Count < Most || absRel < _best[^1].AbsRel;
        var isWorst = _worst.Count < Most || absRel > _worst[^1].AbsRel;
        if (!isBest && !isWorst) return;
        var seen = new Seen(absRel, sample.Name, Drawn(sample, prediction, result.Scores[0].Fit));
        if (isBest) Keep(_best, seen, (a, b) => a.AbsRel.CompareTo(b.AbsRel));
        if (isWorst) Keep(_worst, seen, (a, b) => b.AbsRel.CompareTo(a.AbsRel));
    }

    /// <summary>The sheet: best on the left, worst on the right.</summary>
    public RasterImage Draw()
    {
        var height = Math.Max(_best.Sum(HeightOf), _worst.Sum(HeightOf)) + (2 * Margin);
        var canvas = new Canvas((2 * ((3 * Width) + (2 * Gap))) + (3 * Margin), height, Background);
        Column(canvas, _best, Margin);
        Column(canvas, _worst, (2 * Margin) + (3 * Width) + (2 * Gap));
        return canvas.Image;
    }

    private static void Column(Canvas canvas, List<Seen> images, int left)
    {
        var top = Margin;
        foreach (var seen in images)
        {
            var score = seen.AbsRel.ToString("0.000", CultureInfo.InvariantCulture);
            canvas.Write($"{score} {seen.Name.ToLowerInvariant()}", left, top, Ink);
            foreach (var (i, picture) in seen.Pictures.Index())
                canvas.Place(picture, left + (i * (Width + Gap)), top + Caption);
            top += HeightOf(seen);
        }
    }

    private static int HeightOf(Seen seen) => seen.Pictures[0].Height + Caption + Margin;

    private static void Keep(List<Seen> images, Seen seen, Comparison<Seen> order)
    {
        images.Add(seen);
        // A stable order: of equal ones the first stays first.
        var sorted = images.Index().OrderBy(pair => pair.Item, Comparer<Seen>.Create(order)).ThenBy(pair => pair.Index)
            .Select(pair => pair.Item).Take(Most).ToList();
        images.Clear();
        images.AddRange(sorted);
    }

    private static RasterImage[] Drawn(DepthSample sample, DepthPrediction prediction, DepthFit fit)
    {
        var height = Math.Max(1, (int)Math.Round((double)Width * sample.Image.Height / sample.Image.Width));
        var truth = Nearness(sample.Depth, sample.DepthWidth, sample.DepthHeight, height, DepthFit.Identity);
        var predicted = Nearness(prediction.Depth, prediction.Width, prediction.Height, height, fit);
        var colors = NearnessColors.Between(truth);
        return
        [
            Photograph(sample.Image, height), colors.Draw(truth, Width, height), colors.Draw(predicted, Width, height),
        ];
    }

    /// <summary>The first pixel with depth among those a pixel of the sheet covers; NaN where there is none.</summary>
    private static float[] Nearness(float[] depth, int width, int height, int rows, DepthFit fit)
    {
        var nearness = new float[Width * rows];
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = float.NaN;
            foreach (var pixel in Covered(i % Width, i / Width, rows, width, height))
            {
                if (!(depth[pixel] > 0)) continue;
                nearness[i] = NearnessColors.Of((fit.Scale * depth[pixel]) + fit.Shift);
                if (float.IsFinite(nearness[i])) break;
            }
        }
        return nearness;
    }

    private static RasterImage Photograph(RasterImage photo, int rows)
    {
        var pixels = new byte[3 * Width * rows];
        for (var i = 0; i < Width * rows; i++)
        {
            Span<int> sums = [0, 0, 0];
            var count = 0;
            foreach (var pixel in Covered(i % Width, i / Width, rows, photo.Width, photo.Height))
            {
                for (var channel = 0; channel < 3; channel++) sums[channel] += photo.Data[(3 * pixel) + channel];
                count++;
            }
            for (var channel = 0; channel < 3; channel++) pixels[(3 * i) + channel] = (byte)(sums[channel] / count);
        }
        return new RasterImage(Width, rows, PixelFormat.Rgb8, pixels);
    }

    /// <summary>The pixels of a picture that a pixel of the sheet covers, at least one.</summary>
    private static IEnumerable<int> Covered(int x, int y, int rows, int width, int height)
    {
        var (left, top) = ((int)((long)x * width / Width), (int)((long)y * height / rows));
        var right = Math.Max(left + 1, (int)((long)(x + 1) * width / Width));
        var bottom = Math.Max(top + 1, (int)((long)(y + 1) * height / rows));
        for (var row = top; row < bottom; row++)
            for (var column = left; column < right; column++) yield return (row * width) + column;
    }

    private sealed record Seen(double AbsRel, string Name, RasterImage[] Pictures);
}
