using System.IO.Compression;
using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>
/// EXIF and orientation in a PNG file, in the order Pillow looks for them: the chunk eXIf, ImageMagick's text "Raw
/// profile type exif" (hexadecimal digits after three lines), and, where neither has an orientation, the XMP packet in
/// the text "XML:com.adobe.xmp".
/// </summary>
internal sealed class PngMetadata
{
    /// <summary>More than this is inflated of no text, nor of all of a file together.</summary>
    private const int LongestText = 1 << 22;

    /// <summary>What a text counts for that inflates to less, or to nothing because it is damaged.</summary>
    private const int LeastText = 1 << 10;

    private const int Piece = 1 << 16;

    private const string Profile = "Raw profile type exif", Packet = "XML:com.adobe.xmp";

    private byte[]? _exif;
    private byte[]? _profile;
    private byte[]? _packet;
    private int _room = LongestText;

    /// <summary>Takes the data of a chunk eXIf.</summary>
    public void TakeExif(ReadOnlySpan<byte> data) => _exif = data.ToArray();

    /// <summary>Takes the data of a chunk of text if it is one of those that matter.</summary>
    public void TakeText(uint type, ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)0);
        if (end < 0) return;
        var keyword = Encoding.Latin1.GetString(data[..Math.Min(end, Profile.Length + 1)]);
        if (keyword is not (Profile or Packet) || (keyword == Profile ? _profile : _packet) is not null) return;
        var text = Text(type, data[(end + 1)..]);
        if (keyword == Profile) _profile = text is null ? null : FromDigits(text);
        else _packet = text;
    }

    /// <summary>What all of it comes to.</summary>
    public ImageMetadata Of()
    {
        var statesOrientation = false;
        var metadata = (_exif ?? _profile) is { } exif
            ? ExifReader.Read(exif, out statesOrientation) : ImageMetadata.None;
        return !statesOrientation && _packet is not null && XmpOrientation.Find(_packet) is { } orientation
            ? metadata with { Orientation = orientation }
            : metadata;
    }

    /// <summary>The text behind the keyword; null when it is damaged or far too long.</summary>
    private byte[]? Text(uint type, ReadOnlySpan<byte> data)
    {
        if (type == PngChunks.Text) return data.ToArray();
        if (type == PngChunks.CompressedText) return data.Length < 1 || data[0] != 0 ? null : Inflate(data[1..]);
        if (data.Length < 2) return null;
        var isCompressed = data[0] != 0;
        data = data[2..];
        // The language and the translated keyword.
        for (var field = 0; field < 2; field++)
        {
            var end = data.IndexOf((byte)0);
            if (end < 0) return null;
            data = data[(end + 1)..];
        }
        return isCompressed ? Inflate(data) : data.ToArray();
    }

    private byte[]? Inflate(ReadOnlySpan<byte> data)
    {
        if (_room <= LeastText) return null;
        _room -= LeastText;
        try
        {
            using var stream = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            using var text = new MemoryStream();
            var piece = new byte[Piece];
            while (_room > 0)
            {
                var count = stream.Read(piece, 0, Math.Min(piece.Length, _room));
                if (count == 0) return text.ToArray();
                text.Write(piece, 0, count);
                _room -= count;
            }
            return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// A profile as ImageMagick writes it: an empty line, its name, its length, then digits in lines.
    /// </summary>
    private static byte[]? FromDigits(byte[] text)
    {
        var digits = string.Concat(Encoding.Latin1.GetString(text).Split('\n').Skip(3)).Trim();
        if (digits.Length % 2 != 0 || !digits.All(char.IsAsciiHexDigit)) return null;
        return Convert.FromHexString(digits);
    }
}
