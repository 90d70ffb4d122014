using ZoeDepth.Original;
using ZoeDepth.PyTorch;

namespace ZoeDepth.Hub.Checkpoints;

/// <summary>Whether a file is a whole checkpoint of the research code.</summary>
internal static class CheckpointSoundness
{
    /// <summary>What is wrong with it; null when every tensor's checksum is right.</summary>
    public static string? Problem(string file)
    {
        try
        {
            using var weights = StateDict.Of(PyTorchFile.Open(file));
            if (!OriginalDialect.IsSpokenBy(weights)) return "its tensors are not those of a ZoeDepth";
            weights.Verify([.. weights.Keys]);
            return null;
        }
        catch (CheckpointException error)
        {
            // The message begins with the name of the unfinished file.
            return error.Message.Replace($"{file}: ", "", StringComparison.Ordinal);
        }
    }
}
