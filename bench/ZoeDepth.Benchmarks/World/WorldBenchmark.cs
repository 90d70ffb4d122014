using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic;
using ZoeDepth.Synthetic.Families;
using ZoeDepth.Synthetic.Numbers;
using ZoeDepth.Synthetic.Photography;
using ZoeDepth.Synthetic.Rendering;

namespace ZoeDepth.Benchmarks.World;

/// <summary>
/// <c>world [COUNT [FAMILY…]]</c>: how fast pictures of the procedural world are made, on one thread, by family and by
/// step; rays a second, and how far that is from what the boxes and shapes on their way cost at least.
/// </summary>
internal static class WorldBenchmark
{
    private const int Width = 256;
    private const int Height = 192;

    public static int Run(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var count = arguments.Length > 0 ? int.Parse(arguments[0]) : 12;
        var families = AllFamilies.List.Where(family => arguments.Length < 2 || arguments.Skip(1).Contains(family.Name))
            .ToList();
        Console.WriteLine(
            $"{Width}x{Height}, {SampleGrid.Samples} samples a pixel, one thread; milliseconds a picture, median of " +
            $"{count}");
        Console.WriteLine(
            $"{"family",-16}{"things",8}{"compose",9}{"depth",7}{"light",7}{"develop",9}{"files",7}{"all",7}   " +
            "pictures/s");
        foreach (var family in families) Times(family, 0);
        var all = families.Select(family => Times(family, count)).ToList();
        foreach (var row in all) Console.WriteLine(row.Text);
        // All families mixed: the mean time of a picture.
        Console.WriteLine(
            $"all families mixed: {1000 / all.Average(row => row.Milliseconds):0.0} pictures a second and core");
        RayRates.Run(families);
        return 0;
    }

    private static (string Text, double Milliseconds) Times(IFamily family, int count)
    {
        var steps = new double[5][];
        for (var step = 0; step < steps.Length; step++) steps[step] = new double[Math.Max(count, 3)];
        var things = 0L;
        for (var i = 0; i < steps[0].Length; i++)
        {
            var random = new SeededRandom(family.Name, (ulong)(1000 + i));
            var clock = Stopwatch.StartNew();
            double Lap()
            {
                var time = clock.Elapsed.TotalMilliseconds;
                clock.Restart();
                return time;
            }
            var renderer = Studio.Sketch(family, random).Sized(Width, Height);
            steps[0][i] = Lap();
            var depth = renderer.Geometry(all: false).Depth;
            steps[1][i] = Lap();
            var light = renderer.Light(5);
            steps[2][i] = Lap();
            var style = PhotoStyle.Draw(random, family.Domain);
            var picture = CameraPipeline.Develop(light, style, 7);
            steps[3][i] = Lap();
            using var files = new MemoryStream();
            JpegEncoder.Save(picture, files, JpegOptions.Default with { Quality = style.JpegQuality });
            PngEncoder.Save(DepthPng.ToImage(depth, Width, Height), files);
            steps[4][i] = Lap();
            things += renderer.Scene.Primitives.Count;
        }
        var all = Enumerable.Range(0, steps[0].Length).Select(i => steps.Sum(step => step[i])).ToArray();
        var medians = steps.Select(Median.Of).ToArray();
        var mean = all.Average();
        return (
            $"{family.Name,-16}{things / all.Length,8}{medians[0],9:0.0}{medians[1],7:0.0}{medians[2],7:0.0}" +
            $"{medians[3],9:0.0}{medians[4],7:0.0}{Median.Of(all),7:0.0}{1000 / mean,13:0.0}",
            mean);
    }
}
