using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace ZoeDepth.Training;

/// <summary>
/// Numbers of a run as TensorBoard reads them: an event file, records of a length, the event as a protocol buffer, and
/// checksums of both. A run that goes on begins another file, whose first event tells TensorBoard to forget what an
/// earlier one says of later steps.
/// Reference: tensorflow/core/lib/io/record_writer.cc, tensorflow/core/util/event.proto, summary.proto
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const int WallTime = 1, Step = 2, Version = 3, SummaryOfStep = 5, Session = 7;
    private const int WireOfDouble = 1, WireOfBytes = 2, WireOfFloat = 5;

    private readonly Stream _stream;
    private readonly TimeProvider _clock;

    /// <summary>Begins a file in a folder.</summary>
    /// <param name="folder">made if need be</param>
    /// <param name="step">steps taken before it</param>
    /// <param name="clock">what time it is</param>
    /// <exception cref="IOException">it cannot be written</exception>
    public EventFile(string folder, long step, TimeProvider clock)
    {
        _clock = clock;
        Directory.CreateDirectory(folder);
        // The step keeps names apart when a run is ended and goes on within a second.
        var name = string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeSeconds():D10}.zoedepth.{step}");
        _stream = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.Read);
        Write(step: 0, Version, "brain.Event:2"u8);
        // SessionLog.status = START
        Write(step + 1, Session, [0x08, 0x01]);
        Flush();
    }

    /// <summary>Adds the numbers of a step; what is no number is left out.</summary>
    public void Add(long step, params ReadOnlySpan<(string Tag, double Value)> numbers)
    {
        var summary = new MemoryStream();
        foreach (var (tag, value) in numbers)
        {
            if (!double.IsFinite(value)) continue;
            var entry = new MemoryStream();
            PutBytes(entry, field: 1, Encoding.UTF8.GetBytes(tag));
            PutFloat(entry, field: 2, (float)value);
            PutBytes(summary, field: 1, entry.ToArray());
        }
        if (summary.Length > 0) Write(step, SummaryOfStep, summary.ToArray());
    }

    /// <summary>Brings all events to the file.</summary>
    public void Flush() => _stream.Flush();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>
    /// CRC-32C, rotated and moved so that a checksum of data that holds checksums is none of its own.
    /// </summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return unchecked(BitOperations.RotateRight(~crc, 15) + 0xA282EAD8);
    }

    private void Write(long step, int field, ReadOnlySpan<byte> content)
    {
        var body = new MemoryStream();
        body.WriteByte((WallTime << 3) | WireOfDouble);
        Span<byte> eight = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        body.Write(eight);
        body.WriteByte(Step << 3);
        PutWhole(body, (ulong)step);
        PutBytes(body, field, content);

        var record = body.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(eight, (ulong)record.Length);
        _stream.Write(eight);
        PutChecksum(eight);
        _stream.Write(record);
        PutChecksum(record);
    }

    private void PutChecksum(ReadOnlySpan<byte> of)
    {
        Span<byte> four = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(four, Checksum(of));
        _stream.Write(four);
    }

    private static void PutBytes(MemoryStream to, int field, ReadOnlySpan<byte> bytes)
    {
        to.WriteByte((byte)((field << 3) | WireOfBytes));
        PutWhole(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void PutFloat(MemoryStream to, int field, float value)
    {
        Span<byte> four = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(four, value);
        to.WriteByte((byte)((field << 3) | WireOfFloat));
        to.Write(four);
    }

    private static void PutWhole(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7) to.WriteByte((byte)(value | 0x80));
        to.WriteByte((byte)value);
    }
}
