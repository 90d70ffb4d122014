using System.Text;

namespace ZoeDepth;

/// <summary>Names files that are often found where a weight file should be.</summary>
internal static class UntrustedFile
{
    /// <summary>What the first bytes say the file is, and what to do about it; null when they say nothing.</summary>
    public static string? Recognise(ReadOnlySpan<byte> start)
    {
        var text = Encoding.ASCII.GetString(start).TrimStart().ToUpperInvariant();
        if (text.StartsWith("<!DOCTYPE", StringComparison.Ordinal)
            || text.StartsWith("<HTML", StringComparison.Ordinal))
            return "it is an HTML page: the download met a login or error page instead of the file; download it again";
        if (text.StartsWith("VERSION ", StringComparison.Ordinal))
            return "it is a Git LFS pointer, not the file itself: run `git lfs pull` in its folder, or download the " +
                "file";
        if (start.StartsWith("PK\x03\x04"u8))
            return "it is a zip archive, as PyTorch checkpoints are: give it the ending .pt, .pth or .bin";
        if (start.Length > 1 && start[0] == 0x80 && start[1] <= 5)
            return "it is a Python pickle, as old PyTorch checkpoints are: give it the ending .pt, .pth or .bin";
        if (start.Length > 1 && start[0] == 0x89 && start[1..].StartsWith("HDF"u8))
            return "it is an HDF5 file, as Keras writes: save the model as safetensors";
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || (start.Length > 1 && start[0] == 0x89 && start[1..].StartsWith("PNG"u8)))
            return "it is a photograph, not a model";
        return start.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? null : $"it is a text, '{Encoding.ASCII.GetString(start)}': download the file again";
    }
}
