using System.Buffers.Binary;
using ZoeDepth.Runtime.Checksums;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Imaging;

/// <summary>Writes PNG chunks: length, name, data, checksum.</summary>
internal static class PngChunkWriter
{
    /// <summary>Writes one chunk.</summary>
    internal static void Write(Stream stream, uint type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        BinaryPrimitives.WriteUInt32BigEndian(number, type);
        stream.Write(number);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Update(Crc32.Of(number), data));
        stream.Write(number);
    }

    /// <summary>A stream whose bytes become IDAT chunks of 64 KiB.</summary>
    internal sealed class ImageData(Stream target) : OneWayStream
    {
        private readonly byte[] _buffer = new byte[1 << 16];
        private int _count;

        /// <inheritdoc/>
        public override bool CanWrite => true;

        /// <inheritdoc/>
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                var count = Math.Min(buffer.Length, _buffer.Length - _count);
                buffer[..count].CopyTo(_buffer.AsSpan(_count));
                _count += count;
                buffer = buffer[count..];
                if (_count == _buffer.Length) Emit();
            }
        }

        /// <summary>Writes what is left.</summary>
        internal void Finish()
        {
            if (_count > 0) Emit();
        }

        private void Emit()
        {
            PngChunkWriter.Write(target, PngChunks.ImageData, _buffer.AsSpan(0, _count));
            _count = 0;
        }
    }
}
