namespace ZoeDepth.Synthetic.Variants;

/// <summary>Smooth random numbers over a picture: accidents come in patches, not pixel by pixel.</summary>
internal sealed class Patches
{
    private readonly int _cell;
    private readonly int _columns;
    private readonly float[] _lattice;

    /// <param name="random">drawn from for every corner of the lattice</param>
    /// <param name="width">columns of the picture</param>
    /// <param name="height">rows of the picture</param>
    /// <param name="cell">size of a patch, pixels</param>
    public Patches(SeededRandom random, int width, int height, int cell)
    {
        (_cell, _columns) = (cell, (width / cell) + 2);
        _lattice = new float[_columns * ((height / cell) + 2)];
        for (var i = 0; i < _lattice.Length; i++) _lattice[i] = (float)random.Unit();
    }

    /// <summary>0..1, ½ on average.</summary>
    public double At(int x, int y)
    {
        var (column, row) = (x / _cell, y / _cell);
        var (along, down) = ((x % _cell) / (double)_cell, (y % _cell) / (double)_cell);
        var corner = (row * _columns) + column;
        var upper = _lattice[corner] + ((_lattice[corner + 1] - _lattice[corner]) * along);
        var lower = _lattice[corner + _columns]
            + ((_lattice[corner + _columns + 1] - _lattice[corner + _columns]) * along);
        return upper + ((lower - upper) * down);
    }
}
