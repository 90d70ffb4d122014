namespace ZoeDepth.Imaging;

/// <summary>Undoes the run-length packing of 4 and 8-bit BMP files.</summary>
internal static class BmpRunLengths
{
    /// <summary>A pair of bytes makes at most 255 pixels.</summary>
    internal const int LargestRatio = 128;

    /// <summary>
    /// Unpacks palette indices, <c>[row, column]</c> from the bottom row up; pixels that are jumped over have index 0.
    /// </summary>
    /// <param name="packed">
    /// pairs of bytes: (count, colour), or (0, 0) next row, (0, 1) end, (0, 2) jump, (0, n) n plain pixels
    /// </param>
    /// <param name="header">size and packing</param>
    /// <param name="indices">width · height zeros</param>
    /// <param name="rows">rows that are complete</param>
    /// <param name="cancellation">asked once a row</param>
    /// <returns>whether the packed data ran to its end mark or filled the picture</returns>
    internal static bool Unpack(ReadOnlySpan<byte> packed, BmpHeader header, Span<byte> indices, out int rows,
        CancellationToken cancellation)
    {
        var nibbles = header.Packing == BmpPacking.RunLength4;
        var (x, y, at) = (0, 0, 0);
        rows = 0;
        while (y < header.Height)
        {
            rows = y;
            if (packed.Length - at < 2) return x >= header.Width && y == header.Height - 1;
            int count = packed[at], value = packed[at + 1];
            at += 2;
            if (count > 0)
            {
                for (var i = 0; i < count; i++)
                    Put(indices, (byte)(!nibbles ? value : (i & 1) == 0 ? value >> 4 : value & 15));
            }
            else if (value == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                (x, y) = (0, y + 1);
            }
            else if (value == 1)
            {
                return true;
            }
            else if (value == 2)
            {
                if (packed.Length - at < 2) return false;
                (x, y) = (x + packed[at], y + packed[at + 1]);
                if (x > header.Width)
                    throw new CorruptImageException($"the run-length BMP file jumps to column {x} of {header.Width}");
                at += 2;
            }
            else
            {
                var bytes = nibbles ? (value + 1) / 2 : value;
                if (packed.Length - at < bytes) return false;
                for (var i = 0; i < value; i++)
                    Put(indices,
                        (byte)(!nibbles ? packed[at + i] : (i & 1) == 0
                            ? packed[at + (i / 2)] >> 4 : packed[at + (i / 2)] & 15));
                at += bytes + (bytes & 1);
            }
        }
        return true;

        void Put(Span<byte> target, byte index)
        {
            if (x >= header.Width)
                throw new CorruptImageException(
                    $"row {y} of the run-length BMP file has more than its {header.Width} pixels");
            target[(y * header.Width) + x++] = index;
        }
    }
}
