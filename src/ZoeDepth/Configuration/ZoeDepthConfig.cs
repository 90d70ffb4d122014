using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth;

/// <summary>
/// What kind of ZoeDepth model this is: <c>config.json</c>. Names and defaults are those of transformers'
/// <c>ZoeDepthConfig</c>; change one with <c>config with { … }</c>. <see cref="Validate"/> says whether such a model
/// exists.
/// </summary>
public sealed partial record ZoeDepthConfig
{
    /// <summary>
    /// What sees the picture first: a <see cref="BeitConfig"/> or a <see cref="ResNetConfig"/>; BEiT-L/16 at 384 pixels
    /// when a file gives none.
    /// </summary>
    public BackboneConfig BackboneConfig { get; init; } = BeitConfig.Large384;

    /// <summary>
    /// The hub name of a backbone instead of <see cref="BackboneConfig"/>; readable, but no such model can be built.
    /// </summary>
    public string? Backbone { get; init; }

    /// <summary>Whether the backbone's weights come from elsewhere; not supported, upstream neither.</summary>
    public bool UsePretrainedBackbone { get; init; }

    /// <summary>
    /// The activation after the readout projection, by its Hugging Face name; the backbone has its own.
    /// </summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>Standard deviation of freshly drawn weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>What batch norm adds to the variance, where there is one.</summary>
    public double BatchNormEps { get; init; } = 1e-5;

    /// <summary>
    /// What the class token does to the others: <c>project</c>; <c>ignore</c> and <c>add</c> are declared upstream but
    /// do not run.
    /// </summary>
    public string ReadoutType { get; init; } = "project";

    /// <summary>By how much each stage's map is enlarged (above 1, whole) or shrunk (below 1).</summary>
    public IReadOnlyList<double> ReassembleFactors { get; init; } = [4, 2, 1, 0.5];

    /// <summary>
    /// Channels of each stage's reassembled map, as many entries as the backbone has outputs. The maps of a
    /// convolutional backbone are not reassembled: then these are its own channels, and <see cref="ReassembleFactors"/>
    /// means nothing.
    /// </summary>
    public IReadOnlyList<int> NeckHiddenSizes { get; init; } = [96, 192, 384, 768];

    /// <summary>Channels of the fused maps.</summary>
    public int FusionHiddenSize { get; init; } = 256;

    /// <summary>Which fused map feeds the relative head, coarse to fine; negative counts from the finest.</summary>
    public int HeadInIndex { get; init; } = -1;

    /// <summary>Whether the residual units of the fusion normalise batches.</summary>
    public bool UseBatchNormInFusionResidual { get; init; }

    /// <summary>
    /// Whether the convolutions of the residual units have a bias; null: unless they normalise batches.
    /// </summary>
    public bool? UseBiasInFusionResidual { get; init; }

    /// <summary>Channels of the relative head's features.</summary>
    public int NumRelativeFeatures { get; init; } = 32;

    /// <summary>
    /// By how much the relative head enlarges the map it reads. 2 in every published model; with 1 depth has the size
    /// of the finest fused map. A key of its own, which transformers does not know.
    /// </summary>
    public int RelativeHeadUpsample { get; init; } = PublishedUpsampling;

    private const int PublishedUpsampling = 2;

    /// <summary>
    /// The focal length, in pixels of the network's input, of the camera whose metres the network speaks: for a picture
    /// of another camera its numbers are multiplied by that camera's focal length over this one. Null, as in every
    /// published model: metres are taken as the network says them. A key of its own, which transformers does not know.
    /// </summary>
    public double? CanonicalFocalLength { get; init; }

    /// <summary>
    /// Degrees across the longer side of a picture whose camera is unknown; needed beside
    /// <see cref="CanonicalFocalLength"/>. A key of its own, which transformers does not know.
    /// </summary>
    public double? AssumedFieldOfView { get; init; }

    /// <summary>Whether the relative head starts with one more convolution, which has 256 channels.</summary>
    public bool AddProjection { get; init; }

    /// <summary>Channels of the bottleneck; equal to <see cref="FusionHiddenSize"/>, whose map it is.</summary>
    public int BottleneckFeatures { get; init; } = 256;

    /// <summary>
    /// Attractor points per level, coarse to fine. With two heads only the number of entries counts: every level has 16
    /// points.
    /// </summary>
    public IReadOnlyList<int> NumAttractors { get; init; } = [16, 8, 4, 1];

    /// <summary>Channels of the bin embeddings.</summary>
    public int BinEmbeddingDim { get; init; } = 128;

    /// <summary>Stored and never used: the formula always takes 300, here as upstream.</summary>
    public int AttractorAlpha { get; init; } = 1000;

    /// <summary>Stored and never used: the formula always takes 2, here as upstream.</summary>
    public int AttractorGamma { get; init; } = 2;

    /// <summary>Whether attractors are averaged (<c>mean</c>) or added (<c>sum</c>).</summary>
    public string AttractorKind { get; init; } = "mean";

    /// <summary>
    /// How attraction fades with distance: <c>inv</c>, as in every published model, or <c>exp</c>. A key of the
    /// original, which transformers does not know.
    /// </summary>
    public string AttractorType { get; init; } = PublishedAttraction;

    private const string PublishedAttraction = "inv";

    /// <summary>
    /// Channels inside the attractor layers; null: <see cref="BinEmbeddingDim"/>, as in transformers. The original has
    /// 128 with one head, whatever the embeddings have. A key of its own, which transformers does not know.
    /// </summary>
    public int? AttractorHiddenSize { get; init; }

    /// <summary>
    /// Whether relative depth is turned round and brought to 0..1, over the whole batch, before the metric head reads
    /// it. A key of the original, which transformers does not know; with two heads the head does not read it.
    /// </summary>
    public bool InverseMidas { get; init; }

    /// <summary>
    /// What matrix products round their operands to where nobody asks for a precision: <c>bfloat16</c> or <c>int8</c>,
    /// as <c>zoedepth quantize</c> writes; null: float32. A key of its own, which transformers does not know.
    /// </summary>
    public string? InferencePrecision { get; init; }

    internal const string BFloat16Products = "bfloat16", Int8Products = "int8";

    /// <summary>The precision of passes that are asked for none.</summary>
    internal Precision Precision => InferencePrecision switch
    {
        BFloat16Products => Precision.BFloat16,
        Int8Products => Precision.Int8,
        _ => Precision.Float32,
    };

    internal const string Attractors = "attractor", Splitter = "splitter", Regression = "regression";

    /// <summary>
    /// How the metric head comes to metres: seed bins moved by attractors (<c>attractor</c>), as in every published
    /// model; few bins, each split in two at every level as in LocalBins (<c>splitter</c>); or no bins at all
    /// (<c>regression</c>). The rows of the paper's table 5. A key of its own, which transformers does not know.
    /// </summary>
    public string MetricHeadType { get; init; } = Attractors;

    internal const string LogBinomial = "log_binomial", Softmax = "softmax";

    /// <summary>
    /// How a pixel weighs bins: <c>log_binomial</c>, as in every published model, or a plain <c>softmax</c> over scores
    /// (paper §4.4). A key of its own, which transformers does not know.
    /// </summary>
    public string BinProbability { get; init; } = LogBinomial;

    /// <summary>Whether the heads are those of the published models, whatever their bins are.</summary>
    internal bool HasPublishedHeads => MetricHeadType == Attractors && BinProbability == LogBinomial;

    /// <summary>Lowest temperature of the log-binomial softmax.</summary>
    public double MinTemp { get; init; } = 0.0212;

    /// <summary>Highest temperature of the log-binomial softmax.</summary>
    public double MaxTemp { get; init; } = 50;

    /// <summary>
    /// Whether bin centres are unbounded (<c>softplus</c>) or lie within the depth range (<c>normed</c>); the original
    /// also has <c>hybrid1</c>, bounded at first, and <c>hybrid2</c>, bounded by the attractors.
    /// </summary>
    public string BinCentersType { get; init; } = "softplus";

    /// <summary>One entry per metric head: one, or two with names.</summary>
    public IReadOnlyList<BinConfiguration> BinConfigurations { get; init; } = [new()];

    /// <summary>Layers of the transformer that chooses between two heads: 4.</summary>
    public int? NumPatchTransformerLayers { get; init; }

    /// <summary>Numbers per token of the transformer that chooses between two heads: 128.</summary>
    public int? PatchTransformerHiddenSize { get; init; }

    /// <summary>Numbers per token inside the perceptron of the transformer that chooses between two heads.</summary>
    public int? PatchTransformerIntermediateSize { get; init; }

    /// <summary>Attention heads of the transformer that chooses between two heads.</summary>
    public int? PatchTransformerNumAttentionHeads { get; init; }

    /// <summary>
    /// The backbone's numbers per token or pixel of its last stage, which transformers writes beside the others.
    /// </summary>
    public int BackboneHiddenSize => BackboneConfig.Width;

    /// <summary>The model classes the file is for.</summary>
    public IReadOnlyList<string>? Architectures { get; init; }

    /// <summary>
    /// The number type of the weights beside the file, as transformers names it: <c>float32</c>. Read from <c>dtype</c>
    /// or the older <c>torch_dtype</c>.
    /// </summary>
    public string? Dtype { get; init; }

    /// <summary>Whether a model returns its hidden states unless told otherwise.</summary>
    public bool OutputHiddenStates { get; init; }

    /// <summary>Whether a model returns its attention probabilities unless told otherwise.</summary>
    public bool OutputAttentions { get; init; }

    /// <summary>Keys of the file that mean nothing here; they are written back.</summary>
    public IReadOnlyDictionary<string, JsonElement> UnknownKeys { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The file it was read from, for error messages.</summary>
    internal string? File { get; init; }

    /// <summary>Two configurations are equal when they are written alike.</summary>
    public bool Equals(ZoeDepthConfig? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(BackboneConfig, FusionHiddenSize, BinCentersType, BinConfigurations.Count);
}
