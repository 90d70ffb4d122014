using System.CommandLine;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Surfaces;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth panorama</c>: a full panorama as a surface around the camera.</summary>
internal sealed class PanoramaCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "panorama";

    private readonly SurfaceSwitches _switches = new(SurfaceKind.Panorama);

    /// <summary>The verb.</summary>
    public PanoramaCommand(Terminal terminal)
        : base(Verb, "Write what a 360-degree panorama shows as a surface around the camera, in metres.")
    {
        Add(_switches.Photo);
        foreach (var option in _switches.Options) Add(option);
        _switches.Validate(this);
        SetAction((parsed, cancellation) => SurfaceRun.RunAsync(_switches.Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a room to stand in, as hall.panorama.glb beside the picture", "zoedepth panorama hall.jpg"),
        new("the file of the research code's user interface: open at its seam, upside down",
            "zoedepth panorama hall.jpg --original"),
    ];
}
