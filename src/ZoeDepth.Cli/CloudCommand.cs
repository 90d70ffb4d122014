using System.CommandLine;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Surfaces;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth cloud</c>: a photo as coloured points in metres.</summary>
internal sealed class CloudCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "cloud";

    private readonly SurfaceSwitches _switches = new(SurfaceKind.Cloud);

    /// <summary>The verb.</summary>
    public CloudCommand(Terminal terminal) : base(Verb, "Write what a photo shows as coloured points, in metres.")
    {
        Add(_switches.Photo);
        foreach (var option in _switches.Options) Add(option);
        _switches.Validate(this);
        SetAction((parsed, cancellation) => SurfaceRun.RunAsync(_switches.Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a point for each pixel, as room.cloud.ply beside the photo", "zoedepth cloud room.jpg"),
        new("of a camera that was calibrated, on the axes of OpenCV",
            "zoedepth cloud room.jpg --intrinsics camera.json --axes opencv"),
        new("of depth that was measured", "zoedepth cloud room.jpg --depth room.depth.png --hfov 62"),
    ];
}
