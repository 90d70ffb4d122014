using System.Runtime.InteropServices;
using System.Text.Json;
using ZoeDepth.Benchmarks.FullSize;
using ZoeDepth.Runtime.Random;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>The weights that stand in for published ones are those of the Python recipe.</summary>
public sealed unsafe class RecipeWeightsTests
{
    public static TheoryData<string> Checked
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var tensor in Reference.EnumerateObject()) names.Add(tensor.Name);
            return names;
        }
    }

    private static JsonElement Reference { get; } =
        JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(Goldens.RepositoryRoot, "tests/goldens/full/recipe-check.json"))).RootElement;

    [Theory, MemberData(nameof(Checked))]
    public void A_tensor_by_recipe_has_the_bits_of_the_Python_recipe(string name)
    {
        var expected = Reference.GetProperty(name);
        var shape = new Shape([.. expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())]);
        using var weights = new RecipeWeights();

        using var lease = weights.Find(name, shape)!.Values.Open();

        var values = new ReadOnlySpan<float>(lease.Pointer, (int)shape.Count);
        values[..4].ToArray().ShouldBe(expected.GetProperty("first").EnumerateArray().Select(e => e.GetSingle()));
        Crc32(MemoryMarshal.AsBytes(values)).ShouldBe(expected.GetProperty("crc32").GetUInt32());
        $"0x{Fnv1a.OfUtf8(name):x16}".ShouldBe(expected.GetProperty("seed").GetString());
    }

    /// <summary>The CRC of zip and PNG, bit by bit in a table of 256.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++) table[i] = (table[i] >> 1) ^ ((table[i] & 1) * 0xEDB88320);
        }
        var crc = ~0u;
        foreach (var b in bytes) crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }
}
