using System.Text.Json.Serialization;

namespace ZoeDepth.Training;

/// <summary>
/// What a training run does, as a JSON file says it. Fields that are left out have the values given here; a field that
/// does not exist is refused by name. Files and folders are relative to the folder the program runs in.
/// </summary>
/// <remarks>
/// Properties have setters because the generated reader of System.Text.Json gives those with init the default of their
/// type instead of theirs.
/// </remarks>
public sealed record TrainingRecipe
{
    /// <summary>The model folder whose weights are the start; or else <see cref="Start"/>.</summary>
    public string? Model { get; set; }

    /// <summary>A model that knows nothing yet as the start; or else <see cref="Model"/>.</summary>
    public StartRecipe? Start { get; set; }

    /// <summary>
    /// The folder of the run: checkpoint, learning curves, exported model. Made if need be; a run that is there goes
    /// on.
    /// </summary>
    public required string Out { get; set; }

    /// <summary>Where every random number of the run comes from.</summary>
    public ulong Seed { get; set; }

    /// <summary>What is learnt from.</summary>
    public required IReadOnlyList<DataRecipe> Data { get; set; }

    /// <summary>
    /// How often each domain has a batch, "indoor" and "outdoor"; as often as they have pictures when left out.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Domains { get; set; }

    /// <summary>Pictures of a step; all of one domain and one size.</summary>
    public int Batch { get; set; } = 16;

    /// <summary>
    /// Pictures that go through the network at once; the losses of the parts of a batch are averaged, and the parts are
    /// computed side by side where there are threads for it. The whole batch when left out. As many parts as threads
    /// are fastest; on one thread smaller parts need less memory. The bits depend on the parts, not on the threads.
    /// </summary>
    public int? MicroBatch { get; set; }

    /// <summary>
    /// Run segments of the network, such as a layer of the backbone, again on the backward pass instead of keeping what
    /// they computed: the same gradients to the bit, a third more time, a fraction of the memory.
    /// </summary>
    public bool Recompute { get; set; }

    /// <summary>
    /// What a step rounds the operands of its matrix products to, forward and backward: "float32", nothing, or
    /// "bfloat16", faster where the processor has AVX512-BF16 and the same bits where it has not. Weights, optimiser,
    /// losses and norms are float32 in both, and so is validation.
    /// </summary>
    public string Precision { get; set; } = "float32";

    /// <summary>
    /// Rows x columns of the network's input, "128x160", each side a multiple of 32; drawn anew for every batch.
    /// Batches of upright pictures have rows and columns exchanged.
    /// </summary>
    public required IReadOnlyList<string> Sizes { get; set; }

    /// <summary>
    /// Labels have rows / stride x columns / stride pixels; a prediction of another size is resized to that, bilinear
    /// with aligned corners.
    /// </summary>
    public int LabelStride { get; set; } = 1;

    /// <summary>
    /// For a metric head that learns alone: a few views of each picture whose features are computed once; every step
    /// runs the whole network when left out.
    /// </summary>
    public FeatureRecipe? Features { get; set; }

    /// <summary>How pictures are varied.</summary>
    public AugmentationRecipe Augmentation { get; set; } = new();

    /// <summary>What is made small.</summary>
    public LossRecipe Losses { get; set; } = new();

    /// <summary>How weights move.</summary>
    public OptimizerRecipe Optimizer { get; set; } = new();

    /// <summary>How the learning rate goes.</summary>
    public ScheduleRecipe Schedule { get; set; } = new();

    /// <summary>
    /// Decay of the average of the weights that is validated and exported; 0: the weights themselves.
    /// </summary>
    public double Average { get; set; } = 0.999;

    /// <summary>
    /// What is learnt: "metric", metres; "relative", inverse depth of unknown scale and shift, by backbone, decoder and
    /// relative head, as a start for metres.
    /// </summary>
    public string Objective { get; set; } = "metric";

    /// <summary>
    /// Which head of a model with two answers in training: "labelled", the one of the batch's domain; "voted", the one
    /// the router chooses, as the original trains; "auto", both, mixed by what the router says of each picture, which
    /// is never told a domain.
    /// </summary>
    public string Heads { get; set; } = "labelled";

    /// <summary>
    /// Set the biases of bins, attractors and log-binomial so that the start predicts the median depth of each domain
    /// and can say any depth that occurs; for heads that have learnt nothing yet. Only where bins are "softplus".
    /// </summary>
    public bool InitialDepth { get; set; }

    /// <summary>When a checkpoint is written.</summary>
    public CheckpointRecipe Checkpoint { get; set; } = new();

    /// <summary>What the run is judged on while it goes; nothing when left out.</summary>
    public ValidationRecipe? Validation { get; set; }

    /// <summary>The model folder that is made at the end and at every validation.</summary>
    public ExportRecipe Export { get; set; } = new();
}

/// <summary>Random weights, as <c>zoedepth init</c> draws them.</summary>
public sealed record StartRecipe
{
    /// <summary>The architecture: a <c>config.json</c>, or the folder of one.</summary>
    public required string Config { get; set; }

    /// <summary>Another seed, other weights.</summary>
    public ulong Seed { get; set; }

    /// <summary>
    /// Whose rules the weights are drawn by: "transformers", or "original", the research code's, for BEiT encoders.
    /// </summary>
    public string Initialization { get; set; } = "transformers";
}

/// <summary>Features of frozen parts that are computed once.</summary>
public sealed record FeatureRecipe
{
    /// <summary>Views of each picture, drawn by the augmentation; a step takes one of them.</summary>
    public int Views { get; set; } = 4;

    /// <summary>Megabytes of features that are kept, in 16 bits; beyond it they are computed anew.</summary>
    public int Remembered { get; set; } = 4096;
}

/// <summary>What is made small: the sum of these.</summary>
public sealed record LossRecipe
{
    /// <summary>Factor of SILog, 10·√(variance + beta·mean²).</summary>
    public double SiLog { get; set; } = 1;

    /// <summary>β of SILog.</summary>
    public double Beta { get; set; } = 0.15;

    /// <summary>
    /// Factor of the mean relative error |prediction / label − 1|. SILog's best answer to a scale nobody can see is the
    /// geometric mean of what it may be; this one's is nearer, as abs_rel is judged.
    /// </summary>
    public double AbsRel { get; set; }

    /// <summary>
    /// Factor of the gradients over <see cref="Scales"/> scales: of log depth, or of aligned inverse depth (0.5 in
    /// MiDaS).
    /// </summary>
    public double Gradient { get; set; }

    /// <summary>Scales of the gradients.</summary>
    public int Scales { get; set; } = 4;

    /// <summary>Factor of the cross entropy of the router.</summary>
    public double Domain { get; set; }

    /// <summary>Relative depth: share of the largest errors of a batch that are left out.</summary>
    public double Trim { get; set; } = 0.2;

    /// <summary>
    /// Relative depth: how prediction and label are brought together. "robust", by median and mean deviation, as MiDaS
    /// trains; "leastSquares", better where labels are sparse, because pixels without one enter that median as zeros.
    /// </summary>
    public string Alignment { get; set; } = "robust";

    /// <summary>
    /// Weight of a pixel that is the sky or beyond the range of its head, which learns the range's end there; 0: it
    /// does not count.
    /// </summary>
    public double Far { get; set; }
}

/// <summary>When a checkpoint is written: at the end, when the run is stopped, and in between.</summary>
public sealed record CheckpointRecipe
{
    /// <summary>Minutes between two.</summary>
    public double Minutes { get; set; } = 10;

    /// <summary>Steps between two, on top of the minutes; by the minutes alone when left out.</summary>
    public long? Steps { get; set; }
}

/// <summary>What the run is judged on while it goes.</summary>
public sealed record ValidationRecipe
{
    /// <summary>Pictures, which the run must not learn from.</summary>
    public required IReadOnlyList<DataRecipe> Data { get; set; }

    /// <summary>Steps between two.</summary>
    public long Steps { get; set; } = 1000;

    /// <summary>
    /// The size pictures are seen at, of an area of rows x columns and the shape of each; the first of the recipe's
    /// sizes when left out.
    /// </summary>
    public string? Size { get; set; }
}

/// <summary>The model folder that is made.</summary>
public sealed record ExportRecipe
{
    /// <summary>The numbers of its weights: "float32" or "float16".</summary>
    public string Type { get; set; } = "float32";

    /// <summary>Rows x columns its image processor asks for; those of the start's when left out.</summary>
    public string? Size { get; set; }

    /// <summary>
    /// Also write <c>delta.safetensors</c>: what was learnt alone, for whoever has the start. Small where most is
    /// frozen.
    /// </summary>
    public bool Delta { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(TrainingRecipe))]
internal sealed partial class RecipeContext : JsonSerializerContext;
