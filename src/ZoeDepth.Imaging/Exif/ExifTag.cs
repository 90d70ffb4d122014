namespace ZoeDepth.Imaging;

/// <summary>The EXIF entries this library knows (EXIF 2.32, tables 4 and 8).</summary>
internal enum ExifTag : ushort
{
    Make = 0x010F,
    Model = 0x0110,
    Orientation = 0x0112,
    ExifDirectory = 0x8769,
    FocalLength = 0x920A,
    FocalLengthIn35mmFilm = 0xA405,
}

/// <summary>How an entry's values are stored (TIFF 6.0, section 2).</summary>
internal enum ExifFieldType : ushort
{
    Byte = 1,
    Ascii = 2,
    Short = 3,
    Long = 4,
    Rational = 5,
    SignedByte = 6,
    SignedShort = 8,
    SignedLong = 9,
    SignedRational = 10,
    Float = 11,
    Double = 12,
    Directory = 13,
}
