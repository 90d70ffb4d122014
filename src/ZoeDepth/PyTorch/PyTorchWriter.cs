using System.Buffers.Binary;
using System.Text;
using ZoeDepth.Runtime.Checksums;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.PyTorch;

/// <summary>
/// Writes checkpoints that <c>torch.load</c> opens, with <c>weights_only</c> too: the zip container, elements stored as
/// they are and aligned to 64 bytes as PyTorch does it.
/// </summary>
internal static class PyTorchWriter
{
    private const string Root = "archive/";

    private const int Alignment = 64, LocalLength = 30, HeaderLength = 46;

    /// <summary>The archive has the directory of 32 bits; ZoeD_NK takes 1.5 GB.</summary>
    public const long LargestFile = uint.MaxValue;

    /// <summary>Writes <c>{"model": state dict}</c>, as the research code's trainer saves it.</summary>
    /// <param name="stream">an empty file</param>
    /// <param name="tensors">in the order of the state dict; each is asked for its bytes once</param>
    /// <exception cref="ArgumentException">the tensors have more bytes than such a file holds</exception>
    public static void Write(Stream stream, IReadOnlyList<WritableTensor> tensors)
    {
        if (tensors.Sum(tensor => tensor.Length + 4096) > LargestFile)
            throw new ArgumentException($"the tensors have more than {LargestFile} bytes; save them as safetensors",
                nameof(tensors));
        var entries = new List<(string Name, Content Content, long Place)>();
        void Add(string name, Action<Stream> write) => entries.Add(Entry(stream, Root + name, write));

        Add("data.pkl", to => to.Write(PickleWriter.Checkpoint("model", tensors)));
        Add("byteorder", to => to.Write("little"u8));
        for (var i = 0; i < tensors.Count; i++) Add($"data/{i}", tensors[i].Write);
        Add("version", to => to.Write("3\n"u8));
        Directory(stream, entries);
    }

    private static (string, Content, long) Entry(Stream stream, string name, Action<Stream> write)
    {
        var place = stream.Position;
        var title = Encoding.UTF8.GetBytes(name);
        // An extra field fills the room up to the next multiple; it has four bytes of its own.
        var padding = (int)(-(place + LocalLength + title.Length + 4) & (Alignment - 1));
        stream.Write(new byte[LocalLength]);
        stream.Write(title);
        stream.Write([(byte)'F', (byte)'B', (byte)padding, 0]);
        stream.Write(new byte[padding]);
        var summing = new ChecksumStream(stream);
        write(summing);
        var end = stream.Position;
        stream.Position = place;
        stream.Write(Header(0x04034B50, LocalLength, summing.Content, title.Length, padding + 4, place));
        stream.Position = end;
        return (name, summing.Content, place);
    }

    private static void Directory(Stream stream, List<(string Name, Content Content, long Place)> entries)
    {
        var start = stream.Position;
        foreach (var (name, content, place) in entries)
        {
            var title = Encoding.UTF8.GetBytes(name);
            stream.Write(Header(0x02014B50, HeaderLength, content, title.Length, 0, place));
            stream.Write(title);
        }
        Span<byte> end = stackalloc byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054B50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)(stream.Position - start));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)start);
        stream.Write(end);
    }

    /// <summary>
    /// The header before an entry, or the one of the directory, which has two bytes more in front and the place behind.
    /// </summary>
    private static byte[] Header(uint signature, int length, Content content, int name, int extra, long place)
    {
        var header = new byte[length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, signature);
        var at = header.AsSpan(length == LocalLength ? 4 : 6);
        // Version 2.0 of the format, no flags, stored, 1 January 1980.
        BinaryPrimitives.WriteUInt16LittleEndian(at, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(at[8..], (1 << 5) | 1);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], content.Checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[22..], (ushort)name);
        BinaryPrimitives.WriteUInt16LittleEndian(at[24..], (ushort)extra);
        if (length == HeaderLength) BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), (uint)place);
        return header;
    }

    /// <summary>What an entry holds.</summary>
    private readonly record struct Content(uint Checksum, long Length);

    /// <summary>Passes bytes on and sums them up.</summary>
    private sealed class ChecksumStream(Stream to) : OneWayStream
    {
        public Content Content { get; private set; }

        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Content = new(Crc32.Update(Content.Checksum, buffer), Content.Length + buffer.Length);
            to.Write(buffer);
        }

        public override void Flush() => to.Flush();
    }
}
