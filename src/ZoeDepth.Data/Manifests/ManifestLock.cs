using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Data.Manifests;

/// <summary>
/// A file beside a manifest that is written line by line. Its holder is the only writer; readers need not ask, and see
/// by it that a last line without an end is not written yet. A writer that was ended by force leaves the file, and the
/// next takes it over.
/// </summary>
internal static class ManifestLock
{
    /// <summary>Becomes the manifest's writer, until the stream is disposed.</summary>
    /// <exception cref="IOException">somebody else is, or the file cannot be made</exception>
    public static FileStream Take(string manifest)
    {
        try
        {
            return LockFile.Take(manifest);
        }
        catch (IOException error)
        {
            throw new IOException(
                $"cannot become the writer of {manifest}: {error.Message} If another run writes this dataset, let it " +
                "finish, or name another folder", error);
        }
    }

    /// <summary>Whether the manifest is being written, or its writer was ended by force.</summary>
    public static bool IsTaken(string manifest) => LockFile.IsTaken(manifest);
}
