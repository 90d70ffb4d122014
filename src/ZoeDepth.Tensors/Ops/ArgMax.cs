namespace ZoeDepth.Tensors;

public static partial class Operations
{
    /// <summary>
    /// The index of the largest number; the first of equals. A decision, not a tensor: nothing flows back through it.
    /// </summary>
    /// <exception cref="ArgumentException">there are no elements</exception>
    public static int ArgMax(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Check.That(x.Shape.Count > 0, "arg max", $"the tensor {x.Shape} holds no elements");
        var values = x.Values;
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }
}
