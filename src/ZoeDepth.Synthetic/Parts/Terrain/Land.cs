using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Materials;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Terrain;

/// <summary>
/// Ground ahead of a camera that stands near the origin and looks about +y: a fan of cells, small at its feet and as
/// large as hills far away, so that few thousand triangles reach the horizon.
/// </summary>
internal sealed class Land
{
    private const double Behind = -7;

    private readonly Func<double, double, double> _height;
    private readonly double[] _rows;
    private readonly double[,] _heights;
    private readonly int _columns;

    // Half the width gained a metre ahead: 60 degrees to each side.
    private readonly double _opening;

    private readonly double _beside;

    /// <param name="height">z over x and y</param>
    /// <param name="far">metres ahead</param>
    /// <param name="first">depth of the nearest cells, metres</param>
    /// <param name="rows">of cells</param>
    /// <param name="columns">of cells</param>
    /// <param name="opening">tangent of half the angle it fills</param>
    /// <param name="beside">half its width at the near edge, metres: more for cameras high up</param>
    public Land(
        Func<double, double, double> height, double far, double first = 0.45, int rows = 54, int columns = 48,
        double opening = 1.75,
            double beside = 6)
    {
        (_height, _columns, _opening, _beside) = (height, columns, opening, beside);
        _rows = Rows(far - Behind, first, rows);
        _heights = new double[rows + 1, columns + 1];
        for (var row = 0; row <= rows; row++)
        {
            for (var column = 0; column <= columns; column++)
                _heights[row, column] = height(X(row, column), _rows[row]);
        }
    }

    /// <summary>
    /// The height of the mesh itself: what stands on it touches it. Beyond its edges, that of the function.
    /// </summary>
    public double At(double x, double y)
    {
        var across = (((x / Half(y)) + 1) / 2) * _columns;
        if (y < _rows[0] || y >= _rows[^1] || !(across >= 0 && across < _columns)) return _height(x, y);
        var (row, above) = (0, _rows.Length - 1);
        while (above - row > 1)
        {
            var middle = (row + above) / 2;
            if (_rows[middle] <= y) row = middle;
            else above = middle;
        }
        var column = (int)across;
        var up = (y - _rows[row]) / (_rows[row + 1] - _rows[row]);
        // The cell's diagonal runs from near left to far right: which side of it?
        var (nearLeft, farRight) = (X(row, column), X(row + 1, column + 1));
        return x < nearLeft + ((farRight - nearLeft) * up)
            ? OnTriangle((row, column), (row + 1, column + 1), (row + 1, column), x, y)
            : OnTriangle((row, column), (row, column + 1), (row + 1, column + 1), x, y);
    }

    /// <summary>A point on it.</summary>
    public Vector Point(double x, double y) => (x, y, At(x, y));

    /// <summary>Puts the ground into the world.</summary>
    public void Add(LocalFrame world, Material material) => world.Part("ground").Mesh(Build(), Vector.Zero, material);

    /// <summary>The ground's triangles.</summary>
    public Mesh Build()
    {
        var (rows, across) = (_rows.Length - 1, _columns + 1);
        var (positions, normals) = (new Vector[(rows + 1) * across], new Vector[(rows + 1) * across]);
        for (var row = 0; row <= rows; row++)
        {
            for (var column = 0; column <= _columns; column++) positions[(row * across) + column] = Corner(row, column);
        }
        var triangles = new int[6 * rows * _columns];
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var near = (row * across) + column;
                Triangle(near, near + 1, near + across + 1);
                Triangle(near, near + across + 1, near + across);
            }
        }
        for (var i = 0; i < normals.Length; i++) normals[i] = normals[i].Unit();
        return new(positions, normals, triangles);

        void Triangle(int a, int b, int c)
        {
            // Its share of the corners' normals is as large as the triangle as a part of its cell's size: near and far
            // rows weigh alike.
            var normal = (positions[b] - positions[a]).Cross(positions[c] - positions[a]).Unit();
            foreach (var corner in (ReadOnlySpan<int>)[a, b, c])
            {
                normals[corner] += normal;
                triangles[next++] = corner;
            }
        }
    }

    private double OnTriangle((int Row, int Column) first, (int Row, int Column) second, (int Row, int Column) third,
        double x, double y)
    {
        var (a, b, c) = (Corner(first.Row, first.Column), Corner(second.Row, second.Column),
            Corner(third.Row, third.Column));
        var normal = (b - a).Cross(c - a);
        return a.Z - (((normal.X * (x - a.X)) + (normal.Y * (y - a.Y))) / normal.Z);
    }

    private Vector Corner(int row, int column) => (X(row, column), _rows[row], _heights[row, column]);

    private double X(int row, int column) => ((2.0 * column / _columns) - 1) * Half(_rows[row]);

    private double Half(double y) => _beside + (_opening * (y - Behind));

    /// <summary>Steps that grow by one factor, found by halving, from <see cref="Behind"/> over a length.</summary>
    private static double[] Rows(double length, double first, int count)
    {
        var (low, high) = (1.0, 2.0);
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            if (first * (PortableMath.Pow(middle, count) - 1) / (middle - 1) > length) high = middle;
            else low = middle;
        }
        var (rows, step) = (new double[count + 1], first);
        rows[0] = Behind;
        for (var i = 1; i <= count; i++, step *= low) rows[i] = rows[i - 1] + step;
        return rows;
    }
}
