#:project ../src/ZoeDepth.Imaging/ZoeDepth.Imaging.csproj
// Decodes 12-megapixel JPEGs made of the sample photos, here and with libjpeg-turbo's djpeg, one thread each, and checks that the pixels agree.
// djpeg's time includes starting its process (some 3 ms) and writing to /dev/null. Run it through compare-djpeg.sh.
using System.Diagnostics;
using ZoeDepth.Imaging;

const int width = 4000, height = 3000, rounds = 15;
var photos = Directory.GetFiles(args[0], "*.jpg").Order(StringComparer.Ordinal)
    .Select(path => Image.Load(path)).Where(photo => photo.Format == PixelFormat.Rgb8).ToArray();
var mosaic = new byte[width * height * 3];
for (int top = 0, next = 0; top < height; top += 400)
    for (var left = 0; left < width; next++)
    {
        var photo = photos[next % photos.Length];
        var columns = Math.Min(photo.Width, width - left);
        for (var y = top; y < Math.Min(top + 400, height); y++)
            photo.Data.AsSpan((y - top) % photo.Height * photo.Width * 3, columns * 3).CopyTo(mosaic.AsSpan(((y * width) + left) * 3));
        left += columns;
    }

Console.WriteLine("| picture | MB | ZoeDepth, first | ZoeDepth | djpeg | ratio | pixels |");
Console.WriteLine("|---|---|---|---|---|---|---|");
var image = new Image(width, height, PixelFormat.Rgb8, mosaic);
foreach (var chroma in Enum.GetValues<ChromaSampling>())
    foreach (var quality in (int[])[75, 90, 97])
    {
        var path = Path.GetTempFileName();
        JpegEncoder.Save(image, path, new JpegOptions { Quality = quality, Chroma = chroma });
        Row($"{(chroma == ChromaSampling.Full ? "4:4:4" : "4:2:0")}, quality {quality}", path);
        if (quality == 90)
        {
            Djpeg("jpegtran", "-progressive", "-outfile", path + ".progressive", path);
            Row("the same, progressive", path + ".progressive");
            File.Delete(path + ".progressive");
        }
        File.Delete(path);
    }

static void Row(string name, string path)
{
    var file = File.ReadAllBytes(path);
    var (here, there, first, decoded) = (double.MaxValue, double.MaxValue, 0.0, default(Image)!);
    for (var round = 0; round < rounds; round++)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        decoded = Image.Load(file);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (round == 0) first = time;
        here = Math.Min(here, time);
        there = Math.Min(there, Djpeg("djpeg", "-pnm", "-outfile", "/dev/null", path));
    }
    Djpeg("djpeg", "-pnm", "-outfile", path + ".pnm", path);
    var pixels = File.ReadAllBytes(path + ".pnm");
    File.Delete(path + ".pnm");
    var same = pixels.AsSpan(pixels.Length - decoded.Data.Length).SequenceEqual(decoded.Data);
    var verdict = same ? "equal" : "DIFFERENT";
    Console.WriteLine($"| {name} | {file.Length / 1e6:F1} | {first:F0} ms | {here:F1} ms | {there:F1} ms | {here / there:F2} | {verdict} |");
}

static double Djpeg(string program, params string[] arguments)
{
    var start = Stopwatch.GetTimestamp();
    using var process = Process.Start(program, arguments);
    process.WaitForExit();
    if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed with exit code {process.ExitCode}");
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
