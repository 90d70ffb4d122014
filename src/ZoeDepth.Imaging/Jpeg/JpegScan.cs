namespace ZoeDepth.Imaging;

/// <summary>
/// The scan header (T.81 B.2.3): which components, and in progressive pictures which coefficients and which of their
/// bits, follow.
/// </summary>
/// <param name="Components">those in the scan, in order</param>
/// <param name="First">first coefficient in zigzag order</param>
/// <param name="Last">last coefficient, inclusive</param>
/// <param name="HighBit">the lowest bit earlier scans brought; 0 in a first scan</param>
/// <param name="LowBit">the lowest bit this scan brings</param>
internal sealed record JpegScan(JpegComponent[] Components, int First, int Last, int HighBit, int LowBit)
{
    // T.81 B.2.3: an MCU holds at most ten blocks.
    private const int MostBlocksPerMcu = 10;

    public bool IsInterleaved => Components.Length > 1;

    /// <summary>Blocks the scan visits.</summary>
    public long Blocks(JpegFrame frame) => IsInterleaved
        ? (long)frame.McuColumns * frame.McuRows * Components.Sum(c => c.Horizontal * c.Vertical)
        : (long)Components[0].ColumnsAlone * Components[0].RowsAlone;

    /// <summary>Rows of MCUs; of blocks when the scan holds one component.</summary>
    public int Rows(JpegFrame frame) => IsInterleaved ? frame.McuRows : Components[0].RowsAlone;

    /// <summary>Reads a scan header, checks that it may come here, and gives its components their tables.</summary>
    /// <exception cref="CorruptImageException">it breaks the rules or asks for a table that is not there</exception>
    public static JpegScan Parse(ReadOnlySpan<byte> segment, JpegFrame frame, JpegTables tables)
    {
        if (segment.Length < 1 || segment[0] is < 1 or > 4 || segment.Length < 4 + (2 * segment[0]))
            throw Corrupt("its header is too short or holds no or too many components");
        var count = segment[0];
        var components = new JpegComponent[count];
        for (var i = 0; i < count; i++)
        {
            var id = segment[1 + (2 * i)];
            components[i] = frame.Components.FirstOrDefault(c => c.Id == id && !components.Contains(c))
                ?? throw Corrupt($"it names component {id}, which the frame does not hold or the scan already named");
        }
        var bits = segment[(1 + (2 * count))..];
        var scan = frame.IsProgressive
            ? new JpegScan(components, bits[0], bits[1], bits[2] >> 4, bits[2] & 15)
            : new JpegScan(components, 0, 63, 0, 0);

        if (count > 1 && components.Sum(c => c.Horizontal * c.Vertical) > MostBlocksPerMcu)
            throw Corrupt($"its units hold more than {MostBlocksPerMcu} blocks");
        if (frame.IsProgressive) scan.CheckProgression();
        else if (components.Any(c => c.IsComplete)) throw Corrupt("it repeats a component");
        for (var i = 0; i < count; i++) scan.TakeTables(components[i], segment[2 + (2 * i)], frame, tables);
        return scan;
    }

    private static CorruptImageException Corrupt(string why) =>
        new($"JPEG: a scan breaks the rules: {why}. The file is damaged");

    /// <summary>
    /// Bits of a coefficient come from the highest to the lowest, each once (T.81 G.1.1.1). libjpeg only warns; holding
    /// files to it bounds the work they can ask for.
    /// </summary>
    private void CheckProgression()
    {
        if (Last > 63 || First > Last || (First == 0) != (Last == 0) || LowBit > 13
            || (HighBit != 0 && HighBit != LowBit + 1))
            throw Corrupt($"coefficients {First}..{Last}, bits {HighBit}..{LowBit} are no step of a progression");
        if (First > 0 && IsInterleaved) throw Corrupt("AC coefficients of several components are interleaved");
        foreach (var component in Components)
        {
            var expected = HighBit == 0 ? -1 : HighBit;
            if (component.LowestBit.AsSpan(First, Last - First + 1).ContainsAnyExcept(expected))
                throw Corrupt($"coefficients {First}..{Last} of component {component.Id} are sent out of order");
        }
    }

    private void TakeTables(JpegComponent component, byte slots, JpegFrame frame, JpegTables tables)
    {
        component.Quantization ??= tables.Quantization(component.QuantizationSlot);
        var needsDc = First == 0 && HighBit == 0;
        var needsAc = Last > 0;
        if (!frame.IsProgressive) tables.SupplyStandardHuffman();
        component.Dc = needsDc ? tables.Dc(slots >> 4) : null;
        component.Ac = needsAc ? tables.Ac(slots & 15) : null;
        component.LowestBit.AsSpan(First, Last - First + 1).Fill(LowBit);
    }
}
