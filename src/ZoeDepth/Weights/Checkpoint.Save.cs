using System.Text.RegularExpressions;
using ZoeDepth.Tensors;

namespace ZoeDepth;

public static partial class Checkpoint
{
    private const string RunningVariance = ".running_var";

    /// <summary>
    /// Writes the weights of a model into a folder as transformers does: one <c>model.safetensors</c>, or shards with an index. Tensors are streamed one by
    /// one, so that no second copy of the model comes into being. Files appear when all are complete; weight files of an earlier save are removed.
    /// </summary>
    /// <param name="folder">made if need be</param>
    /// <param name="parameters">in the order of the model</param>
    /// <param name="maxShardSize">bytes of tensors per file; transformers' own limit unless told otherwise, which leaves ZoeDepth in one file</param>
    public static void Save(string folder, IEnumerable<Parameter> parameters, long maxShardSize = 50_000_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxShardSize);
        Directory.CreateDirectory(folder);
        var plan = ShardPlan.Of(parameters.SelectMany(WithBatchCount), maxShardSize);
        string PartialOf(string file) => Path.Combine(folder, file + ".partial");
        try
        {
            foreach (var (file, tensors) in plan.Shards) SafeTensorsWriter.WritePartial(PartialOf(file), tensors);
            foreach (var (file, _) in plan.Shards) File.Move(PartialOf(file), Path.Combine(folder, file), overwrite: true);
            if (plan.Shards.Count > 1) ConfigurationFile.Save(Path.Combine(folder, IndexFile), plan.Index());
            RemoveStale(folder, [.. plan.Shards.Select(shard => shard.File), .. plan.Shards.Count > 1 ? [IndexFile] : Array.Empty<string>()]);
        }
        finally
        {
            foreach (var (file, _) in plan.Shards) File.Delete(PartialOf(file));
        }
    }

    /// <summary>A parameter, and the step counter PyTorch expects beside a running variance.</summary>
    private static IEnumerable<WritableTensor> WithBatchCount(Parameter parameter)
    {
        yield return WritableTensor.Of(parameter);
        if (!parameter.Name.EndsWith(RunningVariance, StringComparison.Ordinal)) yield break;
        var counter = $"{parameter.Name[..^RunningVariance.Length]}.{ComputedTensors.BatchCount}";
        yield return WritableTensor.Of(counter, TensorDataType.I64, [], new byte[sizeof(long)]);
    }

    private static void RemoveStale(string folder, HashSet<string> current)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "model*").ToArray())
        {
            var file = Path.GetFileName(path);
            if (!current.Contains(file) && (file is SingleFile or IndexFile || ShardName().IsMatch(file))) File.Delete(path);
        }
    }

    [GeneratedRegex(@"^model-\d{5}-of-\d{5}\.safetensors$")]
    private static partial Regex ShardName();
}
