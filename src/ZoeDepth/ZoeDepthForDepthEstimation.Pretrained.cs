using ZoeDepth.Cache;
using ZoeDepth.Pretrained;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth;

public sealed partial class ZoeDepthForDepthEstimation
{
    /// <summary>
    /// Opens a model folder as <c>save_pretrained</c> writes it: <c>config.json</c> and <c>model.safetensors</c> (or
    /// <c>pytorch_model.bin</c>, or shards of either); or a checkpoint of the research code, <c>ZoeD_M12_N.pt</c>, from
    /// whose tensors the configuration follows. Loading is strict: a missing, unexpected or wrong-shaped tensor is an
    /// error that lists them all. Weights are not read yet; each is packed when it is first needed, or taken as
    /// <c>zoedepth models prepare</c> packed it.
    /// </summary>
    /// <param name="folder">
    /// the model folder, a weight file, or the name of a model that has been downloaded,
    /// <c>Intel/zoedepth-nyu-kitti</c> or <c>ZoeD_NK</c>: looked for in the caches of Hugging Face and PyTorch, never
    /// fetched
    /// </param>
    /// <param name="config">instead of the folder's own <c>config.json</c>: to correct a range, for example</param>
    /// <exception cref="DirectoryNotFoundException">there is no such folder</exception>
    /// <exception cref="FileNotFoundException">there is no configuration, or there are no weights</exception>
    /// <exception cref="ConfigurationException">the configuration is broken, or asks for what cannot run</exception>
    /// <exception cref="CheckpointException">the weight files are damaged</exception>
    /// <exception cref="CheckpointMismatchException">the weights do not fit the configuration</exception>
    public static ZoeDepthForDepthEstimation FromPretrained(string folder, ZoeDepthConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var prepared = CacheFolders.Process.Prepared;
        if (config is not null) return FromSource(config, WeightFiles.Open(ModelLocation.Of(folder).Path), prepared);
        var files = ModelFiles.Open(folder);
        return FromSource(files.Config, files.Source, prepared);
    }

    /// <summary>
    /// A model with weights drawn by the reference's initialisation rules: it sees nothing until it is trained.
    /// </summary>
    /// <param name="config">the architecture</param>
    /// <param name="seed">another seed gives other weights; the same seed the same on every machine</param>
    /// <exception cref="ConfigurationException">the configuration asks for what cannot run</exception>
    public static ZoeDepthForDepthEstimation FromConfig(ZoeDepthConfig config, ulong seed = 0) =>
        FromSource(config, new RandomWeights(config, seed));

    /// <summary>The same, by the rules of either reference.</summary>
    /// <param name="config">the architecture</param>
    /// <param name="seed">another seed gives other weights</param>
    /// <param name="rules">whose</param>
    /// <exception cref="ConfigurationException">
    /// the configuration asks for what cannot run, or for the research code's rules without its encoder
    /// </exception>
    internal static ZoeDepthForDepthEstimation FromConfig(ZoeDepthConfig config, ulong seed, WeightInitialization rules)
    {
        if (rules == WeightInitialization.Transformers) return FromConfig(config, seed);
        if (config.BackboneConfig is not BeitConfig)
        {
            throw new ConfigurationException(null, [new("backbone_config.model_type",
                "\"beit\", whose initialisation in the research code is known; take transformers' rules for others",
                $"\"{config.BackboneConfig.ModelType}\"")]);
        }
        return FromSource(config, new OriginalWeights(config, seed));
    }

    /// <summary>A model whose weights come from anywhere.</summary>
    /// <param name="config">the architecture</param>
    /// <param name="source">answers with weights by key; owned by the model from here on</param>
    /// <param name="preparedFolder">where operands may lie that were packed ahead; null: nowhere</param>
    /// <inheritdoc cref="FromPretrained"/>
    internal static ZoeDepthForDepthEstimation FromSource(ZoeDepthConfig config, IWeightSource source,
        string? preparedFolder = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        // A variable that cannot be met is refused here, and not within the first estimate.
        _ = InstructionSet.Level;
        var weights = new WeightStore(source, WeightDialects.Of(source), preparedFolder);
        try
        {
            return new ZoeDepthForDepthEstimation(config, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Writes <c>config.json</c> and the weights, as transformers opens them.</summary>
    /// <param name="folder">made if need be</param>
    /// <param name="maxShardSize">bytes of tensors per weight file</param>
    /// <remarks>
    /// All files are written and flushed to the disk beside their targets before the first takes its name: a full disk
    /// leaves an earlier save as it was. Saving one file of weights over another with the same configuration is a
    /// single step. Otherwise names are given one after the other, <c>config.json</c> last, and a failure between them
    /// leaves a folder that is refused when it is opened and must be saved again, never weights beside the
    /// configuration of others.
    /// </remarks>
    /// <exception cref="IOException">the folder cannot be written</exception>
    public void SavePretrained(string folder, long maxShardSize = 50_000_000_000) =>
        Checkpoint.Save(folder, Parameters, maxShardSize,
            (Config with { Architectures = [Config.ModelClass], Dtype = "float32", InferencePrecision = null })
                .ToJson());
}
