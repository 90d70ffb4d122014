using ZoeDepth.Geometry;

namespace ZoeDepth.Cli.Surfaces;

/// <summary>What is made of a photo's depth, and what that is called.</summary>
/// <param name="Name">the verb, and the part of the file's name that says what it is</param>
/// <param name="Ending">of the file where nobody names one</param>
/// <param name="Defaults">how fine, and where it is cut</param>
internal sealed record SurfaceKind(string Name, string Ending, SurfaceOptions Defaults)
{
    /// <summary>Points.</summary>
    public static SurfaceKind Cloud { get; } = new("cloud", ".ply", SurfaceOptions.Cloud);

    /// <summary>A surface before the camera.</summary>
    public static SurfaceKind Mesh { get; } = new("mesh", ".glb", SurfaceOptions.Mesh);

    /// <summary>A surface around the camera.</summary>
    public static SurfaceKind Panorama { get; } = new("panorama", ".glb", SurfaceOptions.Panorama);

    /// <summary><c>room.jpg</c> gives <c>room.mesh.glb</c> beside it.</summary>
    public string FileOf(string photo) => $"{Path.ChangeExtension(photo, null)}.{Name}{Ending}";
}
