using System.Text.Json;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>Checkpoints with the module names of transformers 5.</summary>
public sealed class InMemoryDialectTests
{
    private const string Layer = "backbone.encoder.layer.7.";

    public static TheoryData<string, string> Names => new()
    {
        { "backbone.embeddings.cls_token", "embeddings.cls_token" },
        { "backbone.embeddings.patch_embeddings.projection.weight", "embeddings.patch_embeddings.projection.weight" },
        { Layer + "attention.attention.query.weight", "layers.7.attention.q_proj.weight" },
        { Layer + "attention.attention.query.bias", "layers.7.attention.q_proj.bias" },
        { Layer + "attention.attention.key.weight", "layers.7.attention.k_proj.weight" },
        { Layer + "attention.attention.value.bias", "layers.7.attention.v_proj.bias" },
        { Layer + "attention.attention.relative_position_bias.relative_position_bias_table",
            "layers.7.relative_position_bias.relative_position_bias_table" },
        { Layer + "attention.output.dense.weight", "layers.7.attention.o_proj.weight" },
        { Layer + "intermediate.dense.bias", "layers.7.mlp.fc1.bias" },
        { Layer + "output.dense.weight", "layers.7.mlp.fc2.weight" },
        { Layer + "layernorm_before.weight", "layers.7.layernorm_before.weight" },
        { Layer + "lambda_2", "layers.7.lambda_2" },
    };

    [Theory, MemberData(nameof(Names))]
    public void A_canonical_key_is_found_under_its_name_in_memory(string canonical, string inMemory)
    {
        foreach (var root in new[] { "backbone.beit.", "backbone." })
        {
            using var store = new WeightStore(new FixedWeights(("other", [3]), (root + inMemory, [2])));
            store.Root.Parameter("other", 3);

            store.Root.Parameter(canonical, 2).Values.ToArray().ShouldBe([1, 1]);
            store.RequireMatch();
        }
    }

    [Fact]
    public void All_tensors_of_the_two_head_model_are_found_under_their_names_in_memory()
    {
        var inMemory =
            Tensors(File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot,
                "tests/goldens/original/keys/ZoeD_NK.hf_in_memory_v5.json")),
            e => (e.GetProperty("key").GetString()!, e.GetProperty("shape")));
        var canonical =
            JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(Goldens.RepositoryRoot, "tests/goldens/full/keys-nyu-kitti.json")));
        // Numbers are not needed: whether all are found once and fit is a matter of names and shapes.
        using var store = new WeightStore(new ShapesOnly(inMemory));

        foreach (var tensor in canonical.RootElement.EnumerateObject())
            store.Root.Parameter(tensor.Name, Extents(tensor.Value));

        store.RequireMatch();
        store.Parameters.Count.ShouldBe(647);
    }

    private static Dictionary<string, int[]> Tensors(byte[] json,
        Func<JsonElement, (string Key, JsonElement Shape)> entry) =>
        JsonDocument.Parse(json).RootElement.EnumerateArray().Select(entry)
            .ToDictionary(t => t.Key, t => Extents(t.Shape));

    private static int[] Extents(JsonElement shape) => [.. shape.EnumerateArray().Select(e => e.GetInt32())];

    private sealed class ShapesOnly(Dictionary<string, int[]> shapes) : IWeightSource
    {
        public string Description => "shapes";

        public IEnumerable<string> Keys => shapes.Keys;

        public WeightTensor? Find(string key, Tensors.Shape shape) =>
            shapes.TryGetValue(key, out var extents) ? new([.. extents], new Tensors.MemoryValues([]), [key]) : null;

        public void Dispose()
        {
        }
    }
}
