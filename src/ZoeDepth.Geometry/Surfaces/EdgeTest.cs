namespace ZoeDepth.Geometry;

/// <summary>An <see cref="EdgeCut"/> over a grid of depths; samples without depth (NaN) are never kept.</summary>
internal sealed class EdgeTest
{
    private readonly float[] _depths;
    private readonly int _columns, _rows;
    private readonly float _ratio;
    private readonly bool[]? _steep;

    public EdgeTest(EdgeCut cut, float[] depths, int columns, int rows)
    {
        (_depths, _columns, _rows) = (depths, columns, rows);
        _ratio = cut.Jump is { } jump ? (float)(1 + jump) : float.PositiveInfinity;
        _steep = cut.Gradient is { } metres && columns > 1 && rows > 1
            ? DepthGradient.Above(depths, columns, rows, metres) : null;
    }

    /// <summary>Whether a triangle lies on one thing.</summary>
    public bool Keeps(int a, int b, int c)
    {
        var (x, y, z) = (_depths[a], _depths[b], _depths[c]);
        if (float.IsNaN(x + y + z) || (_steep is { } steep && (steep[a] || steep[b] || steep[c]))) return false;
        return MathF.Max(x, MathF.Max(y, z)) <= _ratio * MathF.Min(x, MathF.Min(y, z));
    }

    /// <summary>Whether a sample has depth, and none of its four neighbours is across an edge.</summary>
    public bool Keeps(int sample)
    {
        if (float.IsNaN(_depths[sample]) || _steep?[sample] == true) return false;
        if (float.IsPositiveInfinity(_ratio)) return true;
        var (row, column) = (sample / _columns, sample % _columns);
        return (column == 0 || Near(sample, sample - 1)) && (column == _columns - 1 || Near(sample, sample + 1))
            && (row == 0 || Near(sample, sample - _columns)) && (row == _rows - 1 || Near(sample, sample + _columns));
    }

    /// <summary>The jump between two samples, as a share of the nearer one; infinite where one has no depth.</summary>
    public float Jump(int a, int b)
    {
        var (x, y) = (_depths[a], _depths[b]);
        return float.IsNaN(x + y) ? float.PositiveInfinity : MathF.Abs(x - y) / MathF.Min(x, y);
    }

    private bool Near(int a, int b) => float.IsNaN(_depths[b]) || 1 + Jump(a, b) <= _ratio;
}
