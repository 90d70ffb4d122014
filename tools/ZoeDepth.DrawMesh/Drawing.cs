using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.DrawMesh;

/// <summary>A depth buffer and nothing else: enough to look at a file.</summary>
internal static class Drawing
{
    private const float FieldOfView = 0.9f;
    private static readonly byte[] Background = [44, 46, 52];

    /// <summary>The model seen from around its middle; the eye stands where the camera stood at 0, 0.</summary>
    public static RasterImage Of(DrawnModel model, int width, int height, float yaw, float pitch, float zoom,
        float? distance)
    {
        var depths = model.Positions.Select(point => point.Z).Order().ToArray();
        var middle = distance is null ? new Vector3(0, 0, depths[depths.Length / 2]) : Vector3.Zero;
        var turn = Matrix4x4.CreateRotationY(-yaw * MathF.PI / 180) * Matrix4x4.CreateRotationX(pitch * MathF.PI / 180);
        var away = distance ?? -middle.Z;
        var focal = zoom * width / (2 * MathF.Tan(FieldOfView / 2));
        var seen = Array.ConvertAll(model.Positions, point =>
        {
            var turned = Vector3.Transform(point - middle, turn) - new Vector3(0, 0, away);
            return new Vector3((width / 2f) - (focal * turned.X / turned.Z),
                (height / 2f) + (focal * turned.Y / turned.Z), -turned.Z);
        });
        var (data, nearest) = (new byte[3 * width * height], new float[width * height]);
        Array.Fill(nearest, float.PositiveInfinity);
        for (var i = 0; i < data.Length; i++) data[i] = Background[i % 3];
        for (var i = 0; i < model.Triangles.Length; i += 3) Fill(model.Triangles.AsSpan(i, 3));
        return new RasterImage(width, height, PixelFormat.Rgb8, data);

        void Fill(ReadOnlySpan<int> corners)
        {
            var (ia, ib, ic) = (corners[0], corners[1], corners[2]);
            var (a, b, c) = (seen[ia], seen[ib], seen[ic]);
            if (MathF.Min(a.Z, MathF.Min(b.Z, c.Z)) < 0.02f) return;
            var area = Cross(a, b, c.X, c.Y);
            if (area == 0 || float.IsNaN(area)) return;
            var (left, right) = Range(a.X, b.X, c.X, width);
            var (top, bottom) = Range(a.Y, b.Y, c.Y, height);
            for (var y = top; y <= bottom; y++)
                for (var x = left; x <= right; x++)
                {
                    var weights = new Vector3(Cross(b, c, x + 0.5f, y + 0.5f), Cross(c, a, x + 0.5f, y + 0.5f),
                        Cross(a, b, x + 0.5f, y + 0.5f)) / area;
                    if (MathF.Min(weights.X, MathF.Min(weights.Y, weights.Z)) < 0) continue;
                    var depth = (a.Z * weights.X) + (b.Z * weights.Y) + (c.Z * weights.Z);
                    if (depth >= nearest[(y * width) + x]) continue;
                    nearest[(y * width) + x] = depth;
                    var color = model.Color(ia, ib, ic, weights);
                    var at = 3 * ((y * width) + x);
                    (data[at], data[at + 1], data[at + 2]) = ((byte)color.X, (byte)color.Y, (byte)color.Z);
                }
        }
    }

    /// <summary>Pictures of one size beside one another.</summary>
    public static RasterImage Row(IReadOnlyList<RasterImage> pictures)
    {
        const int gap = 6;
        var (width, height) = (pictures[0].Width, pictures[0].Height);
        var across = (pictures.Count * (width + gap)) - gap;
        var data = new byte[3 * across * height];
        Array.Fill(data, byte.MaxValue);
        for (var i = 0; i < pictures.Count; i++)
            for (var row = 0; row < height; row++)
                pictures[i].Data.AsSpan(3 * row * width, 3 * width)
                    .CopyTo(data.AsSpan(3 * ((row * across) + (i * (width + gap)))));
        return new RasterImage(across, height, PixelFormat.Rgb8, data);
    }

    private static float Cross(Vector3 a, Vector3 b, float x, float y) =>
        ((b.X - a.X) * (y - a.Y)) - ((b.Y - a.Y) * (x - a.X));

    private static (int From, int To) Range(float a, float b, float c, int size) =>
        ((int)Math.Clamp(MathF.Min(a, MathF.Min(b, c)), 0, size - 1),
            (int)Math.Clamp(MathF.Max(a, MathF.Max(b, c)), 0, size - 1));
}
