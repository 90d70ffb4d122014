using System.CommandLine;
using ZoeDepth.Cli.Shell;
using ZoeDepth.Cli.Surfaces;

namespace ZoeDepth.Cli;

/// <summary><c>zoedepth mesh</c>: a photo as a textured surface in metres.</summary>
internal sealed class MeshCommand : Command
{
    /// <summary>What is typed.</summary>
    public const string Verb = "mesh";

    private readonly SurfaceSwitches _switches = new(SurfaceKind.Mesh);

    /// <summary>The verb.</summary>
    public MeshCommand(Terminal terminal) : base(Verb, "Write what a photo shows as a textured surface, in metres.")
    {
        Add(_switches.Photo);
        foreach (var option in _switches.Options) Add(option);
        _switches.Validate(this);
        SetAction((parsed, cancellation) => SurfaceRun.RunAsync(_switches.Read(parsed), terminal, cancellation));
    }

    /// <summary>Shown by <c>--help</c>.</summary>
    public static IReadOnlyList<Example> Examples { get; } =
    [
        new("a surface with the photo on it, as room.mesh.glb beside the photo", "zoedepth mesh room.jpg"),
        new("finer, for a camera of 78 degrees, into another folder",
            "zoedepth mesh room.jpg --hfov 78 --max-side 2048 --out meshes/room.glb"),
        new("the file of the research code's user interface", "zoedepth mesh room.jpg --original"),
    ];
}
