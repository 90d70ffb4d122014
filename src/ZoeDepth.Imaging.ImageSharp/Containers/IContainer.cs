namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>What a file says about its picture before a pixel is decoded.</summary>
/// <param name="Width">stored columns</param>
/// <param name="Height">stored rows</param>
/// <param name="Format">what its pixels become</param>
/// <param name="Metadata">EXIF and XMP</param>
internal sealed record StoredImage(int Width, int Height, PixelFormat Format, ImageMetadata Metadata);

/// <summary>The container of one format: its header, its metadata, and where its picture's data lies.</summary>
internal interface IContainer
{
    /// <summary>The name shown to people.</summary>
    string FormatName { get; }

    /// <summary>Whether a file that begins so is of this format.</summary>
    bool Recognises(ReadOnlySpan<byte> start);

    /// <summary>Reads size, kind and metadata, in time linear in the container's parts.</summary>
    /// <exception cref="ImageFormatException">
    /// the header ends early, breaks the format's rules, or is not read here
    /// </exception>
    StoredImage Read(ReadOnlySpan<byte> file);

    /// <summary>Refuses a file that ends before its picture does.</summary>
    /// <exception cref="TruncatedImageException">some of the picture's data is missing</exception>
    /// <exception cref="CorruptImageException">it cannot be found</exception>
    void CheckWhole(ReadOnlySpan<byte> file, StoredImage stored, CancellationToken cancellation);
}
