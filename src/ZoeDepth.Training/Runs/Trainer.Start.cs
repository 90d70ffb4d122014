using ZoeDepth.Data;
using ZoeDepth.Pretrained;

namespace ZoeDepth.Training;

/// <remarks>What happens before the first step.</remarks>
public sealed partial class Trainer
{
    /// <summary>The datasets the run learns from that have an end, to look at before it begins.</summary>
    public IReadOnlyList<IDepthDataset> Datasets =>
        [.. _pictures.Where(picture => picture.Stride == 0).Select(picture => picture.Dataset).Distinct()];

    private static (ZoeDepthForDepthEstimation Model,
        ZoeDepthImageProcessor Processor) StartOf(TrainingRecipe recipe)
    {
        if (recipe.Start is { } start)
        {
            return (ZoeDepthForDepthEstimation.FromConfig(ZoeDepthConfig.FromPretrained(start.Config), start.Seed,
                start.Initialization == "original" ? WeightInitialization.Original
                    : WeightInitialization.Transformers), new ZoeDepthImageProcessor());
        }
        var files = ModelFiles.Open(recipe.Model!);
        return (ZoeDepthForDepthEstimation.FromSource(files.Config, files.Source), files.Processor);
    }

    /// <summary>
    /// Metres depend on how many pixels the network sees: a model that is asked at a size it did not learn at answers
    /// too near or too far.
    /// </summary>
    private void NoteSize()
    {
        var (rows, columns) = _recipe.Export.Size is { } size
            ? RecipeFile.Size(size) : (_processor.Size.Height, _processor.Size.Width);
        var learnt = _recipe.Sizes.Select(RecipeFile.Size).Select(each => (long)each.Rows * each.Columns).ToList();
        var asked = (long)rows * columns;
        if (asked >= learnt.Min() && asked <= learnt.Max()) return;
        _report.Note($"the model will be asked at {rows}x{columns}, outside of the sizes it learns at " +
            $"({string.Join(", ", _recipe.Sizes)}), and metres depend on the size; name one of them in export.size");
    }

    /// <summary>Says which file is in the way before hours are spent on a run that cannot be kept.</summary>
    private static void RequireFolder(string path)
    {
        for (var folder = Path.GetFullPath(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
                throw new RecipeException(
                    $"out is {path}, but {folder} is a file; choose a folder for the run, or move the file away");
        }
    }

    private void SetInitialDepth(CancellationToken cancellation)
    {
        if (IsRelative) HeadStart.SetRelative(_model);
        else HeadStart.Set(_model, DepthsOfHeads(cancellation));
        _average?.Restart();
    }

    /// <summary>ln of depths of the first batches, by head.</summary>
    private List<float>[] DepthsOfHeads(CancellationToken cancellation)
    {
        const int Batches = 24;
        var depths = _model.Config.BinConfigurations.Select(_ => new List<float>()).ToArray();
        var plan = Plan(0);
        var batch = new Batch();
        for (var i = 0; i < Batches; i++)
        {
            var planned = plan.Next();
            batch.Begin(planned, 4 * _recipe.LabelStride);
            _work.For(planned.Pictures.Length, slot =>
            {
                var picture = planned.Pictures[slot];
                var sample = picture.Dataset.Load(picture.Index, cancellation);
                _loader.Fill(batch, slot, picture, sample,
                    PictureView.Plain(sample.Image.Width, sample.Image.Height, planned.Rows, planned.Columns));
            });
            Span<float> labels = batch.LabelsOf(0, batch.Count), weights = batch.WeightsOf(0, batch.Count);
            // Heads that are told no domain shall not learn one here.
            var heads = depths.Length > 1 && _recipe.Heads != "auto" ? [depths[(int)batch.Domain]] : depths;
            for (var j = 0; j < labels.Length; j++)
            {
                if (weights[j] != 1) continue;
                foreach (var head in heads) head.Add(labels[j]);
            }
        }
        return depths;
    }

    private Validator? ValidatorOf(LabelRules rules)
    {
        if (_recipe.Validation is not { } validation) return null;
        var pictures = new PictureSet(_options.World, isRelative: false, _report.Note).Open(validation.Data);
        // Relative depth is judged in metres too, after alignment, whatever camera the picture has.
        var judging = IsRelative
            ? rules with { IsRelative = false, CanonicalFocal = null }
            : rules with { AssumedFieldOfView = _model.Config.AssumedFieldOfView };
        return new Validator(validation, _recipe, pictures, judging, _work);
    }

    private static LabelRules Rules(ZoeDepthConfig config, ZoeDepthImageProcessor processor, TrainingRecipe recipe)
    {
        var bins = config.BinConfigurations;
        var ranges = new[] { Domain.Indoor, Domain.Outdoor }.Select(domain => bins[bins.Count > 1 ? (int)domain : 0])
            .Select(b => (b.MinDepth, b.MaxDepth));
        return new(processor.ImageMean, processor.ImageStd, config.CanonicalFocalLength, null, [.. ranges],
            recipe.Losses.Far, recipe.Objective == "relative");
    }
}
