using System.Buffers;
using System.Buffers.Binary;

namespace ZoeDepth.Imaging;

/// <summary>
/// The walk through one file: segments, scans, and the choice between decoding strip by strip and collecting
/// coefficients.
/// </summary>
internal ref struct JpegReader(ReadOnlySpan<byte> file, DecodeOptions options, CancellationToken cancellation)
{
    // Every visit of a block costs time even where its scan brings nothing. A coefficient comes in at most 14 steps,
    // and real progressions visit a block less than 20 times; 64 visits, and 8 for every byte of the file, leave room
    // for all but hostile files.
    private const long MostVisitsPerBlock = 64, MostVisitsPerByte = 8;

    private readonly ReadOnlySpan<byte> _file = file;
    private readonly JpegTables _tables = new();
    private JpegFrame? _frame;
    private int _position = 2;
    private double _missing;
    private bool _isDamaged, _endedEarly;

    /// <summary>Reads up to the first scan.</summary>
    /// <returns>columns and rows of the upright picture, and what EXIF says</returns>
    public (int Width, int Height, ImageMetadata Metadata) ReadHeader()
    {
        ReadToScan(out _);
        var frame = Frame();
        var metadata = _tables.Metadata;
        return Orientation.SwapsAxes(metadata.Orientation)
            ? (frame.Height, frame.Width, metadata) : (frame.Width, frame.Height, metadata);
    }

    /// <summary>Reads the whole picture.</summary>
    public RasterImage Decode()
    {
        if (!ReadToScan(out var header))
            throw new TruncatedImageException("JPEG: the file ends before its first scan; fetch the whole file");
        var frame = Frame();
        RefuseShort(frame);
        var scan = JpegScan.Parse(header, frame, _tables);
        return !frame.IsProgressive && scan.Components.Length == frame.Components.Length
            ? DecodeInStrips(frame, scan) : DecodeWhole(frame, scan);
    }

    private readonly JpegFrame Frame() =>
        _frame ?? throw new CorruptImageException(
            "JPEG: no frame header came before the first scan or the end of the picture; the file is damaged");

    /// <summary>All of the picture is in one scan: coefficients of one MCU row are all that must be kept.</summary>
    private RasterImage DecodeInStrips(JpegFrame frame, JpegScan scan)
    {
        using var renderer = new StripRenderer(frame, JpegColors.Of(frame, _tables), _tables.Metadata.Orientation);
        using var decoder = new ScanDecoder<SequentialBlocks>(
            _file, _position, frame, scan, _tables.RestartInterval, options.AllowTruncated, new SequentialBlocks());
        foreach (var component in frame.Components)
            component.Coefficients = ArrayPool<short>.Shared.Rent(component.CoefficientsPerMcuRow);
        try
        {
            for (var row = 0; row < frame.McuRows; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var component in frame.Components)
                    component.Coefficients.AsSpan(0, component.CoefficientsPerMcuRow).Clear();
                decoder.DecodeRow(row, 0);
                if (row == frame.McuRows - 1) decoder.Finish(row);
                renderer.Render(row, 0);
            }
            Count(decoder.Missing, (long)frame.McuRows * frame.McuColumns, decoder.EndedEarly);
        }
        finally
        {
            foreach (var component in frame.Components) ArrayPool<short>.Shared.Return(component.Coefficients);
        }
        return renderer.ToImage(Metadata());
    }

    /// <summary>Remembers what a scan could not read.</summary>
    private void Count(long missing, long units, bool endedEarly)
    {
        _missing = Math.Max(_missing, missing / (double)units);
        _isDamaged |= missing > 0;
        _endedEarly |= endedEarly;
    }

    private readonly ImageMetadata Metadata() => !_isDamaged ? _tables.Metadata : _tables.Metadata with
    {
        Damage = new ImageDamage(_endedEarly ? "the JPEG file ends early" : "the JPEG file is damaged", _missing),
    };

    /// <summary>Several scans make up the picture: all coefficients are collected first.</summary>
    private RasterImage DecodeWhole(JpegFrame frame, JpegScan scan)
    {
        foreach (var component in frame.Components)
        {
            var count = (long)component.CoefficientsPerMcuRow * frame.McuRows;
            if (count > Array.MaxLength)
            {
                throw new ImageTooLargeException(
                    $"JPEG: a picture of several scans needs {count} coefficients of a component in memory, more " +
                    "than an array holds; convert it to baseline");
            }
            component.Coefficients = new short[count];
        }
        var blocks = frame.Components.Sum(c => (long)c.CoefficientsPerMcuRow * frame.McuRows / 64);
        var visits = (MostVisitsPerBlock * blocks) + (MostVisitsPerByte * _file.Length);
        while (true)
        {
            visits -= scan.Blocks(frame);
            if (visits < 0)
            {
                throw new CorruptImageException(
                    $"JPEG: the scans visit every block more than {MostVisitsPerBlock} times; the file is damaged " +
                    "or hostile");
            }
            Decode(frame, scan);
            if (frame.Components.All(c => c.IsComplete)) break;
            try
            {
                if (!ReadToScan(out var header)) break;
                scan = JpegScan.Parse(header, frame, _tables);
            }
            catch (TruncatedImageException) when (options.AllowTruncated)
            {
                (_isDamaged, _endedEarly) = (true, true);
                break;
            }
        }
        if (!options.AllowTruncated && frame.Components.FirstOrDefault(c => c.Quantization is null) is { } missing)
        {
            throw new TruncatedImageException(
                $"JPEG: the picture ends before a scan of its component {missing.Id}; fetch the whole file, " +
                "or set DecodeOptions.AllowTruncated to decode the part that is there");
        }

        using var renderer = new StripRenderer(frame, JpegColors.Of(frame, _tables), _tables.Metadata.Orientation);
        for (var row = 0; row < frame.McuRows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            renderer.Render(row, row);
        }
        return renderer.ToImage(Metadata());
    }

    private void Decode(JpegFrame frame, JpegScan scan)
    {
        if (!frame.IsProgressive) Decode(frame, scan, new SequentialBlocks());
        else if (scan.First == 0 && scan.HighBit == 0) Decode(frame, scan, new DcFirstBlocks(scan.LowBit));
        else if (scan.First == 0) Decode(frame, scan, new DcRefinementBlocks(scan.LowBit));
        else if (scan.HighBit == 0) Decode(frame, scan, new AcFirstBlocks(scan));
        else Decode(frame, scan, new AcRefinementBlocks(scan));
    }

    private void Decode<TCoder>(JpegFrame frame, JpegScan scan, TCoder coder) where TCoder : struct, IBlockCoder
    {
        using var decoder = new ScanDecoder<TCoder>(_file, _position, frame, scan, _tables.RestartInterval,
            options.AllowTruncated, coder);
        var rows = scan.Rows(frame);
        for (var row = 0; row < rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            decoder.DecodeRow(row, row);
        }
        _position = decoder.Finish(rows - 1);
        Count(decoder.Missing, scan.IsInterleaved
            ? (long)rows * frame.McuColumns : (long)rows * scan.Components[0].ColumnsAlone, decoder.EndedEarly);
    }

    /// <summary>Takes in segments up to the next scan.</summary>
    /// <param name="header">the scan's header</param>
    /// <returns>false when the end marker came first</returns>
    private bool ReadToScan(out ReadOnlySpan<byte> header)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var marker = NextMarker();
            header = default;
            if (marker == JpegMarker.EndOfImage) return false;
            if (JpegMarker.StandsAlone(marker)) continue;
            header = Segment();
            if (marker == JpegMarker.StartOfScan) return true;
            if (!JpegMarker.IsStartOfFrame(marker)) _tables.Read(marker, header);
            else if (_frame is null) _frame = JpegFrame.Parse(marker, header, options);
            else throw new CorruptImageException(
                "JPEG: a second frame header came; a picture has one. The file is damaged");
        }
    }

    /// <summary>
    /// The next marker's second byte. Bytes that belong to no segment and fill bytes are passed over, as in libjpeg.
    /// </summary>
    private byte NextMarker()
    {
        while (true)
        {
            var skipped = _file[_position..].IndexOf((byte)0xFF);
            if (skipped < 0 || _position + skipped + 1 >= _file.Length) throw Truncated();
            var marker = _file[_position + skipped + 1];
            _position += skipped + (marker == 0xFF ? 1 : 2);
            if (marker is not (0xFF or 0)) return marker;
        }
    }

    private ReadOnlySpan<byte> Segment()
    {
        if (_position + 2 > _file.Length) throw Truncated();
        var length = BinaryPrimitives.ReadUInt16BigEndian(_file[_position..]);
        if (length < 2)
        {
            throw new CorruptImageException(
                $"JPEG: the segment at byte {_position} is {length} bytes long; at least 2 were expected. The file " +
                "is damaged");
        }
        if (length > _file.Length - _position) throw Truncated();
        var segment = _file.Slice(_position + 2, length - 2);
        _position += length;
        return segment;
    }

    private readonly TruncatedImageException Truncated() =>
        new($"JPEG: the file ends after {_file.Length} bytes, before the end of the picture; fetch the whole file, " +
            "or set DecodeOptions.AllowTruncated to decode the part that is there");

    /// <summary>
    /// Every block takes at least a bit for its DC difference, and another for the end of the block when it is coded at
    /// once. A file too short for that is refused before memory is taken for what it declares.
    /// </summary>
    private readonly void RefuseShort(JpegFrame frame)
    {
        var bits = frame.Blocks * (frame.IsProgressive ? 1 : 2);
        if (!options.AllowTruncated && (_file.Length - _position) * 8L < bits)
        {
            throw new TruncatedImageException(
                $"JPEG: {_file.Length - _position} bytes are left for a picture of {frame.Width}x{frame.Height}, " +
                $"which takes at least {bits / 8}; fetch the whole file, or set DecodeOptions.AllowTruncated to " +
                "decode the part that is there");
        }
    }
}
