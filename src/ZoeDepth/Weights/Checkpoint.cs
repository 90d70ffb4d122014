namespace ZoeDepth;

/// <summary>The weight files of a model folder.</summary>
internal static partial class Checkpoint
{
    internal const string SingleFile = "model.safetensors";
    private const string IndexFile = SingleFile + ".index.json";

    /// <summary>
    /// Opens the weights of a model folder: <c>model.safetensors</c>, or the shards of
    /// <c>model.safetensors.index.json</c>.
    /// </summary>
    /// <param name="path">the folder, or one of these files</param>
    /// <exception cref="DirectoryNotFoundException">there is no such folder</exception>
    /// <exception cref="FileNotFoundException">there are no weights</exception>
    /// <exception cref="CheckpointException">
    /// the files are damaged, or weights are only there in a format that is not read
    /// </exception>
    public static IWeightSource Open(string path)
    {
        if (File.Exists(path))
            return path.EndsWith(".json", StringComparison.Ordinal)
            ? ShardedSafeTensors.Open(path) : SafeTensorsFile.Open(path);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException(
                $"there is no folder {path}; expected a model folder that holds {SingleFile}");
        if (File.Exists(Path.Combine(path, SingleFile))) return SafeTensorsFile.Open(Path.Combine(path, SingleFile));
        if (File.Exists(Path.Combine(path, IndexFile))) return ShardedSafeTensors.Open(Path.Combine(path, IndexFile));
        if (Directory.EnumerateFiles(path).Select(Path.GetFileName).FirstOrDefault(IsForeign) is { } foreign)
            throw new CheckpointException(CheckpointFault.Unsupported, Path.Combine(path, foreign),
                $"the folder holds no {SingleFile}, and this format is not read: save the model as safetensors " +
                $"(save_pretrained in transformers does)");
        throw new FileNotFoundException(
            $"{path} holds no weights; expected {SingleFile}, or {IndexFile} with its shards",
            Path.Combine(path, SingleFile));
    }

    private static bool IsForeign(string? name) =>
        Path.GetExtension(name) is ".bin" or ".pt" or ".pth" or ".h5" or ".msgpack" or ".onnx" or ".gguf";
}
