using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>
/// What relative pre-training makes small: the trimmed scale-and-shift-invariant error of inverse depth and gradient
/// matching (MiDaS, arXiv 1907.01341). Pictures whose labels say nothing (too few, or all alike) are left out of a
/// batch.
/// </summary>
internal sealed class RelativeObjective(LossRecipe recipe)
{
    // Two unknowns are fitted to each picture; of fewer labels than these nothing is left to learn from.
    private const int FewestLabels = 16;

    private readonly RelativeLoss _loss = new()
    {
        Alignment = recipe.Alignment == "robust" ? RelativeAlignment.Robust : RelativeAlignment.LeastSquares,
        Trim = recipe.Trim,
        Scales = recipe.Scales,
        Alpha = recipe.Gradient,
    };

    /// <summary>The loss of what a model said.</summary>
    /// <param name="disparity">inverse depth in any unit and at any size, <c>[image, row, column]</c></param>
    /// <param name="labels">inverse depth in any unit, <c>[image, row, column]</c>, row-major</param>
    /// <param name="weights">above 0 where a label counts, same shape</param>
    /// <param name="shape">that shape</param>
    /// <returns>the loss, one number <c>[]</c>, and its parts; null when no picture has labels to learn from</returns>
    public (Tensor Loss, LossParts Parts)? Of(
        Tensor disparity, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Shape shape)
    {
        var (images, pixels) = (shape[0], shape[1] * shape[2]);
        var (target, mask, used) = (new List<float>(), new List<bool>(), new List<int>());
        for (var image = 0; image < images; image++)
        {
            var (values, valid) = (labels.Slice(image * pixels, pixels).ToArray(), new bool[pixels]);
            for (var i = 0; i < pixels; i++) valid[i] = weights[(image * pixels) + i] > 0;
            if (!Normalise(values, valid)) continue;
            target.AddRange(values);
            mask.AddRange(valid);
            used.Add(image);
        }
        if (used.Count == 0) return null;
        var pass = disparity.Pass;
        using var frame = pass.Frame();
        var maps = disparity.Shape == shape ? disparity : DepthMaps.Resized(disparity, shape[1], shape[2]);
        if (used.Count < images) maps = IndexSelect(PerImage.Flat(maps), [.. used]);
        var part = new Shape(used.Count, shape[1], shape[2]);
        maps = Centred(maps.Reshape(part.ToArray()));
        var found = _loss.Of(maps, pass.New(part, target.ToArray()), [.. mask]);
        var (total, data, gradients) = (found.Loss.Values[0], found.Data.Values[0], found.Gradients.Values[0]);
        return (frame.Keep(found.Loss), new(total, 0, gradients, 0, data));
    }

    /// <summary>
    /// Each picture less its mean, which is taken as a given: whatever is added to a picture changes nothing of the
    /// loss, but the normal equations of least squares lose their digits where the mean is much larger than what
    /// varies.
    /// </summary>
    private static Tensor Centred(Tensor maps)
    {
        var (images, pixels) = (maps.Shape[0], maps.Shape[1] * maps.Shape[2]);
        var means = new float[images * pixels];
        for (var image = 0; image < images; image++)
        {
            var sum = 0.0;
            foreach (var value in maps.Values.Slice(image * pixels, pixels)) sum += value;
            Array.Fill(means, (float)(sum / pixels), image * pixels, pixels);
        }
        return Subtract(maps, maps.Pass.New(maps.Shape, means));
    }

    /// <summary>
    /// Brings labels of any unit to median 0 and mean deviation 1, so that pictures count alike whatever their unit is;
    /// false where they say nothing.
    /// </summary>
    private static bool Normalise(float[] values, bool[] valid)
    {
        var known = values.Where((_, i) => valid[i]).Order().ToArray();
        if (known.Length < FewestLabels) return false;
        double median = known[(known.Length - 1) / 2], deviation = known.Average(value => Math.Abs(value - median));
        if (!(deviation > 1e-6 * Math.Max(Math.Abs(median), 1e-6))) return false;
        for (var i = 0; i < values.Length; i++) values[i] = valid[i] ? (float)((values[i] - median) / deviation) : 0;
        return true;
    }
}
