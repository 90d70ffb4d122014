namespace ZoeDepth.Tensors;

/// <summary>
/// An index along one axis of a tensor: for each place of the indexed shape, where it lies in the other.
/// </summary>
internal sealed record AlongAxis(Shape Indexed, int Extent, int OtherExtent, long Inner, int[] Index)
{
    /// <summary>Places in the indexed shape.</summary>
    public int Count => Index.Length;

    /// <summary>
    /// Checks that the indices fill the shape <paramref name="other"/> with another extent on the axis.
    /// </summary>
    public static AlongAxis Of(string operation, Shape other, int axis, int[] index)
    {
        var rest = other.With(axis, 1).Count;
        Check.That(rest > 0 && index.Length % rest == 0, operation,
            $"{index.Length} indices do not fill {other} along axis {axis}: expected a multiple of {rest}");
        var inner = 1L;
        for (var i = axis + 1; i < other.Rank; i++) inner *= other[i];
        var extent = (int)(index.Length / rest);
        return new AlongAxis(other.With(axis, extent), extent, other[axis], inner, index);
    }

    /// <summary>The offset in the other tensor of place <paramref name="i"/> of the indexed one.</summary>
    public long Place(int i) => ((((i / (Inner * Extent)) * OtherExtent) + Index[i]) * Inner) + (i % Inner);
}
