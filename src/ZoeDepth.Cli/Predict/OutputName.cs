namespace ZoeDepth.Cli.Predict;

/// <summary>What one output file holds.</summary>
internal enum OutputKind
{
    /// <summary>Depth as 16-bit gray PNG; always written.</summary>
    Png,

    /// <summary>Depth in metres as NumPy file.</summary>
    Npy,

    /// <summary>Depth in metres as portable float map.</summary>
    Pfm,

    /// <summary>Depth as colours.</summary>
    Color,

    /// <summary>The photo beside its depth as colours.</summary>
    SideBySide,
}

/// <summary>How output files are called.</summary>
internal static class OutputName
{
    private static readonly Dictionary<OutputKind, string> Endings = new()
    {
        [OutputKind.Png] = ".depth.png",
        [OutputKind.Npy] = ".depth.npy",
        [OutputKind.Pfm] = ".depth.pfm",
        [OutputKind.Color] = ".depth.color.png",
        [OutputKind.SideBySide] = ".depth.side.png",
    };

    /// <summary>
    /// <c>room</c> and <see cref="OutputKind.Color"/> give <c>room.depth.color.png</c>; number 2 gives
    /// <c>room.depth-2.color.png</c>.
    /// </summary>
    public static string Of(string stem, OutputKind kind, int number = 1) =>
        stem + (number == 1 ? Endings[kind] : Endings[kind]
            .Replace(".depth", $".depth-{number}", StringComparison.Ordinal));

    /// <summary>
    /// Whether a file found in a folder is the depth of a photo and no photo itself: <c>*.depth.png</c>,
    /// <c>*.depth-2.color.png</c>.
    /// </summary>
    public static bool IsOurs(string path)
    {
        var parts = Path.GetFileName(path).Split('.');
        return parts.Skip(1).SkipLast(1)
            .Any(part => part == "depth"
                || (part.StartsWith("depth-", StringComparison.Ordinal) && part[6..].All(char.IsAsciiDigit)));
    }
}
