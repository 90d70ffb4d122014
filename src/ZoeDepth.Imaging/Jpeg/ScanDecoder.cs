using System.Runtime.CompilerServices;

namespace ZoeDepth.Imaging;

/// <summary>Walks the blocks of one scan in order, minds restart markers, and says what to do about damage.</summary>
/// <remarks>
/// Damage throws. With <see cref="DecodeOptions.AllowTruncated"/> the blocks it concerns stay as they are (gray, or as
/// earlier scans left them) up to the next restart marker, which is found again the way libjpeg's
/// <c>jpeg_resync_to_restart</c> does.
/// </remarks>
internal ref struct ScanDecoder<TCoder>(
    ReadOnlySpan<byte> file, int position, JpegFrame frame, JpegScan scan, int restartInterval, bool tolerant,
    TCoder coder)
    : IDisposable
    where TCoder : struct, IBlockCoder
{
    private readonly ReadOnlySpan<byte> _file = file;
    private EntropyReader _reader = new(file, position);
    private TCoder _coder = coder;
    private int _unitsLeft = restartInterval == 0 ? int.MaxValue : restartInterval;
    private int _nextRestart;
    private bool _lost;

    /// <summary>Units (MCUs, or blocks where the scan holds one component) that could not be read.</summary>
    public long Missing { get; private set; }

    /// <summary>Whether the data ended where more was expected.</summary>
    public bool EndedEarly { get; private set; }

    /// <summary>Decodes one row of MCUs, or of blocks when the scan holds one component.</summary>
    /// <param name="row">which one</param>
    /// <param name="rowInBuffer">
    /// which row of <see cref="JpegComponent.Coefficients"/> it goes to, counted alike
    /// </param>
    public void DecodeRow(int row, int rowInBuffer)
    {
        if (row == 0) Restart();
        if (scan.IsInterleaved) DecodeUnits(row, rowInBuffer);
        else DecodeBlocks(row, rowInBuffer);
    }

    /// <summary>Ends the scan.</summary>
    /// <returns>where the next marker lies</returns>
    public int Finish(int row)
    {
        if (_reader.Overrun && !_lost)
        {
            Lose(row);
            Missing++;
        }
        _reader.SkipToMarker();
        return _reader.Position;
    }

    public readonly void Dispose() => _reader.Dispose();

    [MethodImpl(Hot.Loop)]
    private void DecodeUnits(int row, int rowInBuffer)
    {
        for (var column = 0; column < frame.McuColumns; column++)
        {
            if (_unitsLeft-- == 0) NextInterval(row);
            foreach (var component in scan.Components)
            {
                if (_lost) break;
                for (var v = 0; v < component.Vertical; v++)
                {
                    var block = (((rowInBuffer * component.Vertical) + v) * component.BlocksPerRow)
                        + (column * component.Horizontal);
                    for (var h = 0; h < component.Horizontal; h++) Decode(component, block + h, row);
                }
            }
            if (_lost) Missing++;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void DecodeBlocks(int row, int rowInBuffer)
    {
        var component = scan.Components[0];
        var block = rowInBuffer * component.BlocksPerRow;
        for (var column = 0; column < component.ColumnsAlone; column++)
        {
            if (_unitsLeft-- == 0) NextInterval(row);
            Decode(component, block + column, row);
            if (_lost) Missing++;
        }
    }

    private void Decode(JpegComponent component, int block, int row)
    {
        if (_lost) return;
        if (!_reader.Ready()) Lose(row);
        else if (!_coder.Decode(ref _reader.Cursor, component, ref component.Coefficients[block * 64])) Damaged(row);
    }

    private void Restart()
    {
        _coder.Restart();
        foreach (var component in scan.Components) component.Prediction = 0;
        _lost = false;
    }

    private void NextInterval(int row)
    {
        _unitsLeft = restartInterval - 1;
        if (_reader.Overrun && !_lost) Lose(row);
        _reader.SkipToMarker();
        var expected = (byte)(JpegMarker.Restart0 + _nextRestart);
        _nextRestart = (_nextRestart + 1) & 7;
        Restart();
        while (true)
        {
            if (_reader.AtEndOfFile || _reader.Marker == JpegMarker.EndOfImage)
            {
                Lose(row);
                return;
            }
            var marker = _reader.Marker;
            if (marker != expected && !tolerant)
            {
                throw new CorruptImageException(
                    $"JPEG: restart marker {expected - JpegMarker.Restart0} was expected in row {row} of " +
                    $"{scan.Rows(frame)}, but marker 0x{marker:X2} came; the file is damaged; libjpeg warns and goes " +
                    "on. Set DecodeOptions.AllowTruncated to decode what can be read");
            }
            var ahead = JpegMarker.IsRestart(marker) ? (marker - expected) & 7 : marker < JpegMarker.StartOfFrame0
                ? 7 : 1;
            if (ahead is 1 or 2)
            {
                // The marker belongs to what comes later: this interval is missing.
                _lost = true;
                return;
            }
            _reader.Begin(_reader.Position + 2);
            if (ahead is not (6 or 7)) return;
            // A marker of the past: what follows it was decoded already.
            _reader.SkipToMarker();
        }
    }

    private void Lose(int row)
    {
        _lost = true;
        EndedEarly |= _reader.AtEndOfFile || _reader.Marker == JpegMarker.EndOfImage;
        if (tolerant) return;
        if (_reader.AtEndOfFile || _reader.Marker == JpegMarker.EndOfImage)
        {
            throw new TruncatedImageException(
                $"JPEG: the data ends after {_file.Length} bytes in row {row} of {scan.Rows(frame)} of a scan; fetch " +
                "the whole file, or set DecodeOptions.AllowTruncated to decode the part that is there");
        }
        throw new CorruptImageException(
            $"JPEG: marker 0x{_reader.Marker:X2} came too early, in row {row} of {scan.Rows(frame)} of a scan; the " +
            "file is damaged; libjpeg warns and goes on. Set DecodeOptions.AllowTruncated to decode what can be read");
    }

    private void Damaged(int row)
    {
        // Zero bits behind the end may be no code: then the end is the reason.
        if (_reader.EndsWithinCode)
        {
            Lose(row);
            return;
        }
        _lost = true;
        if (tolerant) return;
        throw new CorruptImageException(
            $"JPEG: bits that are no code in row {row} of {scan.Rows(frame)} of a scan; the file is damaged; libjpeg " +
            "warns and goes on. Set DecodeOptions.AllowTruncated to decode what can be read");
    }
}
