using System.Text.RegularExpressions;
using ZoeDepth.Cache;
using ZoeDepth.Imaging;
using ZoeDepth.Runtime.IO;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>Writes the weight files of a model folder.</summary>
internal static partial class Checkpoint
{
    internal const string SingleFile = ModelFileNames.SafeTensors, IndexFile = ModelFileNames.SafeTensorsIndex;

    private const string RunningVariance = ".running_var";

    /// <summary>
    /// Writes the weights of a model into a folder as transformers does: one <c>model.safetensors</c>, or shards with
    /// an index. Tensors are streamed one by one, so that no second copy of the model comes into being.
    /// </summary>
    /// <remarks>
    /// Files take their names when all are complete and on the disk; whatever fails before that leaves the folder as it
    /// was. Then:
    /// <list type="bullet">
    /// <item>one file replaces an earlier one, or shards, in a single step;</item>
    /// <item>shards replace a single file when the last of them is there and that file is removed;</item>
    /// <item>where shards replace earlier shards the old index is removed first and the new one comes last. Should that
    /// fail halfway, the folder has no weights that can be opened, but never a mixture of two models that can.</item>
    /// </list>
    /// Weight files of an earlier save are removed at the end.
    /// </remarks>
    /// <param name="folder">made if need be</param>
    /// <param name="parameters">in the order of the model</param>
    /// <param name="maxShardSize">
    /// bytes of tensors per file; transformers' own limit unless told otherwise, which leaves ZoeDepth in one file
    /// </param>
    /// <exception cref="IOException">a file cannot be written</exception>
    public static void Save(string folder, IEnumerable<Parameter> parameters, long maxShardSize = 50_000_000_000) =>
        Save(folder, parameters, maxShardSize, null);

    /// <summary>
    /// The same with the text of the model's <c>config.json</c>. Where the folder has another one, that is removed
    /// before the weights change and the new one comes last, so that no weights ever stand beside the configuration of
    /// others.
    /// </summary>
    internal static void Save(string folder, IEnumerable<Parameter> parameters, long maxShardSize, string? config) =>
        Save(folder, parameters.SelectMany(WithBatchCount), maxShardSize, config);

    /// <summary>The same for tensors of any number type.</summary>
    internal static void Save(string folder, IEnumerable<WritableTensor> tensors, long maxShardSize, string? config)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxShardSize);
        Directory.CreateDirectory(folder);
        var plan = ShardPlan.Of(tensors, maxShardSize);
        var isSharded = plan.Shards.Count > 1;
        string PathOf(string file) => Path.Combine(folder, file);

        using var files = new StagedFiles();
        foreach (var (file, shard) in plan.Shards)
            files.Write(PathOf(file), stream => SafeTensorsWriter.Write(stream, shard));
        if (isSharded) files.Write(PathOf(IndexFile), stream => ConfigurationFile.WriteTo(stream, plan.Index()));
        var changesConfig = config is not null && !ConfigurationFile.Holds(PathOf(ZoeDepthConfig.FileName), config);
        if (changesConfig)
            files.Write(PathOf(ZoeDepthConfig.FileName), stream => ConfigurationFile.WriteTo(stream, config!));

        // All is on the disk; from here on files are only renamed and removed.
        if (changesConfig) File.Delete(PathOf(ZoeDepthConfig.FileName));
        if (isSharded && !File.Exists(PathOf(SingleFile))) File.Delete(PathOf(IndexFile));
        files.Commit();
        RemoveStale(folder,
            [.. plan.Shards.Select(shard => shard.File), .. isSharded ? [IndexFile] : Array.Empty<string>()]);
    }

    /// <summary>A parameter, and the step counter PyTorch expects beside a running variance.</summary>
    internal static IEnumerable<WritableTensor> WithBatchCount(Parameter parameter)
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
            if (!current.Contains(file) && (file is SingleFile or IndexFile || ShardName().IsMatch(file)))
                File.Delete(path);
        }
    }

    [GeneratedRegex(@"^model-\d{5}-of-\d{5}\.safetensors$")]
    private static partial Regex ShardName();
}
