namespace ZoeDepth.Hub;

/// <summary>How far a download is.</summary>
/// <param name="File">the file under way</param>
/// <param name="Bytes">what of it is there</param>
/// <param name="TotalBytes">how long it is</param>
/// <param name="Note">something worth telling: a new attempt, a wait; null most of the time</param>
public readonly record struct DownloadProgress(string File, long Bytes, long TotalBytes, string? Note = null);
