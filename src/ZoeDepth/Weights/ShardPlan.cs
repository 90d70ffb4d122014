using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoeDepth;

/// <summary>
/// Which tensors go into which file, by the rule of huggingface_hub's <c>split_torch_state_dict_into_shards</c>.
/// </summary>
internal sealed class ShardPlan
{
    private ShardPlan(IReadOnlyList<IReadOnlyList<WritableTensor>> shards) =>
        Shards = shards.Count == 1
            ? [(Checkpoint.SingleFile, shards[0])]
            : [.. shards.Select((tensors, i) =>
                (string.Create(CultureInfo.InvariantCulture, $"model-{i + 1:D5}-of-{shards.Count:D5}.safetensors"),
                    tensors))];

    /// <summary>
    /// The files with their tensors; a single one is called <c>model.safetensors</c> and needs no index.
    /// </summary>
    public IReadOnlyList<(string File, IReadOnlyList<WritableTensor> Tensors)> Shards { get; }

    /// <summary>
    /// Fills shards in the model's order; a tensor larger than a shard gets one of its own at once, and the one being
    /// filled goes on.
    /// </summary>
    public static ShardPlan Of(IEnumerable<WritableTensor> tensors, long maxShardSize)
    {
        var shards = new List<IReadOnlyList<WritableTensor>>();
        var (current, size) = (new List<WritableTensor>(), 0L);
        foreach (var tensor in tensors)
        {
            if (tensor.Length > maxShardSize)
            {
                shards.Add([tensor]);
                continue;
            }
            if (size + tensor.Length > maxShardSize)
            {
                shards.Add(current);
                (current, size) = ([], 0);
            }
            current.Add(tensor);
            size += tensor.Length;
        }
        if (current.Count > 0 || shards.Count == 0) shards.Add(current);
        return new ShardPlan(shards);
    }

    /// <summary>The text of <c>model.safetensors.index.json</c>.</summary>
    public string Index()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, FieldWriter.Style))
        {
            var all = Shards.SelectMany(shard => shard.Tensors.Select(tensor => (tensor, shard.File))).ToArray();
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteNumber("total_parameters", all.Sum(t => t.tensor.Length / t.tensor.DataType.Size()));
            writer.WriteNumber("total_size", all.Sum(t => t.tensor.Length));
            writer.WriteEndObject();
            writer.WriteStartObject("weight_map");
            foreach (var (tensor, file) in all.OrderBy(t => t.tensor.Name, StringComparer.Ordinal))
                writer.WriteString(tensor.Name, file);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }
}
