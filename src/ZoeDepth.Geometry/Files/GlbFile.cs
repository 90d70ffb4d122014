using System.Buffers.Binary;
using System.Numerics;
using SharpGLTF.Memory;
using SharpGLTF.Schema2;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>
/// Writes binary glTF 2.0: one mesh, its photograph as an unlit JPEG texture (the light is in the photograph already),
/// or colours at the vertices. Data without any vertex gives a file without meshes, as trimesh writes it.
/// </summary>
internal static class GlbFile
{
    private const int RgbaBytes = 4;

    public static void Write(Stream stream, MeshData data)
    {
        var model = ModelRoot.CreateModel();
        model.Asset.Generator = "ZoeDepth for .NET";
        var scene = model.UseScene("depth");
        model.DefaultScene = scene;
        if (data.Positions.Length > 0) scene.CreateNode("depth").Mesh = MeshOf(model, data);
        model.WriteGLB(stream);
    }

    private static Mesh MeshOf(ModelRoot model, MeshData data)
    {
        var mesh = model.CreateMesh("depth");
        var primitive = mesh.CreatePrimitive();
        primitive.DrawPrimitiveType = data.IsCloud ? PrimitiveType.POINTS : PrimitiveType.TRIANGLES;
        primitive.SetVertexAccessor("POSITION", Vertices(model, "positions", Bytes(data.Positions),
            new AttributeFormat(DimensionType.VEC3), data.Positions.Length));
        if (data is { Texture: not null, TextureCoordinates: { } places })
            primitive.SetVertexAccessor("TEXCOORD_0", Vertices(model, "texture coordinates", Bytes(places),
                new AttributeFormat(DimensionType.VEC2), places.Length));
        else
            primitive.SetVertexAccessor("COLOR_0", Vertices(model, "colors", Rgba(data.Colors),
                new AttributeFormat(DimensionType.VEC4, EncodingType.UNSIGNED_BYTE, nrm: true),
                data.Positions.Length));
        if (!data.IsCloud) primitive.SetIndexAccessor(Indices(model, data.Triangles));
        primitive.Material = MaterialOf(model, data.Texture);
        return mesh;
    }

    private static Material MaterialOf(ModelRoot model, RasterImage? texture)
    {
        var material = model.CreateMaterial("photograph");
        material.InitializeUnlit();
        material.DoubleSided = true;
        if (texture is null) return material;
        var jpeg = new MemoryImage(JpegEncoder.Encode(texture));
        // Across, the picture goes on at its other side: where a panorama closes.
        var sampler = model.UseTextureSampler(TextureWrapMode.REPEAT, TextureWrapMode.CLAMP_TO_EDGE,
            TextureMipMapFilter.LINEAR_MIPMAP_LINEAR, TextureInterpolationFilter.LINEAR);
        material.FindChannel("BaseColor")!.Value.SetTexture(0, model.UseTexture(model.UseImage(jpeg), sampler));
        return material;
    }

    private static Accessor Vertices(ModelRoot model, string name, byte[] bytes, AttributeFormat format, int count)
    {
        var accessor = model.CreateAccessor(name);
        accessor.SetVertexData(model.UseBufferView(bytes, 0, null, 0, BufferMode.ARRAY_BUFFER), 0, count, format);
        return accessor;
    }

    private static Accessor Indices(ModelRoot model, int[] triangles)
    {
        var bytes = new byte[triangles.Length * sizeof(int)];
        for (var i = 0; i < triangles.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), triangles[i]);
        var accessor = model.CreateAccessor("triangles");
        accessor.SetIndexData(model.UseBufferView(bytes, 0, null, 0, BufferMode.ELEMENT_ARRAY_BUFFER), 0,
            triangles.Length, IndexEncodingType.UNSIGNED_INT);
        return accessor;
    }

    private static byte[] Bytes(Vector3[] points)
    {
        var bytes = new byte[points.Length * 3 * sizeof(float)];
        for (var i = 0; i < points.Length; i++)
            for (var axis = 0; axis < 3; axis++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(((3 * i) + axis) * sizeof(float)),
                    points[i][axis]);
        return bytes;
    }

    private static byte[] Bytes(Vector2[] places)
    {
        var bytes = new byte[places.Length * 2 * sizeof(float)];
        for (var i = 0; i < places.Length; i++)
            for (var axis = 0; axis < 2; axis++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(((2 * i) + axis) * sizeof(float)),
                    places[i][axis]);
        return bytes;
    }

    private static byte[] Rgba(byte[] rgb)
    {
        var bytes = new byte[rgb.Length / 3 * RgbaBytes];
        for (int from = 0, to = 0; from < rgb.Length; from += 3, to += RgbaBytes)
        {
            rgb.AsSpan(from, 3).CopyTo(bytes.AsSpan(to));
            bytes[to + 3] = byte.MaxValue;
        }
        return bytes;
    }
}
