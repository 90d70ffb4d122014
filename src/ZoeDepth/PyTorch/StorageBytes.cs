using System.IO.Compression;
using ZoeDepth.Runtime.Checksums;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Untrusted;

namespace ZoeDepth.PyTorch;

/// <summary>The bytes of a storage in its file: mapped where they lie there as they are, expanded where not.</summary>
/// <param name="file">the file</param>
/// <param name="entry">where the bytes are; of legacy files too, which have no checksums</param>
internal sealed unsafe class StorageBytes(MappedFile file, ZipEntry entry)
{
    private bool _isVerified;

    /// <summary>Whether a checksum can be compared.</summary>
    public bool HasChecksum { get; init; } = true;

    /// <summary>Whether numbers begin with their highest byte.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Bytes it has.</summary>
    public long Length => entry.Length;

    /// <summary>The first byte in the file; null where the file holds other bytes than these.</summary>
    public long? Place => entry.IsDeflated ? null : entry.Start;

    /// <summary>The file that holds it.</summary>
    public MappedFile File => file;

    /// <summary>Reads all bytes once and compares their checksum; the second time it is known.</summary>
    /// <exception cref="CheckpointException">they are not what was written</exception>
    public void Verify()
    {
        if (_isVerified) return;
        using var bytes = entry.IsDeflated || HasChecksum ? Open() : null;
        if (bytes is not null && HasChecksum && ChecksumOf(bytes.Pointer, Length) != entry.Checksum)
            throw Bad($"the checksum of {UntrustedText.Quoted(entry.Name)} does not match: bytes of it have changed");
        _isVerified = true;
    }

    /// <summary>All bytes in memory.</summary>
    /// <exception cref="CheckpointException">the file was cut, or they do not expand to what they should</exception>
    public OpenBytes Open()
    {
        var view = file.Map(entry.Start, entry.StoredLength);
        if (!entry.IsDeflated) return new OpenBytes(view.Pointer, view);
        using (view)
        {
            var buffer = new NativeBuffer((Length + sizeof(float) - 1) / sizeof(float));
            try
            {
                Expand(view, (byte*)buffer.Pointer);
                return new OpenBytes((byte*)buffer.Pointer, buffer);
            }
            catch
            {
                buffer.Dispose();
                throw;
            }
        }
    }

    private void Expand(MappedView view, byte* target)
    {
        // A stream over nothing has no first byte to stand on.
        if (view.Length == 0)
        {
            if (Length == 0) return;
            throw Bad($"{UntrustedText.Quoted(entry.Name)} should expand to {Length} bytes and holds none");
        }
        using var stored = new UnmanagedMemoryStream(view.Pointer, view.Length);
        using var deflate = new DeflateStream(stored, CompressionMode.Decompress);
        var done = 0L;
        try
        {
            while (done < Length)
            {
                var read = deflate.Read(new Span<byte>(target + done, (int)Math.Min(1 << 20, Length - done)));
                if (read == 0) break;
                done += read;
            }
            if (done == Length && deflate.ReadByte() < 0) return;
        }
        catch (InvalidDataException e)
        {
            throw Bad($"{UntrustedText.Quoted(entry.Name)} cannot be expanded", e);
        }
        throw Bad($"{UntrustedText.Quoted(entry.Name)} should expand to {Length} bytes and does not");
    }

    private static uint ChecksumOf(byte* bytes, long length)
    {
        var checksum = 0u;
        const int Chunk = 1 << 20;
        for (var at = 0L; at < length; at += Chunk)
            checksum = Crc32.Update(checksum, new ReadOnlySpan<byte>(bytes + at, (int)Math.Min(Chunk, length - at)));
        return checksum;
    }

    private CheckpointException Bad(string problem, Exception? inner = null) => new(CheckpointFault.BadContainer,
        file.Path, $"{problem}; download or save the file again", inner);
}

/// <summary>Bytes in memory until they are given back.</summary>
internal sealed unsafe class OpenBytes(byte* pointer, IDisposable owner) : IDisposable
{
    /// <summary>The first one.</summary>
    public byte* Pointer { get; } = pointer;

    /// <inheritdoc/>
    public void Dispose() => owner.Dispose();
}
