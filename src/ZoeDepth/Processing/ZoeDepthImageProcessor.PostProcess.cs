using ZoeDepth.Tensors;

namespace ZoeDepth;

public sealed partial record ZoeDepthImageProcessor
{
    /// <summary>
    /// From the model's depth to depth maps of the pictures' own size: averaged with the mirrored pass, resized
    /// (bicubic, half-pixel centres) to the picture with its border, the border cut off, and resized again where
    /// another size is wanted. Nothing is clamped: the cubic may overshoot at edges, even below 0. Source: transformers
    /// <c>post_process_depth_estimation</c>.
    /// </summary>
    /// <param name="predictedDepth">metres, <c>[image, row, column]</c></param>
    /// <param name="sourceSizes">
    /// the pictures' sizes; null leaves the depth at the model's size, and is only allowed when no padding is to be
    /// removed
    /// </param>
    /// <param name="targetSizes">the sizes wanted at last, or null for the pictures' own</param>
    /// <param name="flipped">the depth of the mirrored pictures, or null</param>
    /// <param name="doRemovePadding">whether the pictures had a border; null: as <see cref="DoPad"/> says</param>
    /// <returns>for each image, metres, <c>[row, column]</c></returns>
    /// <exception cref="ArgumentException">
    /// the shapes or counts do not agree, sizes are missing, or a size is empty
    /// </exception>
    public IReadOnlyList<Tensor> PostProcessDepthEstimation(
        Tensor predictedDepth, IReadOnlyList<ImageSize>? sourceSizes = null,
        IReadOnlyList<ImageSize>? targetSizes = null, Tensor? flipped = null, bool? doRemovePadding = null)
    {
        ArgumentNullException.ThrowIfNull(predictedDepth);
        if (predictedDepth.Shape.Rank != 3)
            throw new ArgumentException($"predicted depth is [image, row, column], but {predictedDepth.Shape} came",
                nameof(predictedDepth));
        var removePadding = doRemovePadding ?? DoPad;
        var images = predictedDepth.Shape[0];
        // The reference's four checks, in its order.
        if (flipped is not null && flipped.Shape != predictedDepth.Shape)
            throw new ArgumentException(
                $"the depth and the flipped depth must have the same shape, but they have {predictedDepth.Shape} " +
                $"and {flipped.Shape}", nameof(flipped));
        if (targetSizes is not null && targetSizes.Count != images)
            throw new ArgumentException(
                $"expected one target size for each of the {images} depth maps, but {targetSizes.Count} came",
                nameof(targetSizes));
        if (sourceSizes is null && removePadding)
            throw new ArgumentException(
                "the padding can only be removed when the source sizes are known; give them, or set doRemovePadding " +
                "to false", nameof(sourceSizes));
        if (sourceSizes is not null && sourceSizes.Count != images)
            throw new ArgumentException(
                $"expected one source size for each of the {images} depth maps, but {sourceSizes.Count} came",
                nameof(sourceSizes));
        CheckNotEmpty(sourceSizes, nameof(sourceSizes));
        CheckNotEmpty(targetSizes, nameof(targetSizes));

        var depth = flipped is null ? predictedDepth : AverageWithMirrored(predictedDepth, flipped);
        var results = new Tensor[images];
        for (var i = 0; i < images; i++)
            results[i] = Restore(depth, i, sourceSizes?[i], removePadding ? ReflectBorder(sourceSizes![i]) : default,
                targetSizes?[i]);
        return results;
    }

    /// <summary>(d + mirror(flipped)) / 2 at the model's size, <c>[image, row, column]</c>.</summary>
    internal static Tensor AverageWithMirrored(Tensor depth, Tensor flipped)
    {
        var result = depth.Pass.New(depth.Shape, "average with mirrored");
        var columns = depth.Shape.Last;
        var a = depth.Values;
        var b = flipped.Values;
        var y = result.Values;
        for (var row = 0; row < y.Length; row += columns)
            for (var x = 0; x < columns; x++) y[row + x] = (a[row + x] + b[row + columns - 1 - x]) / 2;
        return result;
    }

    /// <summary>One depth map at the picture's size, then at the target's.</summary>
    private static Tensor Restore(Tensor depth, int image, ImageSize? source, ImageSize border, ImageSize? target)
    {
        using var frame = depth.Pass.Frame();
        var size = new ImageSize(depth.Shape[1], depth.Shape[2]);
        var map = depth.Pass.New(new Shape(size.Height, size.Width),
            depth.Values.Slice(checked((int)(image * size.Pixels)), (int)size.Pixels));
        if (source is { } own) map = ResizedAndCut(map, own, border, Interpolation.Bicubic, Corners.HalfPixel);
        if (target is { } wanted) map = ResizedAndCut(map, wanted, default, Interpolation.Bicubic, Corners.HalfPixel);
        return frame.Keep(map);
    }

    /// <summary>
    /// A map <c>[row, column]</c> at <paramref name="size"/> plus the border on each side, without the border, which is
    /// never computed.
    /// </summary>
    internal static Tensor ResizedAndCut(Tensor map, ImageSize size, ImageSize border, Interpolation interpolation,
        Corners corners)
    {
        var grid = ImageGrid.Inside(
            (map.Shape[0], map.Shape[1]), (size.Height, size.Width), (border.Height, border.Width), interpolation,
            corners);
        return Operations.Resize(map.Reshape(1, map.Shape[0], map.Shape[1], 1), grid).Reshape(size.Height, size.Width);
    }

    private static void CheckNotEmpty(IReadOnlyList<ImageSize>? sizes, string parameter)
    {
        foreach (var size in sizes ?? [])
        {
            if (size.Height < 1 || size.Width < 1)
                throw new ArgumentException(
                    $"a depth map has at least one row and one column, but a size of {size.Height} rows and " +
                    $"{size.Width} columns came", parameter);
        }
    }
}
