namespace ZoeDepth.Hub;

/// <summary>The cache cannot be written to.</summary>
internal static class WriteFault
{
    /// <summary>Says so.</summary>
    public static HubException Of(string path, Exception error) => new(HubFault.CannotWrite,
        $"cannot write {path}: {error.Message.TrimEnd('.')}. Free space or correct the rights there, or name another " +
        "cache with HF_HOME; what has been downloaded is kept, and the same command goes on from it", error);

    /// <summary>Runs what writes.</summary>
    /// <exception cref="HubException">it cannot</exception>
    public static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not HubException)
        {
            throw Of(path, error);
        }
    }
}
