using System.Globalization;
using System.Text;

namespace ZoeDepth.Runtime.Untrusted;

/// <summary>
/// Text that somebody else wrote, on its way into a message: cut when long, and without anything a terminal would obey.
/// </summary>
internal static class UntrustedText
{
    private const int LongestName = 120;
    private const string Cut = "...";

    /// <summary>
    /// The text, at most so long, in which control characters, directions of writing and the like stand as
    /// <c>\u001B</c>.
    /// </summary>
    public static string Shown(string text, int longest = LongestName)
    {
        var shown = new StringBuilder();
        // A lone half of a surrogate pair comes out of the enumeration as U+FFFD, so a cut in the middle of a pair does
        // no harm.
        foreach (var rune in (text.Length <= longest ? text : text[..(longest - Cut.Length)]).EnumerateRunes())
        {
            if (IsObeyed(rune)) shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else shown.Append(rune);
        }
        return text.Length <= longest ? shown.ToString() : shown.Append(Cut).ToString();
    }

    /// <summary>The same in quotation marks.</summary>
    public static string Quoted(string text) => $"'{Shown(text)}'";

    private static bool IsObeyed(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
