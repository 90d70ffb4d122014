using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ZoeDepth.Geometry.Tests;

/// <summary>The tests' own reader of the one layout that is written.</summary>
internal sealed record PlyReader(string Header, Vector3[] Positions, byte[] Colors, int[] Triangles)
{
    public static PlyReader Of(byte[] file)
    {
        var end = file.AsSpan().IndexOf("end_header\n"u8) + "end_header\n".Length;
        var header = Encoding.ASCII.GetString(file, 0, end);
        header.ShouldStartWith("ply\nformat binary_little_endian 1.0\n");
        var (points, faces) = (Count(header, "vertex"), Count(header, "face"));
        file.Length.ShouldBe(end + (15 * points) + (13 * faces));
        var (positions, colors, triangles) = (new Vector3[points], new byte[3 * points], new int[3 * faces]);
        for (var i = 0; i < points; i++)
        {
            var at = file.AsSpan(end + (15 * i), 15);
            positions[i] = new(BinaryPrimitives.ReadSingleLittleEndian(at),
                BinaryPrimitives.ReadSingleLittleEndian(at[4..]), BinaryPrimitives.ReadSingleLittleEndian(at[8..]));
            at[12..].CopyTo(colors.AsSpan(3 * i));
        }
        for (var i = 0; i < faces; i++)
        {
            var at = file.AsSpan(end + (15 * points) + (13 * i), 13);
            at[0].ShouldBe((byte)3);
            for (var corner = 0; corner < 3; corner++)
                triangles[(3 * i) + corner] = BinaryPrimitives.ReadInt32LittleEndian(at[(1 + (4 * corner))..]);
        }
        return new(header, positions, colors, triangles);
    }

    private static int Count(string header, string element) => header.Split('\n')
        .Where(line => line.StartsWith($"element {element} ", StringComparison.Ordinal))
        .Select(line => int.Parse(line.Split(' ')[2])).SingleOrDefault();
}
