using System.Diagnostics.CodeAnalysis;

namespace ZoeDepth.Tensors;

/// <summary>
/// Up to four extents, outermost first: <c>[image, row, column, channel]</c>, <c>[image, 1 + patch, width]</c>. No
/// extents: one number.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    private readonly int _first, _second, _third, _fourth;

    /// <summary>A shape of the given extents.</summary>
    /// <exception cref="ArgumentException">more than four extents, or a negative one</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > 4)
            throw new ArgumentException($"a shape has at most 4 extents, but {extents.Length} came", nameof(extents));
        foreach (var extent in extents)
            if (extent < 0)
                throw new ArgumentException($"an extent cannot be negative: [{string.Join(", ", extents.ToArray())}]",
                    nameof(extents));
        Rank = extents.Length;
        if (Rank > 0) _first = extents[0];
        if (Rank > 1) _second = extents[1];
        if (Rank > 2) _third = extents[2];
        if (Rank > 3) _fourth = extents[3];
    }

    /// <summary>How many extents there are, 0..4.</summary>
    public int Rank { get; }

    /// <summary>One extent; <c>[^1]</c> is the innermost.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such axis</exception>
    public int this[Index axis]
    {
        get
        {
            var at = axis.GetOffset(Rank);
            if ((uint)at >= (uint)Rank)
                throw new ArgumentOutOfRangeException(nameof(axis), $"there is no axis {axis} in the shape {this}");
            return at switch { 0 => _first, 1 => _second, 2 => _third, _ => _fourth };
        }
    }

    /// <summary>The innermost extent: channels; 1 for a single number.</summary>
    public int Last => Rank == 0 ? 1 : this[^1];

    /// <summary>Elements in all.</summary>
    public long Count
    {
        get
        {
            var count = 1L;
            for (var axis = 0; axis < Rank; axis++) count = checked(count * this[axis]);
            return count;
        }
    }

    /// <summary>Rows of <see cref="Last"/> elements: pixels, tokens.</summary>
    public long Rows => Last == 0 ? 0 : Count / Last;

    /// <summary>The extents as an array.</summary>
    public int[] ToArray()
    {
        var extents = new int[Rank];
        for (var axis = 0; axis < Rank; axis++) extents[axis] = this[axis];
        return extents;
    }

    /// <summary>The same shape with another innermost extent.</summary>
    public Shape WithLast(int last) => With(^1, last);

    /// <summary>The same shape with another extent on one axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there is no such axis</exception>
    public Shape With(Index axis, int extent)
    {
        _ = this[axis];
        var extents = ToArray();
        extents[axis.GetOffset(Rank)] = extent;
        return new Shape(extents);
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) =>
        Rank == other.Rank && _first == other._first && _second == other._second && _third == other._third
            && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, _first, _second, _third, _fourth);

    /// <summary>Whether all extents agree.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether some extent differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";
}
