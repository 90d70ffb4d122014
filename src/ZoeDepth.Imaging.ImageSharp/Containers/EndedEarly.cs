namespace ZoeDepth.Imaging.ImageSharp.Containers;

/// <summary>The error of a file that ends before its picture does.</summary>
internal static class EndedEarly
{
    /// <param name="formatName">"GIF"</param>
    /// <param name="needed">bytes it needs at least</param>
    /// <param name="there">bytes it has</param>
    public static TruncatedImageException Of(string formatName, long needed, long there) => new(
        $"the {formatName} file ends early: it has {there} bytes where at least {needed} are needed; copy or " +
        "download it again");
}
