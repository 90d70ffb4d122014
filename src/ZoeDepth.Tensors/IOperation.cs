namespace ZoeDepth.Tensors;

/// <summary>
/// What every operation can say about itself. Each is an <see cref="IPrimitive"/> or an <see cref="IFused"/>; there is
/// no third kind, so an operation with a fast kernel and no derivative cannot be written down.
/// </summary>
internal interface IOperation
{
    /// <summary>What messages and timings call it, in lower-case words: "layer norm".</summary>
    string Name { get; }

    /// <summary>The shape of the result.</summary>
    Shape Output { get; }

    /// <summary>What varies; where gradients are sent.</summary>
    Tensor[] Inputs { get; }

    /// <summary>The parameters it reads.</summary>
    Parameter[] Parameters => [];

    /// <summary>
    /// Floating-point operations of its matrix products as their formula has them, a multiply-add counted as two; 0
    /// where every number is only passed by.
    /// </summary>
    long Flops => 0;

    /// <summary>A product of a weight with every position: 2 · positions · the weight's elements.</summary>
    static long FlopsOf(long positions, params ReadOnlySpan<Parameter> weights)
    {
        var numbers = 0L;
        foreach (var weight in weights) numbers += weight.Shape.Count;
        return 2 * positions * numbers;
    }
}

/// <summary>An operation that states its own derivative.</summary>
internal interface IPrimitive : IOperation
{
    /// <summary>Fills y.</summary>
    void Forward(Tensor y);

    /// <summary>
    /// Reads the gradient of y; adds to the gradients of those inputs that are recorded and those parameters that are
    /// trainable.
    /// </summary>
    void Backward(Tensor y);

    /// <summary>
    /// The tensors whose values <see cref="Backward"/> will read; override when it is fewer than the inputs, or y
    /// itself.
    /// </summary>
    Tensor[] Saved(Tensor y) => Inputs;
}

/// <summary>An operation that is only a faster way to write others.</summary>
internal interface IFused : IOperation
{
    /// <summary>Fills y: what inference runs.</summary>
    void Kernel(Tensor y);

    /// <summary>
    /// The composition this operation stands for: what training runs, and what the tests hold <see cref="Kernel"/>
    /// against.
    /// </summary>
    Tensor Decompose();
}
