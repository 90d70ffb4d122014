using ZoeDepth.Data;

namespace ZoeDepth.Training;

/// <summary>
/// The numbers of one step: pictures of one domain and one size, with their labels. Reused from batch to batch.
/// </summary>
internal sealed class Batch
{
    /// <summary>Its number, from 0.</summary>
    public long Number { get; private set; }

    /// <summary>Whose head it is for.</summary>
    public Domain Domain { get; private set; }

    /// <summary>Pictures.</summary>
    public int Count { get; private set; }

    /// <summary>Rows of the network's input.</summary>
    public int Rows { get; private set; }

    /// <summary>Columns of it.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows of the labels.</summary>
    public int LabelRows { get; private set; }

    /// <summary>Columns of them.</summary>
    public int LabelColumns { get; private set; }

    /// <summary>Normalised pixel values, <c>[image, row, column, channel]</c>.</summary>
    public float[] Pixels { get; private set; } = [];

    /// <summary>
    /// What the network shall say, <c>[image, row, column]</c>: ln of the depth, or inverse depth in any unit where it
    /// learns relative depth; 0 where it does not count.
    /// </summary>
    public float[] Labels { get; private set; } = [];

    /// <summary>How much a pixel counts, 0..1, <c>[image, row, column]</c>.</summary>
    public float[] Weights { get; private set; } = [];

    /// <summary>What metres were multiplied by, for each picture.</summary>
    public double[] Factors { get; private set; } = [];

    /// <summary>The pictures' names.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>
    /// What frozen parts say of the pictures, for a head that learns alone; none where the whole network is run.
    /// </summary>
    public IReadOnlyList<FeatureMaps> Features { get; set; } = [];

    /// <summary>Makes room for a batch.</summary>
    public void Begin(PlannedBatch plan, int labelStride) =>
        Begin(plan.Number, plan.Pictures[0].Domain, plan.Pictures.Length, plan.Rows, plan.Columns, labelStride);

    /// <summary>The same, from its parts.</summary>
    public void Begin(long number, Domain domain, int count, int rows, int columns, int labelStride)
    {
        (Number, Domain, Count, Rows, Columns) = (number, domain, count, rows, columns);
        (LabelRows, LabelColumns) = (rows / labelStride, columns / labelStride);
        Pixels = Room(Pixels, Count * Rows * Columns * 3);
        Labels = Room(Labels, Count * LabelRows * LabelColumns);
        Weights = Room(Weights, Count * LabelRows * LabelColumns);
        (Factors, Names) = (Room(Factors, Count), Room(Names, Count));
    }

    /// <summary>Pixel values of pictures, row-major.</summary>
    public Span<float> PixelsOf(int first, int count) =>
        Pixels.AsSpan(first * Rows * Columns * 3, count * Rows * Columns * 3);

    /// <summary>Labels of pictures.</summary>
    public Span<float> LabelsOf(int first, int count) =>
        Labels.AsSpan(first * LabelRows * LabelColumns, count * LabelRows * LabelColumns);

    /// <summary>Weights of pictures.</summary>
    public Span<float> WeightsOf(int first, int count) =>
        Weights.AsSpan(first * LabelRows * LabelColumns, count * LabelRows * LabelColumns);

    private static T[] Room<T>(T[] array, int length) => array.Length >= length ? array : new T[length];
}
