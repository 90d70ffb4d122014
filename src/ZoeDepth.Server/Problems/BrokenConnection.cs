using Microsoft.AspNetCore.Connections;

namespace ZoeDepth.Server;

/// <summary>
/// Whoever sent the request has broken it off. A read or write says so a little before the host does.
/// </summary>
internal static class BrokenConnection
{
    /// <summary>Whether an error is that, and neither a defect nor a broken form.</summary>
    public static bool Is(Exception? error) => error is ConnectionResetException or ConnectionAbortedException
        || (error is IOException && Is(error.InnerException));
}
