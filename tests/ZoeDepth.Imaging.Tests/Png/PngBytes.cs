using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ZoeDepth.Imaging.Tests.Png;

/// <summary>Builds PNG files chunk by chunk, sane ones and others. Written apart from the writer under test.</summary>
internal static class PngBytes
{
    internal static byte[] Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    internal static byte[] Chunk(string name, params byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length),
            NaiveChecksum(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    internal static byte[] Header(int width, int height, int depth, int colour, int interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = ((byte)depth, (byte)colour, (byte)interlace);
        return Chunk("IHDR", data);
    }

    internal static byte[] Deflate(params byte[] rows)
    {
        using var memory = new MemoryStream();
        using (var deflater = new ZLibStream(memory, CompressionLevel.Optimal)) deflater.Write(rows);
        return memory.ToArray();
    }

    internal static byte[] File(params byte[][] chunks) => [.. Signature, .. chunks.SelectMany(c => c)];

    /// <summary>The names and lengths of a file's chunks in order.</summary>
    internal static List<(string Name, byte[] Data)> Chunks(byte[] file)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file.AsSpan(at + 8, length).ToArray()));
            at += length + 12;
        }
        return chunks;
    }

    /// <summary>The checksum as the standard's definition has it, bit by bit.</summary>
    internal static uint NaiveChecksum(ReadOnlySpan<byte> bytes)
    {
        var c = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            c ^= b;
            for (var bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320u : c >> 1;
        }
        return ~c;
    }
}
