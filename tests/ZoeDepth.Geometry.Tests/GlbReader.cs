using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ZoeDepth.Geometry.Tests;

/// <summary>The tests' own reader of binary glTF, which knows nothing of the library that writes it.</summary>
internal sealed class GlbReader
{
    private readonly byte[] _binary;

    private GlbReader(JsonElement json, byte[] binary) => (Json, _binary) = (json, binary);

    /// <summary>The document.</summary>
    public JsonElement Json { get; }

    public bool HasMesh => Json.TryGetProperty("meshes", out _);

    public JsonElement Primitive => Json.GetProperty("meshes")[0].GetProperty("primitives")[0];

    public static GlbReader Of(byte[] file)
    {
        Encoding.ASCII.GetString(file, 0, 4).ShouldBe("glTF");
        BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8)).ShouldBe((uint)file.Length);
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12));
        using var document = JsonDocument.Parse(file.AsMemory(20, length));
        var binary = file.Length > 28 + length ? file[(28 + length)..] : [];
        return new(document.RootElement.Clone(), binary);
    }

    public Vector3[] Positions() =>
        MemoryMarshal.Cast<byte, Vector3>(Accessor(Attribute("POSITION"), 12)).ToArray();

    public Vector2[] TextureCoordinates() =>
        MemoryMarshal.Cast<byte, Vector2>(Accessor(Attribute("TEXCOORD_0"), 8)).ToArray();

    /// <summary>Four bytes a vertex.</summary>
    public byte[] Colors() => Accessor(Attribute("COLOR_0"), 4).ToArray();

    public int[] Indices()
    {
        var index = Primitive.GetProperty("indices").GetInt32();
        return Json.GetProperty("accessors")[index].GetProperty("componentType").GetInt32() == 5125
            ? MemoryMarshal.Cast<byte, int>(Accessor(index, 4)).ToArray()
            : Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(Accessor(index, 2)).ToArray(), number => (int)number);
    }

    /// <summary>The bytes of the texture's file.</summary>
    public byte[] Image() => View(Json.GetProperty("images")[0].GetProperty("bufferView").GetInt32()).ToArray();

    private int Attribute(string name) => Primitive.GetProperty("attributes").GetProperty(name).GetInt32();

    private ReadOnlySpan<byte> Accessor(int index, int size)
    {
        var accessor = Json.GetProperty("accessors")[index];
        var offset = accessor.TryGetProperty("byteOffset", out var start) ? start.GetInt32() : 0;
        return View(accessor.GetProperty("bufferView").GetInt32())
            .Slice(offset, accessor.GetProperty("count").GetInt32() * size);
    }

    private ReadOnlySpan<byte> View(int index)
    {
        var view = Json.GetProperty("bufferViews")[index];
        var offset = view.TryGetProperty("byteOffset", out var start) ? start.GetInt32() : 0;
        return _binary.AsSpan(offset, view.GetProperty("byteLength").GetInt32());
    }
}
