using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// The weights of the exported graph, which lie outside of it: <c>weights.json</c> says where in <c>weights.bin</c>
/// each stands, and the checkpoint key its numbers follow from (<see cref="RecipeWeights"/>).
/// </summary>
internal static class PeerWeights
{
    /// <summary><c>peer-weights FOLDER</c>: writes <c>weights.bin</c>, 1.4 GB, beside <c>weights.json</c>.</summary>
    public static unsafe int Write(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "weights.json")));
        using var recipe = new RecipeWeights();
        var (target, partial) = (Path.Combine(folder, "weights.bin"), Path.Combine(folder, "weights.bin.partial"));
        using (var file = File.Create(partial))
        {
            file.SetLength(document.RootElement.GetProperty("bytes").GetInt64());
            foreach (var tensor in document.RootElement.GetProperty("tensors").EnumerateArray())
            {
                int[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];
                var found = recipe.Find(tensor.GetProperty("key").GetString()!, new Shape(shape))!;
                using var lease = found.Values.Open();
                file.Position = tensor.GetProperty("offset").GetInt64();
                var numbers = new ReadOnlySpan<float>(lease.Pointer, checked((int)new Shape(shape).Count));
                if (tensor.GetProperty("transposed").GetBoolean()) numbers = Transposed(numbers, shape[0], shape[1]);
                file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers));
            }
        }
        File.Move(partial, target, overwrite: true);
        return 0;
    }

    private static float[] Transposed(ReadOnlySpan<float> numbers, int rows, int columns)
    {
        var turned = new float[numbers.Length];
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++) turned[(c * rows) + r] = numbers[(r * columns) + c];
        return turned;
    }
}
