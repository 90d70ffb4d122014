using System.Buffers.Binary;
using System.Text;

namespace ZoeDepth.Geometry;

/// <summary>
/// Writes Stanford's polygon files, format <c>binary_little_endian 1.0</c>: x, y, z as float, red, green, blue as
/// uchar, triangles as <c>list uchar int vertex_indices</c>.
/// </summary>
internal static class PlyFile
{
    private const int VertexBytes = 15, TriangleBytes = 13, Batch = 4096;

    public static void Write(Stream stream, MeshData data)
    {
        stream.Write(Encoding.ASCII.GetBytes(Header(data)));
        var buffer = new byte[Batch * VertexBytes];
        for (var first = 0; first < data.Positions.Length; first += Batch)
        {
            var count = Math.Min(Batch, data.Positions.Length - first);
            for (var i = 0; i < count; i++) Vertex(data, first + i, buffer.AsSpan(i * VertexBytes, VertexBytes));
            stream.Write(buffer, 0, count * VertexBytes);
        }
        for (var first = 0; first < data.Triangles.Length / 3; first += Batch)
        {
            var count = Math.Min(Batch, (data.Triangles.Length / 3) - first);
            for (var i = 0; i < count; i++)
                Triangle(data.Triangles.AsSpan(3 * (first + i), 3), buffer.AsSpan(i * TriangleBytes, TriangleBytes));
            stream.Write(buffer, 0, count * TriangleBytes);
        }
    }

    private static string Header(MeshData data)
    {
        var faces = data.IsCloud ? ""
            : $"element face {data.Triangles.Length / 3}\nproperty list uchar int vertex_indices\n";
        return "ply\nformat binary_little_endian 1.0\n" +
            $"comment ZoeDepth for .NET; metres; axes {data.Axes.Describe()}\n" +
            $"element vertex {data.Positions.Length}\n" +
            "property float x\nproperty float y\nproperty float z\n" +
            "property uchar red\nproperty uchar green\nproperty uchar blue\n" + faces + "end_header\n";
    }

    private static void Vertex(MeshData data, int index, Span<byte> bytes)
    {
        var point = data.Positions[index];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, point.X);
        BinaryPrimitives.WriteSingleLittleEndian(bytes[4..], point.Y);
        BinaryPrimitives.WriteSingleLittleEndian(bytes[8..], point.Z);
        data.Colors.AsSpan(3 * index, 3).CopyTo(bytes[12..]);
    }

    private static void Triangle(ReadOnlySpan<int> corners, Span<byte> bytes)
    {
        bytes[0] = 3;
        for (var i = 0; i < 3; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes[(1 + (4 * i))..], corners[i]);
    }
}
