using System.Numerics;
using SharpGLTF.Schema2;
using ZoeDepth.Imaging;

namespace ZoeDepth.DrawMesh;

/// <summary>Triangles of a GLB file with a colour at each place.</summary>
internal sealed record DrawnModel(Vector3[] Positions, int[] Triangles, Vector2[]? Places, RasterImage? Texture,
    Vector4[]? Colors)
{
    public static DrawnModel Load(string path)
    {
        var primitive = ModelRoot.Load(path).LogicalMeshes[0].Primitives[0];
        var texture = primitive.Material.FindChannel("BaseColor")?.Texture?.PrimaryImage;
        return new([.. primitive.GetVertexAccessor("POSITION").AsVector3Array()],
            [.. primitive.GetTriangleIndices().SelectMany(corners => new[] { corners.A, corners.B, corners.C })],
            primitive.GetVertexAccessor("TEXCOORD_0")?.AsVector2Array().ToArray(),
            texture is null ? null : RasterImage.Load(texture.Content.Content.ToArray()).ToRgb8(),
            primitive.GetVertexAccessor("COLOR_0")?.AsColorArray().ToArray());
    }

    /// <summary>The colour at weights of three corners.</summary>
    public Vector3 Color(int a, int b, int c, Vector3 weights)
    {
        if (Texture is null || Places is null)
        {
            var mixed = (Colors![a] * weights.X) + (Colors[b] * weights.Y) + (Colors[c] * weights.Z);
            return new Vector3(mixed.X, mixed.Y, mixed.Z) * 255;
        }
        var place = (Places[a] * weights.X) + (Places[b] * weights.Y) + (Places[c] * weights.Z);
        var column = (int)((place.X - MathF.Floor(place.X)) * Texture.Width);
        var row = Math.Clamp((int)(place.Y * Texture.Height), 0, Texture.Height - 1);
        var at = Texture.Data.AsSpan(3 * ((row * Texture.Width) + Math.Min(column, Texture.Width - 1)), 3);
        return new(at[0], at[1], at[2]);
    }
}
