using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZoeDepth.Data;

namespace ZoeDepth.Training;

/// <summary>Recipes as text: read, checked, compared.</summary>
public static class RecipeFile
{
    // What may change while a run is under way without making it another run. A checkpoint holds floats whatever the
    // precision.
    private static readonly string[] FreeToChange = ["out", "precision", "checkpoint", "validation", "export"];

    /// <summary>Reads a recipe and checks it.</summary>
    /// <param name="path">a JSON file; comments and trailing commas are allowed</param>
    /// <exception cref="RecipeException">it is no recipe; the text names the field</exception>
    /// <exception cref="IOException">it cannot be read</exception>
    public static TrainingRecipe Read(string path)
    {
        try
        {
            var recipe = Parse(File.ReadAllText(path));
            Check(recipe);
            return recipe;
        }
        catch (Exception error) when (error is JsonException or RecipeException)
        {
            throw new RecipeException($"{path}: {InWordsOfRecipes(error.Message)}", error);
        }
    }

    /// <summary>What .NET says of fields that are missing names a type of this library.</summary>
    private static string InWordsOfRecipes(string message)
    {
        const string Missing = "was missing required properties including: ";
        var at = message.IndexOf(Missing, StringComparison.Ordinal);
        return at < 0 ? message : $"these fields are missing: {message[(at + Missing.Length)..].TrimEnd('.')}; " +
            "docs/training.md explains every field";
    }

    /// <summary>Reads the text of a recipe; nothing but its form is checked.</summary>
    /// <exception cref="JsonException">it has another form</exception>
    internal static TrainingRecipe Parse(string json) =>
        JsonSerializer.Deserialize(json, RecipeContext.Default.TrainingRecipe)
        ?? throw new RecipeException("the file holds null; expected a recipe");

    /// <summary>The text of a recipe with every field.</summary>
    public static string Write(TrainingRecipe recipe) =>
        JsonSerializer.Serialize(recipe, RecipeContext.Default.TrainingRecipe);

    /// <summary>Rows and columns of "128x160".</summary>
    /// <exception cref="RecipeException">it is no size that a network takes</exception>
    internal static (int Rows, int Columns) Size(string text)
    {
        const int Multiple = 32, Most = 4096;
        if (Sides(text) is { Rows: >= Multiple and <= Most, Columns: >= Multiple and <= Most } sides
            && sides.Rows % Multiple == 0 && sides.Columns % Multiple == 0) return sides;
        throw new RecipeException(
            $"a size is rows x columns, each a multiple of 32 to 4096, such as \"128x160\", but \"{text}\" came");
    }

    /// <summary>Rows and columns of a picture, "96x128".</summary>
    /// <exception cref="RecipeException">it is no size of a picture</exception>
    internal static (int Rows, int Columns) PictureSize(string text)
    {
        const int Least = 16, Most = 4096;
        return Sides(text) is { Rows: >= Least and <= Most, Columns: >= Least and <= Most } sides
            ? sides
            : throw new RecipeException(
                $"the size of a picture is rows x columns, each {Least} to {Most}, such as \"96x128\", but " +
                $"\"{text}\" came");
    }

    private static (int Rows, int Columns)? Sides(string text) => text.Split('x') is [var rowText, var columnText]
        && int.TryParse(rowText, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
        && int.TryParse(columnText, NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            ? (rows, columns)
            : null;

    /// <summary>The first field in which two recipes make another run; null when they make the same.</summary>
    internal static string? Difference(TrainingRecipe a, TrainingRecipe b)
    {
        var (x, y) = (JsonNode.Parse(Write(a))!.AsObject(), JsonNode.Parse(Write(b))!.AsObject());
        return x.Select(field => field.Key)
            .FirstOrDefault(key => !FreeToChange.Contains(key) && !JsonNode.DeepEquals(x[key], y[key]));
    }

    /// <summary>Looks at every value.</summary>
    /// <exception cref="RecipeException">names the field, what was expected, and what came</exception>
    internal static void Check(TrainingRecipe r)
    {
        Require(r.Model is null != r.Start is null, "model", "the folder of a model, or else there is start",
            r.Model is null ? "neither" : "both");
        if (r.Start is { } start) OneOf("start.initialization", start.Initialization, "transformers", "original");
        Require(r.Data.Count > 0, "data", "at least one source", "none");
        Require(r.Batch is >= 1 and <= 4096, "batch", "1 to 4096", r.Batch);
        Require(r.MicroBatch is null || (r.MicroBatch >= 1 && r.Batch % r.MicroBatch == 0), "microBatch",
            $"a divisor of batch, {r.Batch}", r.MicroBatch);
        OneOf("precision", r.Precision, "float32", "bfloat16");
        Require(r.Sizes.Count > 0, "sizes", "at least one size", "none");
        foreach (var size in r.Sizes) Size(size);
        Require(r.LabelStride is 1 or 2 or 4 or 8, "labelStride", "1, 2, 4 or 8", r.LabelStride);
        Require(r.Average is >= 0 and < 1, "average", "0 to below 1", r.Average);
        OneOf("objective", r.Objective, "metric", "relative");
        OneOf("heads", r.Heads, "labelled", "voted", "auto");
        Require(r.Heads != "auto" || r.Losses.Domain == 0, "losses.domain",
            "0 where heads is \"auto\": its router is told no domain", r.Losses.Domain);
        OneOf("schedule.kind", r.Schedule.Kind, "cosine", "oneCycle");
        OneOf("optimizer.decays", r.Optimizer.Decays, "all", "matrices");
        OneOf("export.type", r.Export.Type, "float32", "float16");
        if (r.Export.Size is { } exported) Size(exported);
        if (r.Validation?.Size is { } validated) Size(validated);
        if (r.Features is { } features)
        {
            Require(features.Views is >= 1 and <= 1000, "features.views", "1 to 1000", features.Views);
            Require(features.Remembered is >= 0 and <= 1 << 20, "features.remembered", "0 to 1048576 megabytes",
                features.Remembered);
            Require(r.Sizes.Count == 1, "sizes", "one size where there are features", r.Sizes.Count);
            Require(r.Objective == "metric" && r.Heads != "auto", "features",
                "for heads that are labelled or voted and learn metres",
                r.Objective == "metric" ? r.Heads : r.Objective);
            Require(r.Data.All(source => source is not { World: not null, Count: null }), "data.world",
                "of a count where there are features", "one without end");
        }
        foreach (var source in r.Data.Concat(r.Validation?.Data ?? []))
        {
            CheckData(source);
        }
        foreach (var (name, share) in r.Domains ?? new Dictionary<string, double>())
        {
            OneOf("domains", name, "indoor", "outdoor");
            Require(share >= 0 && double.IsFinite(share), $"domains.{name}", "0 or more", share);
        }
        CheckLearning(r);
    }

    private static void CheckData(DataRecipe d)
    {
        object?[] sources = [d.Manifest, d.World, d.Nyu, d.Kitti];
        var named = sources.Count(source => source is not null);
        Require(named == 1, "data", "one of manifest, world, nyu and kitti", named == 0 ? "none" : "several");
        OneOf("data.missing", d.Missing, "far", "unknown");
        Require(IsWeight(d.Weight) && d.Families.Values.All(IsWeight), "data.weight", "0 to 1000", d.Weight);
        Require(d.Count is null or >= 1, "data.count", "1 or more", d.Count);
        Require(d.Skip >= 0, "data.skip", "0 or more", d.Skip);
        Require(!d.SkipBadLines || d.Manifest is not null, "data.skipBadLines", "for a manifest", "another source");
        Require(d.Split is null || d.Manifest is not null, "data.split", "for a manifest", "another source");
        Require(d.Split is not "", "data.split", "a word of the manifest, or left out", "\"\"");
        if (d.World is not { } world) return;
        Require(d.Families.Count == 0, "data.families", "for a manifest; a world has world.families", "a world");
        OneOf("data.world.kind", world.Kind, [.. DepthKinds.ByName.Keys]);
        Require(world.Sizes.Count > 0, "data.world.sizes", "at least one size", "none");
        _ = world.RowsAndColumns;
        Require(world.Round is >= 1 and <= 1_000_000, "data.world.round", "1 to 1000000", world.Round);
        Require(world.Remembered is >= 0 and <= 1 << 20, "data.world.remembered", "0 to 1048576 megabytes",
            world.Remembered);
        Require(world.Families is null
            || (world.Families.Count > 0 && world.Families.Values.All(weight => weight > 0 && IsWeight(weight))),
            "data.world.families", "families with weights above 0, to 1000", "others");

        static bool IsWeight(double weight) => weight is >= 0 and <= 1000;
    }

    private static void CheckLearning(TrainingRecipe r)
    {
        var (o, l, s) = (r.Optimizer, r.Losses, r.Schedule);
        CheckAugmentation(r);
        Require(l.SiLog > 0, "losses.siLog", "above 0", l.SiLog);
        Require(l.Beta is > 0 and <= 1, "losses.beta", "above 0, to 1", l.Beta);
        Require(l.AbsRel >= 0, "losses.absRel", "0 or more", l.AbsRel);
        Require(l.Gradient >= 0, "losses.gradient", "0 or more", l.Gradient);
        Require(l.Scales is >= 1 and <= 8, "losses.scales", "1 to 8", l.Scales);
        Require(l.Domain >= 0, "losses.domain", "0 or more", l.Domain);
        Require(l.Trim is >= 0 and < 1, "losses.trim", "0 to below 1", l.Trim);
        OneOf("losses.alignment", l.Alignment, "robust", "leastSquares");
        Require(l.Far is >= 0 and <= 1, "losses.far", "0 to 1", l.Far);
        Require(o.Rate > 0, "optimizer.rate", "above 0", o.Rate);
        Require(o.Beta1 is >= 0 and < 1, "optimizer.beta1", "0 to below 1", o.Beta1);
        Require(o.Beta2 is >= 0 and < 1, "optimizer.beta2", "0 to below 1", o.Beta2);
        Require(o.Epsilon > 0, "optimizer.epsilon", "above 0", o.Epsilon);
        Require(o.WeightDecay >= 0, "optimizer.weightDecay", "0 or more", o.WeightDecay);
        Require(o.Clip >= 0, "optimizer.clip", "0 or more", o.Clip);
        Require(o.Groups.All(group => group.Rate >= 0 && group.WeightDecay is null or >= 0), "optimizer.groups",
            "rates and decays of 0 or more", "less");
        Require(s.Steps is null or >= 1, "schedule.steps", "1 or more", s.Steps);
        Require(s.WarmUp >= 0, "schedule.warmUp", "0 or more", s.WarmUp);
        Require(s.Floor is >= 0 and <= 1, "schedule.floor", "0 to 1", s.Floor);
        Require(s.PctStart is > 0 and < 1, "schedule.pctStart", "above 0, below 1", s.PctStart);
        Require(s.DivFactor > 0 && s.FinalDivFactor > 0, "schedule.divFactor", "above 0", s.DivFactor);
        Require(r.Checkpoint.Minutes > 0, "checkpoint.minutes", "above 0", r.Checkpoint.Minutes);
        Require(r.Checkpoint.Steps is null or >= 1, "checkpoint.steps", "1 or more", r.Checkpoint.Steps);
        Require(r.Validation is null or { Steps: >= 1, Data.Count: >= 1 }, "validation", "steps of 1 or more and data",
            "less");
    }

    private static void CheckAugmentation(TrainingRecipe r)
    {
        var a = r.Augmentation;
        Require(a.Crop is > 0 and <= 1, "augmentation.crop", "above 0, to 1", a.Crop);
        Require(a.Aspect is >= 0 and <= 0.5, "augmentation.aspect", "0 to 0.5", a.Aspect);
        foreach (var (field, share) in new[]
        {
            ("flip", a.Flip), ("colour", a.Colour), ("antialias", a.Antialias), ("channels", a.Channels),
            ("shading", a.Shading), ("blur", a.Blur), ("downscale", a.Downscale), ("jpeg", a.Jpeg),
            ("cutOut", a.CutOut),
        })
        {
            Require(share is >= 0 and <= 1, $"augmentation.{field}", "0 to 1", share);
        }
        if (a.Original is not { } original) return;
        Require(a with { Original = null } == new AugmentationRecipe(), "augmentation.original",
            "instead of the other fields of augmentation", "both");
        Require(r.Objective == "metric", "augmentation.original", "for metres", r.Objective);
        Require(r.Data.All(source => source.Missing == "unknown"), "data.missing",
            "\"unknown\" where there is augmentation.original: what comes in at its edges is no sky", "\"far\"");
        Require(original.Degrees is >= 0 and <= 180, "augmentation.original.degrees", "0 to 180", original.Degrees);
        Require(original.TranslateProbability is >= 0 and <= 1, "augmentation.original.translateProbability",
            "0 to 1", original.TranslateProbability);
        Require(original.MaxTranslation is >= 0 and <= 4096, "augmentation.original.maxTranslation", "0 to 4096",
            original.MaxTranslation);
        if (original.RandomCrop is { } crop) PictureSize(crop);
    }

    private static void OneOf(string field, string came, params string[] words) =>
        Require(words.Contains(came), field, string.Join(" or ", words.Select(word => $"\"{word}\"")), $"\"{came}\"");

    private static void Require(bool holds, string field, string expected, object? came)
    {
        if (!holds) throw new RecipeException(FormattableString.Invariant($"{field} is {expected}, but {came} came"));
    }
}
