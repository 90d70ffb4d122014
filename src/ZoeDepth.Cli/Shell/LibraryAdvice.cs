using System.Text.RegularExpressions;

namespace ZoeDepth.Cli.Shell;

/// <summary>
/// Advice of the library that only somebody who writes C# can follow, in texts about files that a command without such
/// an option reads.
/// </summary>
internal static partial class LibraryAdvice
{
    /// <summary>A text without it.</summary>
    public static string CutFrom(string text) => Advice().Replace(text, "");

    [GeneratedRegex(@"(, or|\.) [sS]et DecodeOptions\.AllowTruncated to decode (what|the part that) "
        + @"(can be read|is there)|; raise DecodeOptions\.MaxPixels if the file is meant"
        + @"|; raise the limit \(DecodeOptions\.MaxFileBytes for pictures\) if it is meant"
        + @"|; depth in (it|an NPZ) is read with DepthFile\.Read")]
    private static partial Regex Advice();
}
