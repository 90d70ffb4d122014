namespace ZoeDepth;

/// <summary>Files that are read whole, never more of them than a limit: a name may lead to a device that has no end, and whose length is 0.</summary>
internal static class SmallFile
{
    /// <summary>The bytes of a file; null when it goes on after the limit.</summary>
    public static ReadOnlyMemory<byte>? Read(string path, int mostBytes)
    {
        const int Piece = 1 << 16;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var bytes = new MemoryStream();
        var piece = new byte[Piece];
        while (file.Read(piece) is > 0 and var count)
        {
            if (bytes.Length + count > mostBytes) return null;
            bytes.Write(piece, 0, count);
        }
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
