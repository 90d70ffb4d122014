using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>A sheet as PNG or JPEG, by the ending of its name.</summary>
internal static class SheetFile
{
    private const int JpegQuality = 92;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Everything about the name that can be known before anything is computed.</summary>
    /// <exception cref="CommandException">its ending is another one, or a folder has its name</exception>
    public static void Check(string? path)
    {
        if (path is null) return;
        if (!Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw CommandException.Usage($"no sheet is written with the ending of {path}; use .png or .jpg");
        OutputFile.Check(path);
    }

    /// <exception cref="CommandException">it cannot be written</exception>
    public static void Save(RasterImage sheet, string path) => OutputFile.Write(path, stream =>
    {
        if (path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            PngEncoder.Save(sheet, stream, [new("Software", $"ZoeDepth for .NET {ProgramVersion.Version}")]);
        else JpegEncoder.Save(sheet, stream, new JpegOptions { Quality = JpegQuality });
    });
}
