using System.Diagnostics;
using System.Globalization;
using ZoeDepth.Original;
using ZoeDepth.Tensors;

namespace ZoeDepth.Benchmarks.FullSize;

/// <summary>
/// Every published network at its size, with random weights: <c>backbones [NAME…]</c>. A process that ran one network
/// keeps its memory, so the resident figure is that of the first name. Seconds of the processors are those of all
/// threads together; beside other programs they grow far less than those of the clock.
/// </summary>
internal static class BackboneBenchmark
{
    private const int Rounds = 3;

    /// <summary>Runs and prints a line for each.</summary>
    public static int Run(string[] names)
    {
        if (names.Except(PublishedNetworks.Names, StringComparer.OrdinalIgnoreCase).ToArray() is { Length: > 0 } wrong)
        {
            Console.Error.WriteLine($"no network is called {wrong[0]}; there are: {PublishedNetworks.Listed}");
            return 2;
        }
        Console.WriteLine($"{"network",-22} {"parameters",12} {"input",9} {"first s",8} {"next s",8} " +
            $"{"processors s",13} {"activations MB",15} {"resident MB",12}");
        foreach (var name in names.Length > 0 ? names : PublishedNetworks.Names) Measure(name);
        return 0;
    }

    private static void Measure(string name)
    {
        var config = PublishedNetworks.Named(name);
        var side = config.BackboneConfig switch
        {
            BeitConfig beit => beit.ImageSize,
            ViTConfig vit => vit.ImageSize,
            SwinConfig swin => swin.ImageSize,
            Dinov2Config dino => dino.ImageSize,
            _ => throw new InvalidOperationException($"{name} has no size"),
        };
        using var model = ZoeDepthForDepthEstimation.FromConfig(config);
        using var workspace = new Workspace();
        // Packing draws the weights; what it takes is no property of the network.
        model.Prepare();
        using var process = Process.GetCurrentProcess();
        var (seconds, busy) = (new List<double>(), new List<double>());
        for (var round = 0; round < 1 + Rounds; round++)
        {
            using var pass = Pass.Inference(workspace);
            var pixels = pass.New(new Shape(1, side, side, config.BackboneConfig.NumChannels));
            for (var i = 0; i < pixels.Values.Length; i++) pixels.Values[i] = MathF.Sin(0.37f * i);
            var (start, before) = (Stopwatch.GetTimestamp(), Busy());
            model.Forward(pixels);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            busy.Add(Busy() - before);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-22} {model.Parameters.Sum(parameter => parameter.Shape.Count),12:N0} {side,4}x{side,-4} " +
            $"{seconds[0],8:F2} {seconds.Skip(1).Min(),8:F2} {busy.Skip(1).Min(),13:F2} " +
            $"{workspace.PeakBytes / 1e6,15:N0} {process.WorkingSet64 / 1e6,12:N0}"));

        double Busy()
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }
}
