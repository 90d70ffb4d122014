using System.Globalization;
using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>
/// Reads the words of a Netpbm file: separated by white space, with comments from <c>#</c> to the end of the line.
/// </summary>
internal ref struct PnmTokens(ReadOnlySpan<byte> file, int start)
{
    /// <summary>No number of a sane header is longer; hostile ones are not read to their end.</summary>
    private const int LongestWord = 32;

    private readonly ReadOnlySpan<byte> _file = file;

    /// <summary>Where the next byte is read.</summary>
    internal int At { get; private set; } = start;

    /// <summary>The next whole number, not below 0.</summary>
    /// <param name="what">what it is, for the error</param>
    /// <exception cref="ImageFormatException">the file ends, or something else stands there</exception>
    internal long Number(string what)
    {
        var word = Word(what);
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CorruptImageException(
                $"the {what} in the PNM file is \"{Encoding.Latin1.GetString(word)}\", not a whole number");
    }

    /// <summary>The next decimal number.</summary>
    /// <inheritdoc cref="Number"/>
    internal double Decimal(string what)
    {
        var word = Word(what);
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CorruptImageException(
                $"the {what} in the PFM file is \"{Encoding.Latin1.GetString(word)}\", not a number");
    }

    /// <summary>The next digit 0 or 1; digits of a bitmap need no space between them.</summary>
    internal bool Bit()
    {
        SkipSpace("pixels");
        return _file[At++] switch
        {
            (byte)'0' => false,
            (byte)'1' => true,
            var other => throw new CorruptImageException($"byte {At - 1} of the PBM file is {other}, neither 0 nor 1"),
        };
    }

    /// <summary>
    /// Steps over the one white-space byte between header and binary pixels; whatever follows is a pixel, even
    /// <c>#</c>.
    /// </summary>
    internal void EndHeader()
    {
        if (At >= _file.Length) throw Truncated("header");
        if (!IsSpace(_file[At]))
            throw new CorruptImageException(
                $"byte {At} of the PNM file should be white space between header and pixels");
        At++;
    }

    private ReadOnlySpan<byte> Word(string what)
    {
        SkipSpace(what);
        var first = At;
        while (At < _file.Length && !IsSpace(_file[At]) && _file[At] != '#')
            if (++At - first > LongestWord)
                throw new CorruptImageException($"the {what} in the PNM file is longer than {LongestWord} characters");
        return _file[first..At];
    }

    private void SkipSpace(string what)
    {
        for (; At < _file.Length; At++)
        {
            if (_file[At] == '#')
            {
                var length = _file[At..].IndexOfAny((byte)'\n', (byte)'\r');
                if (length < 0) break;
                At += length;
            }
            else if (!IsSpace(_file[At]))
            {
                return;
            }
        }
        throw Truncated(what);
    }

    private readonly TruncatedImageException Truncated(string what) =>
        new($"the PNM file ends after {_file.Length} bytes, before its {what}; copy or download it again");

    /// <summary>C's isspace: blank, tab, line feed, vertical tab, form feed, carriage return.</summary>
    internal static bool IsSpace(byte character) => character is (byte)' ' or (>= 9 and <= 13);
}
