namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>EXIF, and the orientation of XMP where EXIF has none: the order Pillow looks in.</summary>
internal static class FileMetadata
{
    /// <param name="exif">an EXIF block, or nothing</param>
    /// <param name="xmp">an XMP packet, or nothing</param>
    public static ImageMetadata Of(ReadOnlySpan<byte> exif, ReadOnlySpan<byte> xmp)
    {
        var metadata = ExifReader.Read(exif, out var statesOrientation);
        return !statesOrientation && XmpOrientation.Find(xmp) is { } orientation
            ? metadata with { Orientation = orientation }
            : metadata;
    }
}
