using ZoeDepth.Data;
using ZoeDepth.Imaging;

namespace ZoeDepth.Training;

/// <summary>Puts a picture and its labels into their place of a batch.</summary>
internal sealed class PictureLoader(LabelRules rules)
{
    /// <summary>Takes a view of a picture, and writes pixel values, logarithms of depth and weights.</summary>
    /// <exception cref="DatasetException">the camera that the model needs is unknown</exception>
    public void Fill(Batch batch, int slot, Picture picture, DepthSample sample, PictureView view)
    {
        var draws = new Draws(0, 0, 0);
        Put(batch, slot, picture, sample, PixelRows.Of(sample.Image, view.Colours), view, null, ref draws);
    }

    /// <summary>Reads a picture and writes the same of it as a recipe varies it.</summary>
    /// <exception cref="DatasetException">
    /// a file is missing or broken, the camera that the model needs is unknown, or the recipe cannot be followed
    /// </exception>
    public void FillVaried(Batch batch, int slot, Picture picture, AugmentationRecipe recipe, Draws draws,
        CancellationToken cancellation)
    {
        var sample = picture.Dataset.Load(picture.Index, cancellation);
        if (recipe.Original is { } original)
        {
            var varied = OriginalAugmentation.Of(sample, picture.Domain, original, draws);
            var seen = new DepthSample(sample.Info, sample.Image, varied.Depth, varied.Width, varied.Height,
                varied.Mask, sample.Intrinsics);
            Put(batch, slot, picture, seen, PixelRows.Of(varied.Pixels, varied.Width, varied.Height),
                PictureView.Whole(varied.Width, varied.Height), null, ref draws);
            return;
        }
        var view = PictureView.Drawn(
            sample.Image.Width, sample.Image.Height, batch.Rows, batch.Columns, recipe, ref draws);
        Put(batch, slot, picture, sample, PixelRows.Of(sample.Image, view.Colours), view, recipe, ref draws);
    }

    private void Put(Batch batch, int slot, Picture picture, DepthSample sample, PixelRows rows, PictureView view,
        AugmentationRecipe? recipe, ref Draws draws)
    {
        batch.Names[slot] = sample.Name;
        batch.Factors[slot] = FactorOf(sample, view, batch.Rows, batch.Columns, picture.Dataset);
        var pixels = batch.PixelsOf(slot, 1);
        Resampling.Run(rows,
            new AxisTaps(view.Left, view.Left + view.Width - 1, rows.Width, batch.Columns, view.Antialias),
            new AxisTaps(view.Top, view.Top + view.Height - 1, rows.Height, batch.Rows, view.Antialias),
            view.Mirrored, pixels);
        view.Colours.Finish(pixels, ref draws);
        if (recipe is not null) Degradation.Apply(recipe, pixels, batch.Rows, batch.Columns, draws);
        Normalize(pixels);
        FillLabels(sample, view, picture, batch, slot, ((double)sample.DepthWidth / rows.Width,
            (double)sample.DepthHeight / rows.Height));
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

    private void Normalize(Span<float> pixels)
    {
        var (mean, std) = (rules.Mean, rules.StandardDeviation);
        Span<float> shift = [(float)mean[0], (float)mean[1 % mean.Count], (float)mean[2 % mean.Count]];
        Span<float> by = [(float)std[0], (float)std[1 % std.Count], (float)std[2 % std.Count]];
        for (var i = 0; i < pixels.Length; i += 3)
            for (var c = 0; c < 3; c++) pixels[i + c] = (pixels[i + c] - shift[c]) / by[c];
    }

    /// <summary>
    /// The depth file may have another size than the photograph, by the scale; both show the same.
    /// </summary>
    private void FillLabels(DepthSample sample, PictureView view, Picture picture, Batch batch, int slot,
        (double X, double Y) scale)
    {
        Span<float> log = batch.LabelsOf(slot, 1), weights = batch.WeightsOf(slot, 1);
        var (least, most) = rules.Ranges[(int)picture.Domain];
        var factor = batch.Factors[slot];
        for (var row = 0; row < batch.LabelRows; row++)
        {
            var sourceRow = Nearest(view.Top, view.Height, row, batch.LabelRows, scale.Y, sample.DepthHeight);
            for (var column = 0; column < batch.LabelColumns; column++)
            {
                var sourceColumn = Nearest(view.Left, view.Width, column, batch.LabelColumns, scale.X,
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
