namespace ZoeDepth.Imaging;

/// <summary>The second bytes of markers (ITU T.81 table B.1).</summary>
internal static class JpegMarker
{
    public const byte StartOfFrame0 = 0xC0;
    public const byte StartOfFrame1 = 0xC1;
    public const byte StartOfFrame2 = 0xC2;
    public const byte StartOfFrame15 = 0xCF;
    public const byte HuffmanTables = 0xC4;
    public const byte ReservedExtension = 0xC8;
    public const byte ArithmeticConditioning = 0xCC;
    public const byte Restart0 = 0xD0;
    public const byte Restart7 = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte RestartInterval = 0xDD;
    public const byte Application0 = 0xE0;
    public const byte Application1 = 0xE1;
    public const byte Application14 = 0xEE;
    public const byte Temporary = 0x01;

    public static bool IsRestart(byte marker) => marker is >= Restart0 and <= Restart7;

    /// <summary>Markers that stand alone, without a length.</summary>
    public static bool StandsAlone(byte marker) => IsRestart(marker) || marker is StartOfImage or Temporary;

    public static bool IsStartOfFrame(byte marker) =>
        marker is >= StartOfFrame0 and <= StartOfFrame15
            and not (HuffmanTables or ReservedExtension or ArithmeticConditioning);
}
