using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>The keys of the published files, which are the canonical ones.</summary>
internal sealed class HuggingFaceDialect : IWeightDialect
{
    /// <inheritdoc/>
    public WeightTensor? Find(IWeightSource source, string key, Shape shape) => source.Find(key, shape);
}

/// <summary>
/// The names transformers 5 gives BEiT's modules in memory; files have them when they were saved with
/// <c>save_original_format=False</c> or with plain <c>save_file(model.state_dict())</c>. Releases differ in one level,
/// <c>backbone.beit.</c> or <c>backbone.</c>; both are read.
/// </summary>
internal sealed class HuggingFaceInMemoryDialect : IWeightDialect
{
    private const string Backbone = "backbone.", Layer = "backbone.encoder.layer.", Embeddings = "backbone.embeddings.";

    private static readonly string[] Roots = ["backbone.beit.", "backbone."];

    /// <summary>What differs within a layer.</summary>
    private static readonly (string Canonical, string InMemory)[] Modules =
    [
        ("attention.attention.query.", "attention.q_proj."),
        ("attention.attention.key.", "attention.k_proj."),
        ("attention.attention.value.", "attention.v_proj."),
        ("attention.attention.relative_position_bias.", "relative_position_bias."),
        ("attention.output.dense.", "attention.o_proj."),
        ("intermediate.dense.", "mlp.fc1."),
        ("output.dense.", "mlp.fc2."),
    ];

    /// <inheritdoc/>
    public WeightTensor? Find(IWeightSource source, string key, Shape shape) =>
        InMemory(key) is { } local ? Roots.Select(root => source.Find(root + local, shape))
            .FirstOrDefault(tensor => tensor is not null) : null;

    /// <summary>The name below the backbone; null for tensors of other parts, which are called alike.</summary>
    private static string? InMemory(string key)
    {
        if (key.StartsWith(Embeddings, StringComparison.Ordinal)) return key[Backbone.Length..];
        if (!key.StartsWith(Layer, StringComparison.Ordinal)) return null;
        var dot = key.IndexOf('.', Layer.Length);
        if (dot < 0) return null;
        var (number, module) = (key[Layer.Length..dot], key[(dot + 1)..]);
        foreach (var (canonical, inMemory) in Modules)
            if (module.StartsWith(canonical, StringComparison.Ordinal))
                return $"layers.{number}.{inMemory}{module[canonical.Length..]}";
        return $"layers.{number}.{module}";
    }
}
