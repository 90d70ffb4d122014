namespace ZoeDepth.PyTorch;

/// <summary>A file of a zip archive.</summary>
/// <param name="Name">its full name, <c>archive/data/0</c></param>
/// <param name="IsDeflated">compressed; else its bytes lie in the archive as they are</param>
/// <param name="Checksum">CRC-32 of its bytes</param>
/// <param name="StoredLength">bytes it takes in the archive</param>
/// <param name="Length">bytes it has</param>
/// <param name="Start">where in the archive they begin</param>
internal sealed record ZipEntry(string Name, bool IsDeflated, uint Checksum, long StoredLength, long Length,
    long Start);
