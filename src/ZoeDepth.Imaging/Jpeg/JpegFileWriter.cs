namespace ZoeDepth.Imaging;

/// <summary>One file on its way out: segments, then the scan.</summary>
internal sealed class JpegFileWriter
{
    private readonly RasterImage _image;
    private readonly Stream _stream;
    private readonly JpegOptions _options;
    private readonly SampleStrips _strips;
    private readonly int _factor;
    private readonly byte[][] _steps;

    public JpegFileWriter(RasterImage image, Stream stream, JpegOptions options)
    {
        (_image, _stream, _options) = (image, stream, options);
        _factor = image.Format == PixelFormat.Rgb8 && options.Chroma == ChromaSampling.Halved ? 2 : 1;
        _strips = new SampleStrips(image, _factor);
        _steps = [QuantizationSteps.For(0, options.Quality), QuantizationSteps.For(1, options.Quality)];
    }

    private int Components => _strips.Samples.Length;

    private int Slots => Components == 1 ? 1 : 2;

    public void Write()
    {
        _stream.Write([0xFF, JpegMarker.StartOfImage]);
        // JFIF 1.01, square pixels of no stated size, no thumbnail.
        Segment(JpegMarker.Application0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        if (ExifWriter.Write(_image.Metadata) is { Length: > 0 } exif)
            Segment(JpegMarker.Application1, [.. "Exif\0\0"u8, .. exif]);
        for (var slot = 0; slot < Slots; slot++) Segment(JpegMarker.QuantizationTables, [(byte)slot, .. _steps[slot]]);
        WriteFrame();

        var (dc, ac) = Tables();
        for (var slot = 0; slot < Slots; slot++)
        {
            Segment(JpegMarker.HuffmanTables, [(byte)slot, .. dc[slot].ToSegment()]);
            Segment(JpegMarker.HuffmanTables, [(byte)(0x10 | slot), .. ac[slot].ToSegment()]);
        }
        ReadOnlySpan<byte> selectors = [1, 0x00, 2, 0x11, 3, 0x11];
        Segment(JpegMarker.StartOfScan, [(byte)Components, .. selectors[..(2 * Components)], 0, 63, 0]);
        var writer = new EntropyWriter(_stream, dc, ac);
        Encode(ref writer);
        writer.Finish();
        _stream.Write([0xFF, JpegMarker.EndOfImage]);
    }

    private void WriteFrame()
    {
        var sampling = (byte)((_factor << 4) | _factor);
        var (width, height) = (_image.Width, _image.Height);
        ReadOnlySpan<byte> components = [1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1];
        Segment(
            JpegMarker.StartOfFrame0,
            [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)Components,
                .. components[..(3 * Components)]]);
    }

    private (HuffmanCodes[] Dc, HuffmanCodes[] Ac) Tables()
    {
        if (_options.OptimizeHuffman)
        {
            var counts = new SymbolCounts();
            Encode(ref counts);
            return (Array.ConvertAll(counts.DcCounts, c => HuffmanCodes.Optimal(c)),
                Array.ConvertAll(counts.AcCounts, c => HuffmanCodes.Optimal(c)));
        }
        int[] slots = [0, 1];
        return (
            Array.ConvertAll(slots, slot =>
                new HuffmanCodes(StandardHuffmanTables.DcCounts(slot), StandardHuffmanTables.DcSymbols)),
            Array.ConvertAll(slots, slot =>
                new HuffmanCodes(StandardHuffmanTables.AcCounts(slot), StandardHuffmanTables.AcSymbols(slot))));
    }

    private void Encode<TSink>(ref TSink sink) where TSink : struct, ISymbolSink
    {
        Span<int> predictions = stackalloc int[3];
        Span<short> block = stackalloc short[64];
        for (var mcuRow = 0; mcuRow < _strips.McuRows; mcuRow++)
        {
            _strips.Fill(mcuRow);
            for (var mcuColumn = 0; mcuColumn < _strips.McuColumns; mcuColumn++)
            {
                for (var c = 0; c < Components; c++)
                {
                    var (factor, reduction, slot) = c == 0 ? (_factor, 1, 0) : (1, _factor, 1);
                    for (var v = 0; v < factor; v++)
                    {
                        for (var h = 0; h < factor; h++)
                        {
                            int x = 8 * ((mcuColumn * factor) + h), row = 8 * v, y = (8 * mcuRow * factor) + row;
                            if (x * reduction < _image.Width && y * reduction < _image.Height)
                                ForwardDct.Transform(_strips.Samples[c].AsSpan((row * _strips.Stride) + x),
                                    _strips.Stride, _steps[slot], block);
                            else
                            {
                                // Beyond the picture: whatever costs least.
                                block.Clear();
                                block[0] = (short)predictions[c];
                            }
                            BlockSymbols.Split(block, ref predictions[c], slot, ref sink);
                        }
                    }
                }
            }
        }
    }

    private void Segment(byte marker, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 2;
        _stream.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        _stream.Write(content);
    }
}
