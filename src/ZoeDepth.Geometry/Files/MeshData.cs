using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>What a geometry file holds: vertices and, unless it is a cloud, triangles.</summary>
/// <param name="Positions">metres</param>
/// <param name="Colors">red, green and blue of each vertex</param>
/// <param name="Triangles">three indices each, counterclockwise from the front; none for a cloud</param>
/// <param name="Axes">where the axes of the positions lead</param>
internal sealed record MeshData(Vector3[] Positions, byte[] Colors, int[] Triangles, GeometryAxes Axes)
{
    /// <summary>Places on the texture, (0, 0) its upper left corner; null without one.</summary>
    public Vector2[]? TextureCoordinates { get; init; }

    /// <summary>The picture on the triangles; null where vertices have colours alone.</summary>
    public RasterImage? Texture { get; init; }

    /// <summary>Whether these are points that no triangle is meant to join.</summary>
    public bool IsCloud { get; init; }

    /// <summary>The same on other axes.</summary>
    public MeshData On(GeometryAxes axes) => this with { Positions = Axes.To(axes, Positions), Axes = axes };
}
