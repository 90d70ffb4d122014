using System.Globalization;

namespace ZoeDepth.Hub;

/// <summary>Whether a file fits on the disk, asked before it is fetched.</summary>
internal static class DiskSpace
{
    /// <summary>Refuses a file the disk has no room for.</summary>
    /// <param name="folder">a folder on that disk</param>
    /// <param name="size">bytes of the file</param>
    /// <param name="partial">what of it is there already</param>
    /// <param name="name">what it is called, for the message</param>
    /// <exception cref="HubException">it does not fit</exception>
    public static void Require(string folder, long size, string partial, string name)
    {
        var missing = size - (new FileInfo(partial) is { Exists: true } there ? Math.Min(size, there.Length) : 0);
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            // A share without a drive: its own error comes when it is full.
            return;
        }
        if (missing > free)
            throw new HubException(HubFault.TooLarge, string.Create(CultureInfo.InvariantCulture,
                $"{name} needs {missing / 1e6:N0} MB more, but the disk of {folder} has {free / 1e6:N0} MB free. " +
                $"Free space, or name a cache on another disk with HF_HOME"));
    }
}
