using System.Globalization;
using System.Text;

namespace ZoeDepth.Imaging;

/// <summary>
/// The header of an NPY file, a Python dictionary: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (13, 19),
/// }</c> (numpy/lib/format.py). Only literals are read; nothing is ever evaluated.
/// </summary>
internal readonly record struct NpyHeader(string Description, bool FortranOrder, int[] Shape)
{
    /// <summary>NumPy leaves room to write a longer first extent later: the digits of 2⁶⁴ and a sign.</summary>
    private const int GrowthDigits = 21;

    /// <summary>NumPy refuses longer headers, too (numpy/lib/format.py, _MAX_HEADER_SIZE).</summary>
    internal const int LongestText = 10_000;

    /// <summary>NumPy's own limit.</summary>
    private const int MostAxes = 64;

    /// <summary>The text of a header: Latin-1 until version 2, UTF-8 from version 3.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes, int version) =>
        version >= 3 ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The text NumPy writes, without the padding that aligns the data.</summary>
    internal string ToText()
    {
        var shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        var text = $"{{'descr': '{Description}', 'fortran_order': {(FortranOrder ? "True" : "False")}, 'shape': " +
            $"{shape}, }}";
        var growing = Shape.Length == 0
            ? 0 : GrowthDigits - Shape[FortranOrder ? ^1 : 0].ToString(CultureInfo.InvariantCulture).Length;
        return text + new string(' ', growing);
    }

    /// <summary>Reads the dictionary.</summary>
    /// <exception cref="ImageFormatException">it is not what NumPy writes</exception>
    internal static NpyHeader Parse(string text)
    {
        var reader = new Reader(text);
        var (description, fortran, shape) = ((string?)null, (bool?)null, (int[]?)null);
        reader.Expect('{');
        while (!reader.TryTake('}'))
        {
            var key = reader.Text();
            reader.Expect(':');
            switch (key)
            {
                case "descr": description = reader.Description(); break;
                case "fortran_order": fortran = reader.Truth(); break;
                case "shape": shape = reader.Shape(); break;
                default: throw reader.Unexpected($"the unknown key '{key}'");
            }
            if (reader.TryTake(',')) continue;
            reader.Expect('}');
            break;
        }
        reader.ExpectEnd();
        if (description is null || fortran is null || shape is null)
            throw new CorruptImageException("the NPY header lacks one of 'descr', 'fortran_order' and 'shape'");
        return new NpyHeader(description, fortran.Value, shape);
    }

    private struct Reader(string text)
    {
        private int _at;

        internal bool TryTake(char wanted)
        {
            SkipSpace();
            if (_at >= text.Length || text[_at] != wanted) return false;
            _at++;
            return true;
        }

        internal void Expect(char wanted)
        {
            if (!TryTake(wanted)) throw Unexpected($"no '{wanted}'");
        }

        internal void ExpectEnd()
        {
            if (text.AsSpan(_at).Trim().Length > 0) throw Unexpected("more text");
        }

        internal string Text()
        {
            var quote = TryTake('\'') ? '\'' : '"';
            if (quote == '"') Expect('"');
            var end = text.IndexOf(quote, _at);
            if (end < 0) throw Unexpected("text without its closing quote");
            var word = text[_at..end];
            _at = end + 1;
            return word;
        }

        /// <summary>A type code; a list describes records of several fields.</summary>
        internal string Description() => TryTake('[')
            ? throw new UnsupportedImageException(
                "the NPY file holds records of several fields, which are not read here; save its fields as arrays " +
                "of their own")
            : Text();

        internal bool Truth()
        {
            SkipSpace();
            foreach (var (word, value) in new[] { ("True", true), ("False", false) })
            {
                if (!text.AsSpan(_at).StartsWith(word)) continue;
                _at += word.Length;
                return value;
            }
            throw Unexpected("neither True nor False");
        }

        internal int[] Shape()
        {
            var extents = new List<int>();
            Expect('(');
            while (!TryTake(')'))
            {
                var start = _at;
                while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
                if (!long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var extent))
                    throw Unexpected("no extent");
                if (extent > int.MaxValue)
                    throw new ImageTooLargeException(
                        $"the NPY header declares an extent of {extent}; at most {int.MaxValue} are read");
                extents.Add((int)extent);
                if (extents.Count > MostAxes) throw Unexpected($"more than {MostAxes} axes");

                // Python 2 wrote long integers as 3L.
                TryTake('L');
                if (TryTake(',')) continue;
                Expect(')');
                break;
            }
            return [.. extents];
        }

        private void SkipSpace()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        }

        internal readonly CorruptImageException Unexpected(string what) =>
            new($"the NPY header has {what} at character {_at}: \"{text.TrimEnd()}\"");
    }

}
