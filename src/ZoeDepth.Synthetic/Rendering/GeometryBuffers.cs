using System.Runtime.Intrinsics;
using ZoeDepth.Synthetic.Scenes;
using ZoeDepth.Synthetic.Tracing;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>What the rays through pixel centres meet: depth for every picture, the rest when asked for.</summary>
internal sealed class GeometryBuffers
{
    private readonly Scene _scene;
    private readonly TracedScene _traced;
    private readonly Camera _camera;
    private readonly Affine[] _inverses;
    private readonly int _width;
    private readonly int _height;

    public GeometryBuffers(Scene scene, TracedScene traced, Camera camera, int width, int height, bool all)
    {
        (_scene, _traced, _camera, _width, _height) = (scene, traced, camera, width, height);
        _inverses = new Affine[traced.Primitives.Length];
        Depth = new float[width * height];
        if (!all) return;
        (RayLength, Normals, Parts) = (new float[width * height], new float[3 * width * height],
            new int[width * height]);
        Array.Fill(Parts, -1);
    }

    /// <summary>z-depth, metres, 0 for none, <c>[row, column]</c>.</summary>
    public float[] Depth { get; }

    public float[]? RayLength { get; }

    /// <summary>Camera axes, <c>[row, column, 3]</c>.</summary>
    public float[]? Normals { get; }

    /// <summary>−1 for none.</summary>
    public int[]? Parts { get; }

    /// <summary>Writes the block of pixels at (x, y).</summary>
    /// <param name="x">first column</param>
    /// <param name="y">first row</param>
    /// <param name="rays">through the centres, one unit of depth long</param>
    /// <param name="met">what they met</param>
    /// <param name="focal">focal length, pixels</param>
    public void Write(int x, int y, in Packet rays, in Hits met, double focal)
    {
        Span<int> primitives = stackalloc int[16], triangles = stackalloc int[16];
        Span<float> distances = stackalloc float[16];
        met.Primitive.CopyTo(primitives);
        met.Triangle.CopyTo(triangles);
        met.Distance.CopyTo(distances);
        for (var lane = 0; lane < 16; lane++)
        {
            var (column, row) = (x + (lane & 3), y + (lane >> 2));
            if (primitives[lane] < 0 || column >= _width || row >= _height) continue;
            var (right, down) = ((column + 0.5 - (_width / 2.0)) / focal, (row + 0.5 - (_height / 2.0)) / focal);
            var direction = _camera.Ahead + (_camera.Right * right) + (_camera.Down * down);
            var number = primitives[lane];
            var primitive = _scene.Primitives[_traced.Order[number]];
            if (_inverses[number].X == Vector.Zero)
                _inverses[number] = (primitive.Map with { Origin = primitive.Map.Origin - _camera.Position }).Inverse();
            var triangle = _traced.Primitives[number].Triangles?.Hierarchy.Order[triangles[lane]] ?? 0;
            var depth = ExactIntersection.Distance(primitive, _inverses[number], triangle, Vector.Zero, direction,
                distances[lane]);
            var pixel = (row * _width) + column;
            Depth[pixel] = (float)depth;
            if (RayLength is null) continue;
            RayLength[pixel] = (float)(depth * direction.Length);
            Parts![pixel] = primitive.Part;
        }
        if (Normals is null) return;
        var seen = SeenSurface.Find(_traced, met, rays, Vectors.All(_camera.Position), LaneMath.All(1 / focal));
        WriteNormals(x, y, seen.TrueNormal, primitives);
    }

    private void WriteNormals(int x, int y, in Vectors normal, ReadOnlySpan<int> primitives)
    {
        Span<float> right = stackalloc float[16], down = stackalloc float[16], ahead = stackalloc float[16];
        normal.Dot(Vectors.All(_camera.Right)).CopyTo(right);
        normal.Dot(Vectors.All(_camera.Down)).CopyTo(down);
        normal.Dot(Vectors.All(_camera.Ahead)).CopyTo(ahead);
        for (var lane = 0; lane < 16; lane++)
        {
            var (column, row) = (x + (lane & 3), y + (lane >> 2));
            if (primitives[lane] < 0 || column >= _width || row >= _height) continue;
            ReadOnlySpan<float> value = [right[lane], down[lane], ahead[lane]];
            value.CopyTo(Normals.AsSpan(3 * ((row * _width) + column)));
        }
    }
}
