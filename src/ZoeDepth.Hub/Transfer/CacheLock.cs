namespace ZoeDepth.Hub;

/// <summary>
/// A lock between processes: a file that one of them holds open alone. On Unix .NET's sharing is <c>flock</c>, which
/// huggingface_hub's lock files use as well, so Python and we wait for one another.
/// </summary>
internal sealed class CacheLock : IDisposable
{
    private const int WouldBlock = 11, WouldBlockOnApple = 35, SharingOnWindows = 32, LockOnWindows = 33;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">its file; it stays when the lock is given back</param>
    /// <param name="waits">told once when somebody else holds it</param>
    /// <param name="cancellation">ends the wait</param>
    /// <exception cref="HubException">the file cannot be made</exception>
    public static async Task<CacheLock> TakeAsync(string path, Action waits, CancellationToken cancellation)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new CacheLock(
                    new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException error) when (IsHeld(error))
            {
                if (isFirst) waits();
                await Task.Delay(BetweenLooks, cancellation).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw WriteFault.Of(path, error);
            }
        }
    }

    /// <summary>Whether a file cannot be opened because somebody else has it open.</summary>
    public static bool IsHeld(IOException error) =>
        error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
        && (error.HResult & 0xffff) is WouldBlock or WouldBlockOnApple or SharingOnWindows or LockOnWindows;

    /// <summary>Gives it back.</summary>
    public void Dispose() => _file.Dispose();
}
