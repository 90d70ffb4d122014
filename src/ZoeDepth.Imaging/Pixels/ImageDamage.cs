using System.Globalization;

namespace ZoeDepth.Imaging;

/// <summary>
/// What was wrong with a file that was decoded all the same, because <see cref="DecodeOptions.AllowTruncated"/> asked
/// for it.
/// </summary>
/// <param name="Reason">what is wrong: "the JPEG file ends early"</param>
/// <param name="MissingShare">
/// the share of the image, 0 to 1, that could not be read and stayed gray (of a progressive JPEG: that a scan left
/// unread); 0 where all of it could be read but may be altered
/// </param>
public sealed record ImageDamage(string Reason, double MissingShare)
{
    /// <summary>"the JPEG file ends early: 40.0 % of the image could not be read and stayed gray".</summary>
    public override string ToString() => MissingShare == 0
        ? $"{Reason}: all of the image could be read, but parts of it may be wrong"
        : string.Create(CultureInfo.InvariantCulture,
            $"{Reason}: {100 * MissingShare:0.0} % of the image could not be read and stayed gray");

    /// <summary>Of rows or bytes that are there of those needed; null when all are.</summary>
    internal static ImageDamage? OfTruncated(string formatName, long there, long needed) =>
        there >= needed
            ? null : new ImageDamage($"the {formatName} file ends early", 1 - (Math.Max(0, there) / (double)needed));
}
