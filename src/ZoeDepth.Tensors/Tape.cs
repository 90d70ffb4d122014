namespace ZoeDepth.Tensors;

/// <summary>The record of one training pass: which operations ran, in order.</summary>
public sealed unsafe class Tape
{
    private readonly List<(IPrimitive Operation, Tensor Output)> _records = [];

    /// <summary>How many operations are recorded and have not run backward yet.</summary>
    public int Count => _records.Count;

    internal void Add(IPrimitive operation, Tensor y)
    {
        y.MarkRecorded();
        foreach (var tensor in operation.Saved(y)) tensor.Save();
        _records.Add((operation, y));
    }

    /// <summary>
    /// Sends the gradient of <paramref name="output"/> back to every recorded leaf and trainable parameter, newest
    /// operation first, and empties the tape. An operation whose result received no gradient is passed over: its
    /// parameters did not take part. After an exception the operations that have not run backward are still recorded.
    /// </summary>
    /// <param name="output">
    /// where the backward pass begins; its gradient is set to 1 if it is one number and has none yet
    /// </param>
    /// <exception cref="ArgumentException">
    /// the tensor was not recorded on this tape, or its backward pass is over
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// nothing is recorded, no gradient was given for a tensor that is not one number, or another thread uses the pass
    /// </exception>
    public void Backward(Tensor output)
    {
        ArgumentNullException.ThrowIfNull(output);
        RequireRecords();
        if (!ReferenceEquals(output.Pass.Tape, this))
            throw new ArgumentException(
                $"[backward] {output} belongs to another pass; call Backward on that pass's tape", nameof(output));
        if (!_records.Exists(record => record.Output.SharesMemory(output)))
        {
            throw new ArgumentException(
                $"[backward] {output} was not recorded, or its backward pass is over: nothing that it was computed " +
                "from wants a gradient; a loss must depend on a trainable parameter or on a tensor that " +
                "RequiresGradient", nameof(output));
        }
        if (!output.HasGradient)
        {
            if (output.Shape.Count != 1)
                throw new InvalidOperationException(
                    $"[backward] a {output.Shape} tensor needs its gradient set before the backward pass; only a " +
                    "single number starts at 1");
            output.GradientPointer[0] = 1;
        }
        RunBackward();
    }

    /// <summary>
    /// The backward pass from every tensor whose gradient has been set by hand: for several outputs at once.
    /// </summary>
    /// <exception cref="InvalidOperationException">nothing is recorded, or another thread uses the pass</exception>
    public void Backward()
    {
        RequireRecords();
        RunBackward();
    }

    internal void RunBackward()
    {
        if (_records.Count == 0) return;
        using var use = _records[^1].Output.Pass.Use();
        for (var i = _records.Count - 1; i >= 0; i--)
        {
            var (operation, y) = _records[i];
            if (y.HasGradient)
            {
                operation.Backward(y);
                y.DropGradient();
            }
            _records.RemoveAt(i);
            foreach (var tensor in operation.Saved(y)) tensor.Unsave();
        }
    }

    private void RequireRecords()
    {
        if (_records.Count == 0)
            throw new InvalidOperationException(
                "[backward] nothing is recorded: the backward pass is over, or nothing in the pass wants a " +
                "gradient");
    }

    internal void Abandon()
    {
        foreach (var (operation, y) in _records)
        {
            y.ForgetGradient();
            foreach (var tensor in operation.Saved(y)) tensor.Unsave();
        }
        _records.Clear();
    }
}
