using ZoeDepth.Data;

namespace ZoeDepth.Training;

/// <summary>A sample of any dataset varied as the original's loader varies its own.</summary>
internal static class OriginalAugmentation
{
    /// <summary>Below it the search for a border, 21 lines from each side, leaves no picture.</summary>
    private const int LeastSide = 64;

    /// <summary>The sample as the loader hands it out; a hole of its depth is 0 m and does not count.</summary>
    /// <exception cref="DatasetException">
    /// picture and depth differ in size, or are too small for what is asked
    /// </exception>
    public static OriginalSample Of(DepthSample sample, Domain domain, OriginalAugmentationRecipe recipe, Draws draws)
    {
        var (width, height) = (sample.Image.Width, sample.Image.Height);
        if ((sample.DepthWidth, sample.DepthHeight) != (width, height))
        {
            throw Refused(sample, $"picture and depth are moved together and have one size, but {width}x{height} " +
                $"and {sample.DepthWidth}x{sample.DepthHeight} (columns x rows) came");
        }
        if (recipe.AvoidBoundary && Math.Min(width, height) < LeastSide)
            throw Refused(sample, $"a border is looked for in pictures of {LeastSide} rows and columns or more, but " +
                $"{width}x{height} (columns x rows) came");
        var crop = recipe.RandomCrop is { } text ? RecipeFile.PictureSize(text) : ((int Rows, int Columns)?)null;
        if (crop is var (rows, columns) && (rows > height || columns > width))
            throw Refused(sample, $"a crop of {rows}x{columns} does not fit {height}x{width} (rows x columns)");
        var rules = new OriginalSampleRules
        {
            Degrees = recipe.Degrees,
            AvoidBoundary = recipe.AvoidBoundary,
            RandomCrop = crop is var (cropRows, cropColumns) ? new ImageSize(cropRows, cropColumns) : null,
            TranslateProbability = recipe.TranslateProbability,
            MaxTranslation = recipe.MaxTranslation,
            // The original's datasets are one a domain: NYU indoors, KITTI outdoors.
            LeastBrightness = domain == Domain.Indoor ? 0.75 : 0.9,
            // The range of the picture's head is looked at where labels are written.
            MinDepth = 0,
            MaxDepth = double.PositiveInfinity,
        };
        return OriginalSample.Make(
            sample.Image.Data, sample.Depth, width, height, rules, new CountedDraws(draws));
    }

    private static DatasetException Refused(DepthSample sample, string problem) => new(
        $"{sample.Name}: {problem}; leave augmentation.original out, or this picture");

    private sealed class CountedDraws(Draws draws) : ISampleDraws
    {
        private Draws _draws = draws;

        public double Uniform() => _draws.Uniform();

        public double Between(double least, double most) => _draws.Between(least, most);

        public int Whole(int least, int most) => least + _draws.Below(most - least + 1);
    }
}
