namespace ZoeDepth.Tests.Readme;

/// <summary>The C# of README.md, line by line, so that it compiles and runs.</summary>
internal static class LibraryExamples
{
    /// <summary>The first block.</summary>
    public static void Shortest(string folder, string photo, string file)
    {
        using var estimator = DepthEstimator.FromPretrained(folder);    // "models/zoedepth-nyu-kitti"
        var depth = estimator.Estimate(photo);                          // "room.jpg"

        Console.WriteLine($"{depth[240, 320]:0.00} m in the middle, {depth.Min:0.00} to {depth.Max:0.00} m");
        depth.Save(file);                                               // "room.depth.png": 16 bit, millimetres
    }

    /// <summary>The second block.</summary>
    public static async Task<DepthMap> Everything(DepthEstimator estimator, string photo, CancellationToken cancellation)
    {
        var options = new EstimateOptions { Preset = DepthPreset.Upstream, Domain = "kitti" };
        var progress = new Progress<DepthProgress>(step => Console.Error.Write($"\r{step.Fraction:P0}"));
        var depth = await estimator.EstimateAsync(photo, options, progress, cancellation);
        Console.WriteLine($"{depth.Preset}, {depth.NetworkHeight}x{depth.NetworkWidth}, {depth.Domain?.Name} ({depth.Domain?.Probability:0.00})");
        foreach (var note in depth.Notes) Console.WriteLine(note);
        return depth;
    }
}
