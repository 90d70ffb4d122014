using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using ZoeDepth.Runtime.Memory;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth;

/// <summary>
/// A file whose ranges are read into memory, or mapped where little of a large one is wanted. Safe from several threads
/// at once.
/// </summary>
/// <remarks>
/// While it is open the file may be replaced (by renaming another to its name) or deleted, but a mapped range not be
/// cut or overwritten in place: the system ends a process that touches a mapped page behind the end of its file (SIGBUS
/// on Unix), and no exception can be made of that. Everything here that writes files renames.
/// </remarks>
internal sealed class MappedFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly Lazy<MemoryMappedFile> _map;
    private readonly LastBlock _blocks = new();

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">there is no such file</exception>
    /// <exception cref="CheckpointException">it is a pipe or a device</exception>
    public MappedFile(string path)
    {
        // Others may replace the file (by renaming) while it is open: what is open stays what it was.
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete,
            bufferSize: 0);
        try
        {
            if (!_stream.CanSeek)
                throw new CheckpointException(CheckpointFault.Unsupported, path,
                    "it is a pipe or a device, which cannot be mapped into memory; copy its content into a file");
            Length = _stream.Length;
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
        _map = new(() => MemoryMappedFile.CreateFromFile(_stream, null, 0, MemoryMappedFileAccess.Read,
            HandleInheritability.None, leaveOpen: true));
    }

    /// <summary>The full path.</summary>
    public string Path => _stream.Name;

    /// <summary>Its bytes when it was opened.</summary>
    public long Length { get; }

    /// <summary>Maps a range, which must lie in the file.</summary>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public MappedView Map(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        CheckLength(offset + length);
        return new MappedView(length == 0 ? null : _map.Value, offset, length);
    }

    /// <summary>Reads a range, which must lie in the file, into a block that goes back when it is disposed.</summary>
    /// <param name="offset">the first byte</param>
    /// <param name="length">bytes</param>
    /// <param name="work">threads that read; the caller's alone when left out</param>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    /// <exception cref="ObjectDisposedException">the file was closed</exception>
    public unsafe ScratchBlock ReadBlock(long offset, long length, Work? work = null)
    {
        const int most = 1 << 20;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        var block = Block((length + sizeof(float) - 1) / sizeof(float));
        try
        {
            var bytes = (byte*)block.Pointer;
            (work ?? Work.Alone).For(checked((int)((length + most - 1) / most)), piece =>
            {
                var done = (long)piece * most;
                ReadExactly(offset + done, new Span<byte>(bytes + done, (int)Math.Min(most, length - done)));
            });
            return block;
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    /// <summary>Memory for elements of this file, contents undefined.</summary>
    public ScratchBlock Block(long floats) => new(_blocks, floats);

    /// <summary>Copies bytes of the file; fewer where it ends.</summary>
    public int Read(long offset, Span<byte> bytes)
    {
        var read = 0;
        while (read < bytes.Length
            && RandomAccess.Read(_stream.SafeFileHandle, bytes[read..], offset + read) is > 0 and var count)
            read += count;
        return read;
    }

    /// <summary>Copies a range, which must lie in the file.</summary>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public byte[] ReadExactly(long offset, long length)
    {
        var bytes = new byte[length];
        ReadExactly(offset, bytes);
        return bytes;
    }

    /// <summary>Fills a span from a range, which must lie in the file.</summary>
    /// <exception cref="CheckpointException">the file was cut since it was opened</exception>
    public void ReadExactly(long offset, Span<byte> bytes)
    {
        var read = Read(offset, bytes);
        if (read < bytes.Length) throw Cut(offset + read, offset + bytes.Length);
    }

    /// <summary>
    /// What tells this file from others without reading it: its length, when it was last written, its first bytes and
    /// samples of the rest. Files of equal content have equal ones only where they were written at the same moment;
    /// who changes numbers in place and sets the clock back, too, deceives it.
    /// </summary>
    public ulong Fingerprint()
    {
        const int first = 1 << 16, sample = 1 << 12, samples = 64;
        var bytes = new byte[first];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)),
            File.GetLastWriteTimeUtc(_stream.SafeFileHandle).Ticks);
        var hash = Fnv1a.Of(bytes.AsSpan(0, 2 * sizeof(long)));
        hash = Fnv1a.Of(bytes.AsSpan(0, Read(0, bytes)), hash);
        for (var i = 1L; i <= samples; i++)
        {
            var at = (long)(Math.Max(0, Length - sample) * (double)i / samples);
            hash = Fnv1a.Of(bytes.AsSpan(0, Read(at, bytes.AsSpan(0, sample))), hash);
        }
        return hash;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_map.IsValueCreated) _map.Value.Dispose();
        _stream.Dispose();
        _blocks.Dispose();
    }

    /// <summary>
    /// A file that was shortened in place since it was opened would end the process with a signal nobody can catch,
    /// once a page behind its end is read. This catches all but the case that it happens during the reading itself.
    /// </summary>
    private void CheckLength(long needed)
    {
        var length = RandomAccess.GetLength(_stream.SafeFileHandle);
        if (length < needed) throw Cut(length, needed);
    }

    private CheckpointException Cut(long length, long needed) => new(CheckpointFault.Truncated, Path,
        $"the file was cut to {length} bytes while it was open, and {needed} are needed; replace model files by " +
        "renaming new ones over them, and open the model again");
}

/// <summary>A range of a file in the address space.</summary>
internal sealed unsafe class MappedView : IDisposable
{
    private readonly MemoryMappedViewAccessor? _accessor;

    internal MappedView(MemoryMappedFile? file, long offset, long length)
    {
        Length = length;
        if (length == 0) return;
        _accessor = file!.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _accessor.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        // A view starts at a page; the range may start anywhere in it.
        Pointer = start + _accessor.PointerOffset;
    }

    /// <summary>The first byte; null where there is none.</summary>
    public byte* Pointer { get; }

    /// <summary>Bytes of the range.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_accessor is null) return;
        _accessor.SafeMemoryMappedViewHandle.ReleasePointer();
        _accessor.Dispose();
    }
}
