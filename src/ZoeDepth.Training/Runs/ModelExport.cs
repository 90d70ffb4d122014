using System.Runtime.InteropServices;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training;

/// <summary>A trained model as an ordinary model folder.</summary>
internal static class ModelExport
{
    /// <summary>
    /// Writes config.json, the weights and preprocessor_config.json; each file is whole or as it was.
    /// </summary>
    /// <param name="folder">made if need be</param>
    /// <param name="model">the model, with the weights that are to be written</param>
    /// <param name="processor">how pictures enter it</param>
    /// <param name="recipe">number type and size</param>
    /// <exception cref="IOException">the folder cannot be written</exception>
    public static void Save(string folder, ZoeDepthForDepthEstimation model, ZoeDepthImageProcessor processor,
        ExportRecipe recipe)
    {
        if (recipe.Size is { } size)
        {
            var (rows, columns) = RecipeFile.Size(size);
            processor = processor with { Size = new ImageSize(rows, columns) };
        }
        var isHalf = recipe.Type == "float16";
        if (!isHalf)
        {
            model.SavePretrained(folder);
        }
        else
        {
            var config = model.Config with { Architectures = ["ZoeDepthForDepthEstimation"], Dtype = "float16",
                InferencePrecision = null };
            Checkpoint.Save(folder, model.Parameters.SelectMany(Checkpoint.WithBatchCount).Select(Half), long.MaxValue,
                config.ToJson());
        }
        processor.SavePretrained(folder);
    }

    private static WritableTensor Half(WritableTensor tensor)
    {
        if (tensor.DataType != TensorDataType.F32) return tensor;
        using var single = new MemoryStream();
        tensor.Write(single);
        var halves = Array.ConvertAll(MemoryMarshal.Cast<byte, float>(single.ToArray()).ToArray(),
            number => (Half)number);
        return WritableTensor.Of(tensor.Name, TensorDataType.F16, tensor.Shape,
            MemoryMarshal.AsBytes(halves.AsSpan()).ToArray());
    }
}
