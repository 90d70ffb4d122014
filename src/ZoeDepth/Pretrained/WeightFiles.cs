using ZoeDepth.Cache;
using ZoeDepth.PyTorch;

namespace ZoeDepth.Pretrained;

/// <summary>The weight files that people have: those of a model folder, or one by itself.</summary>
internal static class WeightFiles
{
    private static readonly string[] PyTorchEndings = [".pt", ".pth", ".bin"];

    /// <summary>
    /// Opens weights. Of a folder: <c>model.safetensors</c> or its shards, <c>pytorch_model.bin</c> or its shards, or
    /// the only checkpoint of PyTorch there. What kind a file is, its first bytes say.
    /// </summary>
    /// <param name="path">the folder, or a file</param>
    /// <exception cref="DirectoryNotFoundException">there is no such folder</exception>
    /// <exception cref="FileNotFoundException">there are no weights</exception>
    /// <exception cref="CheckpointException">the files are damaged, or of a kind that is not read</exception>
    public static IWeightSource Open(string path)
    {
        if (File.Exists(path)) return OpenFile(path);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException(
                $"there is no folder {path}; expected a model folder that holds {Checkpoint.SingleFile}");
        foreach (var name in ModelFileNames.Weights)
            if (File.Exists(Path.Combine(path, name))) return OpenFile(Path.Combine(path, name));
        string[] checkpoints = [.. Directory.EnumerateFiles(path).Where(IsPyTorch).Order(StringComparer.Ordinal)];
        if (checkpoints.Length == 1) return OpenFile(checkpoints[0]);
        if (checkpoints.Length > 1)
            throw new CheckpointException(CheckpointFault.Unsupported, path,
                $"the folder holds several checkpoints ({Path.GetFileName(checkpoints[0])}, " +
                $"{Path.GetFileName(checkpoints[1])}); name one of them");
        if (Directory.EnumerateFiles(path).FirstOrDefault(IsForeign) is { } foreign)
            throw new CheckpointException(CheckpointFault.Unsupported, foreign,
                $"the folder holds no {Checkpoint.SingleFile}, and this format is not read: save the model as " +
                "safetensors (save_pretrained in transformers does)");
        throw new FileNotFoundException(
            $"{path} holds no weights; expected {Checkpoint.SingleFile}, {ModelFileNames.PyTorch}, or an index of " +
            "either with its shards", Path.Combine(path, Checkpoint.SingleFile));
    }

    /// <summary>Whether a file is called like a checkpoint of PyTorch.</summary>
    public static bool IsPyTorch(string path) =>
        PyTorchEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static IWeightSource OpenFile(string path)
    {
        if (Path.GetFileName(path) is ModelFileNames.Config or ModelFileNames.Processor)
            throw new CheckpointException(CheckpointFault.Unsupported, path,
                "it holds settings and no weights; name the folder it lies in");
        if (path.EndsWith(".json", StringComparison.Ordinal))
            return Path.GetFileName(path).Contains(".bin.", StringComparison.Ordinal)
                ? ShardedWeights<StateDict>.Open(path, OpenState)
                : ShardedWeights<SafeTensorsFile>.Open(path, SafeTensorsFile.Open);
        var start = new byte[512];
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0))
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (PyTorchFile.Recognises(start)) return OpenState(path);
        return IsPyTorch(path) && !IsSafeTensors(start) ? OpenState(path) : SafeTensorsFile.Open(path);
    }

    private static StateDict OpenState(string path) => StateDict.Of(PyTorchFile.Open(path));

    /// <summary>A header of sensible length that begins like one: its name may be wrong.</summary>
    private static bool IsSafeTensors(ReadOnlySpan<byte> start) => start.Length > 8 && start[8] == '{' && start[5] == 0;

    private static bool IsForeign(string path) => Path.GetExtension(path) is ".h5" or ".msgpack" or ".onnx" or ".gguf";
}
