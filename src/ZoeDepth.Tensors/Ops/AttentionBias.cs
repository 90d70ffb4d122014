using ZoeDepth.Kernels.Attention;
using ZoeDepth.Kernels.Pointwise;

namespace ZoeDepth.Tensors;

/// <summary>
/// What is added to the scores of an attention: nothing, a tensor, or the table of relative positions, which is read in
/// place.
/// </summary>
public readonly record struct AttentionBias
{
    /// <summary>Nothing is added.</summary>
    public static AttentionBias None => default;

    /// <summary>The tensor, or the table.</summary>
    internal Tensor? Values { get; private init; }

    /// <summary>Patches from top to bottom; 0 for a tensor.</summary>
    internal int Rows { get; private init; }

    /// <summary>Patches from left to right; 0 for a tensor.</summary>
    internal int Columns { get; private init; }

    /// <summary>Which of several biases each image has; null where there is one for all, or one for each.</summary>
    internal int[]? Kinds { get; private init; }

    internal bool IsTable => Rows > 0;

    /// <summary>A tensor for all images, or one for each.</summary>
    /// <param name="bias"><c>[1 or image, head, query, key]</c></param>
    public static AttentionBias Dense(Tensor bias) => new() { Values = bias };

    /// <summary>One of several tensors for each image: few kinds of windows are cut from a map many times.</summary>
    /// <param name="bias"><c>[kind, head, query, key]</c></param>
    /// <param name="kinds">for each image which one it has</param>
    public static AttentionBias Dense(Tensor bias, int[] kinds)
    {
        ArgumentNullException.ThrowIfNull(bias);
        ArgumentNullException.ThrowIfNull(kinds);
        // Read again on the way back: what the caller writes into it meanwhile must not matter.
        return new() { Values = bias, Kinds = [.. kinds] };
    }

    /// <summary>
    /// A table of relative positions for a class token and a window of patches, as
    /// <see cref="Operations.RelativePositionTable"/> gives it; the scores get what
    /// <see cref="Operations.RelativePositionBias"/> would write out.
    /// </summary>
    /// <param name="table"><c>[(2·rows−1)(2·columns−1) + 3, head]</c></param>
    /// <param name="rows">patches from top to bottom</param>
    /// <param name="columns">patches from left to right</param>
    /// <exception cref="ArgumentException">the table does not fit the window</exception>
    public static AttentionBias RelativePosition(Tensor table, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        Tensors.Check.RelativePositions("attention", table, rows, columns);
        return new() { Values = table, Rows = rows, Columns = columns };
    }

    internal void Check(string operation, Tensor q, Tensor k, int heads)
    {
        if (Values is null) return;
        Tensors.Check.SamePass(operation, q, Values);
        var (images, queries, keys) = (q.Shape[0], q.Shape[1], k.Shape[1]);
        if (IsTable)
        {
            var tokens = (Rows * Columns) + 1;
            Tensors.Check.That(Values.Shape[1] == heads && queries == tokens && keys == tokens, operation,
                $"the table {Values.Shape} of a window of {Rows}x{Columns} patches is for {Values.Shape[1]} heads " +
                $"and {tokens} tokens, but there are {heads} heads, {queries} queries and {keys} keys");
            return;
        }
        var one = new Shape(1, heads, queries, keys);
        if (Kinds is not null)
        {
            Tensors.Check.That(Values.Shape.Rank == 4 && Values.Shape.With(0, 1) == one, operation,
                $"the bias {Values.Shape} does not fit: expected [kind, {heads}, {queries}, {keys}]");
            Tensors.Check.That(Kinds.Length == images, operation,
                $"{Kinds.Length} kinds of bias were named; expected one for each of the {images} images");
            Tensors.Check.Indices(operation, Kinds, Values.Shape[0]);
            return;
        }
        Tensors.Check.That(Values.Shape == one || Values.Shape == one.With(0, images), operation,
            $"the bias {Values.Shape} does not fit: expected {one} or {one.With(0, images)}");
    }

    /// <summary>The same for the kernel, of one image.</summary>
    internal unsafe ScoreBias Of(int image) =>
        Values is null ? ScoreBias.None
        : IsTable ? ScoreBias.RelativeTable(Values.Pointer, Rows, Columns)
        : ScoreBias.Dense(Values.Pointer + OffsetOf(image));

    /// <summary>Where the gradient of one image is added; null where none is wanted.</summary>
    internal unsafe float* GradientOf(int image) =>
        Values is { IsRecorded: true } ? Values.GradientPointer + OffsetOf(image) : null;

    private long OffsetOf(int image) =>
        IsTable || Values!.Shape[0] == 1 ? 0
        : (Kinds is null ? image : Kinds[image]) * (Values.Shape.Count / Values.Shape[0]);
}
