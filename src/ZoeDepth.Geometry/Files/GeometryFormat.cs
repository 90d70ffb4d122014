namespace ZoeDepth.Geometry;

/// <summary>Kinds of geometry files.</summary>
public enum GeometryFormat
{
    /// <summary>glTF 2.0 in one binary file, with the photograph as texture inside.</summary>
    Glb,

    /// <summary>Stanford's polygon file, binary, little endian, with colours.</summary>
    Ply,
}
