using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;

namespace ZoeDepth.Cli.Evaluate;

/// <summary>A sheet as PNG or JPEG, by the ending of its name.</summary>
internal static class SheetFile
{
    private const int JpegQuality = 92;

    /// <exception cref="CommandException">it cannot be written</exception>
    public static void Save(RasterImage sheet, string path) => OutputFile.Write(path, stream =>
    {
        if (path.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            PngEncoder.Save(sheet, stream, [new("Software", $"ZoeDepth for .NET {ProgramVersion.Version}")]);
        else JpegEncoder.Save(sheet, stream, new JpegOptions { Quality = JpegQuality });
    });
}
