using System.Diagnostics;
using System.Text.Json.Nodes;
using ZoeDepth.Imaging;

namespace ZoeDepth.Benchmarks.Codecs;

/// <summary>
/// <c>djpeg</c> and <c>libpng</c>: large pictures decoded here and by the native libraries' own programs, in turn, one
/// thread each, and their pixels compared. Medians; the last line is one JSON object. The program's time includes
/// starting its process, which is measured with a small picture and stated.
/// </summary>
internal static class CodecComparison
{
    private const int Rounds = 15;

    /// <summary>JPEG of 12 megapixels against libjpeg-turbo's djpeg. Arguments: the folder of photographs.</summary>
    public static int Djpeg(string[] args) => Run("djpeg", new("djpeg", "-pnm"), args[0], 4000, 3000, folder =>
    {
        var files = new List<(string, string)>();
        foreach (var chroma in Enum.GetValues<ChromaSampling>())
            foreach (var quality in (int[])[75, 90, 97])
            {
                var sampling = chroma == ChromaSampling.Full ? "4:4:4" : "4:2:0";
                var path = folder.File($"{chroma}-{quality}.jpg");
                JpegEncoder.Save(folder.Picture, path, new JpegOptions { Quality = quality, Chroma = chroma });
                files.Add(($"{sampling}, quality {quality}", path));
                if (quality != 90) continue;
                NativeProgram.Run(path + ".progressive", "jpegtran", "-progressive", path);
                files.Add(($"{sampling}, quality {quality}, progressive", path + ".progressive"));
            }
        return files;
    }, (picture, path) => JpegEncoder.Save(picture, path));

    /// <summary>PNG of 8 megapixels against pngtopnm, which is libpng. Arguments: the folder of photographs.</summary>
    public static int Libpng(string[] args) => Run("libpng", new("pngtopnm"), args[0], 3264, 2448, folder =>
    {
        var (ours, pnm, theirs, interlaced) = (folder.File("ours.png"), folder.File("mosaic.ppm"),
            folder.File("libpng.png"), folder.File("interlaced.png"));
        PngEncoder.Save(folder.Picture, ours);
        File.WriteAllBytes(pnm,
            [.. System.Text.Encoding.ASCII.GetBytes($"P6 {folder.Picture.Width} {folder.Picture.Height} 255\n"),
                .. folder.Picture.Data]);
        NativeProgram.Run(theirs, "pnmtopng", pnm);
        NativeProgram.Run(interlaced, "pnmtopng", "-interlace", pnm);
        return [("as zoedepth writes it", ours), ("as libpng writes it", theirs),
            ("as libpng writes it, interlaced", interlaced)];
    }, (picture, path) => PngEncoder.Save(picture, path));

    private static int Run(string name, NativeProgram peer, string photos, int width, int height,
        Func<WorkFolder, List<(string Name, string Path)>> make, Action<RasterImage, string> save)
    {
        using var folder = new WorkFolder(Mosaic.Of(photos, width, height));
        var dot = folder.File("dot");
        save(new RasterImage(8, 8, PixelFormat.Rgb8, new byte[192]), dot);
        var start = Median.Of(Enumerable.Range(0, Rounds).Select(_ => peer.Time(dot)));

        Console.WriteLine(
            $"{width}x{height} RGB, medians of {Rounds} turns, one thread each; starting {peer.Name} takes " +
            $"{start:F1} ms of its time");
        Console.WriteLine($"| picture | MB | ZoeDepth, first | ZoeDepth | {peer.Name} | ratio | pixels |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var rows = make(folder).Select(file => Row(peer, file.Name, file.Path)).ToArray();
        Console.WriteLine(new JsonObject
        {
            ["comparison"] = name,
            ["width"] = width,
            ["height"] = height,
            ["rounds"] = Rounds,
            ["peer"] = peer.Name,
            ["peer_start_ms"] = Math.Round(start, 2),
            ["largest_ratio"] = rows.Max(row => row["ratio"]!.GetValue<double>()),
            ["pixels_equal"] = rows.All(row => row["pixels_equal"]!.GetValue<bool>()),
            ["pictures"] = new JsonArray(rows),
        }.ToJsonString());
        return rows.All(row => row["pixels_equal"]!.GetValue<bool>()) ? 0 : 1;
    }

    private static JsonObject Row(NativeProgram peer, string name, string path)
    {
        var file = File.ReadAllBytes(path);
        var (here, there, decoded) = (new List<double>(), new List<double>(), default(RasterImage)!);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            decoded = RasterImage.Load(file);
            here.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            there.Add(peer.Time(path));
        }
        var same = peer.Pixels(path, decoded.Data.Length).AsSpan().SequenceEqual(decoded.Data);
        var (mine, other) = (Median.Of(here), Median.Of(there));
        Console.WriteLine(
            $"| {name} | {file.Length / 1e6:F1} | {here[0]:F0} ms | {mine:F1} ms | {other:F1} ms | {mine / other:F2} " +
            $"| {(same ? "equal" : "DIFFERENT")} |");
        return new JsonObject
        {
            ["picture"] = name,
            ["bytes"] = file.Length,
            ["ours_first_ms"] = Math.Round(here[0], 1),
            ["ours_ms"] = Math.Round(mine, 2),
            ["peer_ms"] = Math.Round(other, 2),
            ["ratio"] = Math.Round(mine / other, 3),
            ["pixels_equal"] = same,
        };
    }

    /// <summary>The picture, and a folder for its files that is gone when the comparison is over.</summary>
    private sealed class WorkFolder(RasterImage picture) : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("zoedepth-codecs-").FullName;

        public RasterImage Picture => picture;

        public string File(string name) => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
