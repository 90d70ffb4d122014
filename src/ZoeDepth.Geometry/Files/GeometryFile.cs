namespace ZoeDepth.Geometry;

/// <summary>Geometry files of either kind.</summary>
internal static class GeometryFile
{
    /// <summary>The kind that a name's ending says.</summary>
    /// <exception cref="ArgumentException">another ending</exception>
    public static GeometryFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".glb" => GeometryFormat.Glb,
            ".ply" => GeometryFormat.Ply,
            _ => throw new ArgumentException($"no geometry file is written with the ending of {path}; use .glb or .ply",
                nameof(path)),
        };
    }

    /// <summary>Writes a file.</summary>
    /// <param name="stream">where to</param>
    /// <param name="format">the kind</param>
    /// <param name="data">what it holds</param>
    /// <param name="axes">the axes that were asked for; null: glTF's, or the research code's own</param>
    /// <exception cref="ArgumentException">axes this kind of file does not have</exception>
    public static void Write(Stream stream, GeometryFormat format, MeshData data, GeometryAxes? axes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var written = axes ?? (data.Axes == GeometryAxes.Original ? data.Axes : GeometryAxes.Gltf);
        if (format == GeometryFormat.Glb && written == GeometryAxes.OpenCv)
            throw new ArgumentException("a GLB file is on glTF's axes; write a PLY file for OpenCV's", nameof(axes));
        data = data.On(written);
        if (format == GeometryFormat.Glb) GlbFile.Write(stream, data);
        else PlyFile.Write(stream, data);
    }
}
