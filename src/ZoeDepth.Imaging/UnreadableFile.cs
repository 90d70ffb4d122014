using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>Names what a file is that no decoder recognises, so that the error can say what to do about it.</summary>
internal static class UnreadableFile
{
    /// <summary>The longest start that is looked at.</summary>
    private const int Start = 1024;

    private const string WayOut = "convert it to PNG or JPEG";

    /// <summary>Kinds that begin with fixed bytes: where, which (Latin-1), and the name.</summary>
    private static readonly (int At, string Bytes, string Name)[] Signatures =
    [
        (0, "GIF87a", "GIF"), (0, "GIF89a", "GIF"), (8, "WEBP", "WebP"),
        (0, "II*\0", "TIFF"), (0, "MM\0*", "TIFF"), (0, "II+\0", "BigTIFF"), (0, "MM\0+", "BigTIFF"),
        (0, "IIU\0", "Panasonic raw"), (0, "IIRO", "Olympus raw"),
        (0, "\0\0\0\x0CjP  \r\n\x87\n", "JPEG 2000"), (0, "\xFF\x4F\xFF\x51", "JPEG 2000"),
        (0, "\0\0\0\x0CJXL \r\n\x87\n", "JPEG XL"), (0, "\xFF\x0A", "JPEG XL"),
        (4, "ftypavif", "AVIF"), (4, "ftypavis", "AVIF"),
        (4, "ftypheic", "HEIC"), (4, "ftypheix", "HEIC"), (4, "ftypheim", "HEIC"), (4, "ftypheis", "HEIC"),
        (4, "ftyphevc", "HEIC"), (4, "ftyphevx", "HEIC"),
        (4, "ftypmif1", "HEIC or another HEIF"), (4, "ftypmsf1", "HEIC or another HEIF"), (4, "ftypcrx ", "Canon raw"),
        (4, "ftyp", "MP4 or QuickTime video"),
        (0, "\0\0\x01\0", "ICO"), (0, "\0\0\x02\0", "CUR"), (0, "icns", "ICNS"), (0, "qoif", "QOI"),
        (0, "v/1\x01", "OpenEXR"),
        (0, "#?RADIANCE", "Radiance HDR"), (0, "#?RGBE", "Radiance HDR"), (0, "8BPS", "PSD"), (0, "P7\n", "PAM"),
        (0, "gimp xcf", "XCF"), (0, "DDS ", "DDS"),
        (0, "BPG\xFB", "BPG"), (0, "FLIF", "FLIF"), (0, "\x8BJNG", "JNG"), (0, "\x8AMNG", "MNG"),
        (0, "FUJIFILMCCD-RAW", "Fujifilm raw"), (0, "SIMPLE  =", "FITS"),
        (0, "%PDF-", "PDF"), (0, "%!PS", "PostScript"), (0, "\xD7\xCD\xC6\x9A", "WMF"),
        (0, "\x1A\x45\xDF\xA3", "Matroska or WebM video"),
    ];

    /// <summary>The error for a file of no known picture kind.</summary>
    internal static ImageFormatException Refusal(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) return new TruncatedImageException("the file is empty; copy or download it again");
        var start = Encoding.Latin1.GetString(file[..Math.Min(Start, file.Length)]);
        foreach (var (at, bytes, name) in Signatures)
            if (start.AsSpan(Math.Min(at, start.Length)).StartsWith(bytes, StringComparison.Ordinal))
                return new UnsupportedImageException($"{name} is not read here; {WayOutOf(name)}");
        return new UnsupportedImageException(Describe(start, file));
    }

    /// <summary>What to do about a kind: telephones make HEIC by themselves, and few programs convert it.</summary>
    private static string WayOutOf(string name) => name switch
    {
        _ when name.StartsWith("HEIC", StringComparison.Ordinal) =>
            $"{WayOut}: 'heif-convert photo.heic photo.jpg' (libheif), or let the telephone make JPEG (iPhone: " +
            "Settings, Camera, Formats, Most Compatible)",
        "AVIF" => $"{WayOut}: 'avifdec photo.avif photo.png' (libavif)",
        "WebP" or "TIFF" or "GIF" =>
            $"{WayOut}, or read it with the package ZoeDepth.Imaging.ImageSharp: put ImageSharpDecoders.All into " +
            "DecodeOptions.Decoders",
        _ when name.EndsWith("video", StringComparison.Ordinal) =>
            "take pictures out of it: 'ffmpeg -i film.mp4 frames/%06d.png'",
        _ => WayOut,
    };

    private static string Describe(string start, ReadOnlySpan<byte> file)
    {
        if (start.StartsWith("\x93NUMPY", StringComparison.Ordinal))
            return "a NumPy array, not a picture; depth in it is read with DepthFile.Read";
        if (start.StartsWith("\0\x05\x16\x07", StringComparison.Ordinal))
            return "an AppleDouble file (._name), the attributes macOS keeps beside a file on foreign disks; the " +
                "picture is the file without ._";
        if (start.StartsWith("PK\x03\x04", StringComparison.Ordinal))
            return "a ZIP archive (or NPZ), not a picture; unpack it; depth in an NPZ is read with DepthFile.Read";
        if (start.StartsWith("\x1F\x8B", StringComparison.Ordinal))
            return "a gzip archive, not a picture; unpack it first";
        var text = start.AsSpan(start.StartsWith("\xEF\xBB\xBF", StringComparison.Ordinal) ? 3 : 0).TrimStart();
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal))
            return "a Git LFS pointer, not the picture itself; fetch the picture with 'git lfs pull'";
        if (text.Contains("<svg", StringComparison.OrdinalIgnoreCase)) return $"SVG is a drawing, not pixels; {WayOut}";
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return "an HTML page, not a picture (unknown kind); a download probably answered with an error page: " +
                "fetch the file again";
        if (text.StartsWith("<?xml", StringComparison.Ordinal))
            return $"an XML document, not a picture (unknown kind); {WayOut}";
        if (file.IndexOfAnyExceptInRange((byte)0, (byte)0) < 0)
            return "the file holds nothing but zero bytes (unknown kind); copy or download it again";
        if (!start.AsSpan().ContainsAnyInRange('\0', '\x08'))
            return $"a text file, not a picture (unknown kind); it begins with \"{Shown(text)}\"";
        return "not a picture of a known kind (unknown; the first bytes are " +
            $"{Convert.ToHexString(file[..Math.Min(8, file.Length)])}); {WayOut}";
    }

    private static string Shown(ReadOnlySpan<char> text)
    {
        var line = text.IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
        return line.Length > 40 ? string.Concat(line[..40], "...") : line.ToString();
    }
}
