namespace ZoeDepth.Tensors;

/// <summary>
/// A segment of the network as one operation, of which only what goes in is kept.
/// <para>Backward: the segment runs again, recorded, and then backward.</para>
/// </summary>
/// <param name="X">what goes in</param>
/// <param name="Segment">what happens to it</param>
/// <param name="Position">where the pass's random streams stood when it began</param>
/// <param name="Result">what came out the first time</param>
/// <param name="Inputs">recorded tensors the segment reads: x, and others it was given besides</param>
/// <param name="Parameters">trainable parameters the segment reads</param>
internal sealed record Recomputed(
    Tensor X, Func<Tensor, Tensor> Segment, ulong Position, Tensor Result, Tensor[] Inputs, Parameter[] Parameters)
    : IPrimitive
{
    /// <inheritdoc/>
    public string Name => "segment";

    /// <inheritdoc/>
    public Shape Output => Result.Shape;

    /// <inheritdoc/>
    public Tensor[] Saved(Tensor y) => [X, .. Inputs];

    /// <inheritdoc/>
    public void Forward(Tensor y) => Result.Values.CopyTo(y.Values);

    /// <inheritdoc/>
    public void Backward(Tensor y) => X.Pass.Replay(X, Segment, Position, y);
}
