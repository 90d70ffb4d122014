using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Tests.CheckpointWeights;

/// <summary>An index and what it costs to compare it with its files.</summary>
public sealed class ShardedWeightsTests
{
    [Fact]
    public void The_names_of_a_shard_are_walked_a_few_times_however_many_it_holds()
    {
        string[] names = [.. Enumerable.Range(0, 1000).Select(i => $"t{i}")];
        using var folder = new TemporaryFolder();
        var index = folder.Write("model.safetensors.index.json",
            JsonSerializer.SerializeToUtf8Bytes(new { weight_map = names.ToDictionary(name => name, _ => "shard") }));
        folder.Write("shard", []);
        var shard = new Counted(names);
        using var weights = ShardedWeights<Counted>.Open(index, _ => shard);
        weights.Keys.Count().ShouldBe(names.Length);
        shard.Walks.ShouldBeLessThan(5);
    }

    /// <summary>Counts how often somebody begins to walk through its names.</summary>
    private sealed class Counted(string[] names) : IWeightSource
    {
        public int Walks { get; private set; }

        public string Description => "counted";

        public IEnumerable<string> Keys
        {
            get
            {
                Walks++;
                foreach (var name in names) yield return name;
            }
        }

        public WeightTensor? Find(string key, Shape shape) => null;

        public void Dispose()
        {
        }
    }
}
