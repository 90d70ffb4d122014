namespace ZoeDepth.Server;

/// <summary>An image as a request has it: its file, or the URL where that is.</summary>
/// <param name="File">its bytes; nothing where a URL was named</param>
/// <param name="Url">where it is, unchecked; null where it was sent</param>
internal readonly record struct SentImage(ReadOnlyMemory<byte> File, string? Url = null);
