namespace ZoeDepth.Tensors;

/// <summary>
/// Memory as a call frame: <c>using var frame = x.Pass.Frame(); … return frame.Keep(y);</c>. Tensors made since the
/// frame opened and not kept give their memory back when it closes, except what a recorded operation saved. A <c>ref
/// struct</c>: it cannot escape or be closed out of order.
/// </summary>
public readonly ref struct Frame
{
    private readonly Pass _pass;
    private readonly int _depth;

    internal Frame(Pass pass, int depth)
    {
        _pass = pass;
        _depth = depth;
    }

    /// <summary>Hands a tensor to the caller's frame; one that a frame further out owns already stays there.</summary>
    /// <exception cref="ArgumentException">no open frame of the pass from this one outwards owns the tensor</exception>
    public Tensor Keep(Tensor tensor)
    {
        _pass.Keep(_depth, tensor);
        return tensor;
    }

    /// <summary>Closes the frame.</summary>
    public void Dispose() => _pass.Close(_depth);
}
