using System.Globalization;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;

namespace ZoeDepth.Cli.Predict;

/// <summary>
/// Writes the files of one photo, each whole or not at all, with everything needed to get the same numbers again.
/// </summary>
internal sealed class PhotoFiles(PredictOptions options, Terminal terminal)
{
    private const int Gap = 8;

    /// <summary>Writes the planned files.</summary>
    /// <exception cref="IOException">a file cannot be written; files written before it stay, whole</exception>
    public IReadOnlyList<FileReport> Write(PlannedPhoto planned, RasterImage image, DepthMap depth)
    {
        var reports = new List<FileReport>();
        foreach (var file in planned.Files)
        {
            if (!file.IsStandardOutput && Path.GetDirectoryName(file.Path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            reports.Add(Write(file, planned.Photo, image, depth));
        }
        return reports;
    }

    private FileReport Write(PlannedFile file, Photo photo, RasterImage image, DepthMap depth)
    {
        var report = default(FileReport);
        if (file.IsStandardOutput)
        {
            using var whole = new MemoryStream();
            report = Write(file, whole, photo, image, depth);
            using var output = terminal.OutBytes();
            output.Write(whole.GetBuffer().AsSpan(0, (int)whole.Length));
            output.Flush();
            return report;
        }
        // Only who asked for it loses a file, even one that appeared while the photo was computed.
        AtomicFile.Write(file.Path, stream => report = Write(file, stream, photo, image, depth),
            replaces: options.Overwrite == OverwritePolicy.Replace);
        return report!;
    }

    private FileReport Write(PlannedFile file, Stream stream, Photo photo, RasterImage image, DepthMap depth)
    {
        switch (file.Kind)
        {
            case OutputKind.Png when depth.IsRelative:
                DepthPng.WriteRelative(depth.Values, depth.Width, depth.Height, stream, Texts(photo, image, depth));
                return new FileReport("png", file.Path,
                    "16-bit gray, relative inverse depth, no metres: the nearest is 65535");
            case OutputKind.Png:
                DepthPng.Write(depth.Values, depth.Width, depth.Height, stream, options.Scale,
                    Texts(photo, image, depth));
                return new FileReport("png", file.Path, Holds(options.Scale), options.Scale.UnitsPerMetre,
                    depth.Values.LongCount(metres => metres > options.Scale.Largest));
            case OutputKind.Npy:
                Npy.Write(stream, NpyArray.From<float>(depth.Values, depth.Height, depth.Width));
                return new FileReport("npy", file.Path, $"{Unit(depth)}, float32, [row, column]");
            case OutputKind.Pfm:
                stream.Write(Pfm.Encode(depth.Values, depth.Width, depth.Height));
                return new FileReport("pfm", file.Path, $"{Unit(depth)}, float32");
            default:
                var colors = depth.IsRelative ? options.Colors.ForInverseDepth() : options.Colors;
                var holds = colors.Describe(depth.Values);
                var picture = colors.Draw(depth.Values, depth.Width, depth.Height);
                if (file.Kind == OutputKind.SideBySide) picture = SideBySide.Compose(image, picture, Gap);
                PngEncoder.Save(picture, stream,
                    [new("Software", "ZoeDepth for .NET"), new("Colours", holds), .. Texts(photo, image, depth)]);
                return new FileReport(file.Kind == OutputKind.Color ? "color" : "side-by-side", file.Path, holds);
        }
    }

    private static string Unit(DepthMap depth) => depth.IsRelative ? "relative inverse depth, no metres" : "metres";

    private static string Holds(DepthScale scale) => string.Create(CultureInfo.InvariantCulture,
        $"16-bit gray, value / {scale.UnitsPerMetre} = metres, at most {scale.Largest:0.###} " +
        $"m{(scale.Truncates ? ", fractions cut off" : "")}, 0 = no depth");

    private static IEnumerable<KeyValuePair<string, string>> Texts(Photo photo, RasterImage image, DepthMap depth)
    {
        var damage = image.Damage is { } found ? new[] { KeyValuePair.Create("Photo damage", found.ToString()) } : [];
        return [new("Version", ProgramVersion.Version), new("Photo", Path.GetFileName(photo.Path)), .. damage,
            .. depth.Describe()];
    }
}
