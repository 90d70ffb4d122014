namespace ZoeDepth.Imaging;

/// <summary>How finely a JPEG file keeps colour.</summary>
public enum ChromaSampling
{
    /// <summary>4:2:0: half the columns and half the rows.</summary>
    Halved,

    /// <summary>4:4:4: every pixel. For colour maps, whose edges 4:2:0 would smear.</summary>
    Full,
}

/// <summary>How to write a JPEG file.</summary>
public sealed record JpegOptions
{
    /// <summary>Quality 90, halved chroma, standard tables.</summary>
    public static JpegOptions Default { get; } = new();

    /// <summary>1..100, on the scale of libjpeg and Pillow.</summary>
    public int Quality { get; init; } = 90;

    /// <summary>How finely colour is kept; gray pictures have none.</summary>
    public ChromaSampling Chroma { get; init; } = ChromaSampling.Halved;

    /// <summary>Whether Huffman tables are made to measure: files a few percent smaller for twice the time.</summary>
    public bool OptimizeHuffman { get; init; }
}
