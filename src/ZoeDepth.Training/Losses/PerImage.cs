using ZoeDepth.Tensors;
using static ZoeDepth.Tensors.Operations;

namespace ZoeDepth.Training;

/// <summary>Numbers of images that meet the pixels of images, <c>[image, pixel]</c>.</summary>
internal static class PerImage
{
    /// <summary>maps <c>[image, row, column]</c> → <c>[image, pixel]</c></summary>
    public static Tensor Flat(Tensor maps) => maps.Reshape(maps.Shape[0], maps.Shape[1] * maps.Shape[2]);

    /// <summary>One number for each image, <c>[image]</c>, at each of its pixels, <c>[image, pixel]</c>.</summary>
    public static Tensor Spread(Tensor numbers, int pixels)
    {
        var images = checked((int)numbers.Shape.Count);
        int[] index = [.. Enumerable.Range(0, images * pixels).Select(i => i / pixels)];
        return IndexSelect(numbers.Reshape(images, 1), index).Reshape(images, pixels);
    }

    /// <summary>Weights of 0 and 1 in the pass of a tensor, <c>[image, pixel]</c>.</summary>
    public static Tensor Weights(Pass pass, bool[] mask, int images) =>
        pass.New(new Shape(images, mask.Length / images), Array.ConvertAll(mask, valid => valid ? 1f : 0));
}
