namespace ZoeDepth.Synthetic.Geometry;

/// <summary>Surfaces that are a height over a rectangle: ground, hills, cloth.</summary>
internal static class HeightField
{
    /// <summary>An open sheet that looks up.</summary>
    /// <param name="least">corner of the rectangle</param>
    /// <param name="greatest">opposite corner</param>
    /// <param name="columns">cells along x</param>
    /// <param name="rows">cells along y</param>
    /// <param name="height">z over x and y; also gives the normals, from differences</param>
    public static Mesh Over((double X, double Y) least, (double X, double Y) greatest, int columns, int rows,
        Func<double, double, double> height)
    {
        var (dx, dy) = ((greatest.X - least.X) / columns, (greatest.Y - least.Y) / rows);
        var heights = new double[rows + 3, columns + 3];
        for (var row = 0; row < rows + 3; row++)
        {
            for (var column = 0; column < columns + 3; column++)
            {
                heights[row, column] = height(least.X + ((column - 1) * dx), least.Y + ((row - 1) * dy));
            }
        }
        var (positions, normals) = (new Vector[(columns + 1) * (rows + 1)], new Vector[(columns + 1) * (rows + 1)]);
        var triangles = new List<int>(6 * columns * rows);
        for (var row = 0; row <= rows; row++)
        {
            for (var column = 0; column <= columns; column++)
            {
                var number = (row * (columns + 1)) + column;
                var slopeX = (heights[row + 1, column + 2] - heights[row + 1, column]) / (2 * dx);
                var slopeY = (heights[row + 2, column + 1] - heights[row, column + 1]) / (2 * dy);
                positions[number] = (least.X + (column * dx), least.Y + (row * dy), heights[row + 1, column + 1]);
                normals[number] = new Vector(-slopeX, -slopeY, 1).Unit();
                if (row == rows || column == columns) continue;
                var above = number + columns + 1;
                triangles.AddRange([number, number + 1, above + 1, number, above + 1, above]);
            }
        }
        return new(positions, normals, [.. triangles]);
    }
}
