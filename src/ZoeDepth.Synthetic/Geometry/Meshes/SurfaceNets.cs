namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Meshes of surfaces that a function describes (Gibson 1998): a corner in each cell the surface passes through, a quad
/// over each crossed edge.
/// </summary>
internal static class SurfaceNets
{
    /// <summary>Blocks of so many cells a side are looked at once before their cells are.</summary>
    private const int Block = 4;

    /// <summary>The surface where the function is 0.</summary>
    /// <param name="field">below 0 inside, growing by at most about 1 a metre</param>
    /// <param name="bounds">hold the surface</param>
    /// <param name="cell">metres</param>
    public static Mesh Mesh(Func<Vector, double> field, Bounds bounds, double cell)
    {
        var least = bounds.Least - (1.7 * cell, 1.7 * cell, 1.7 * cell);
        var size = bounds.Greatest - least;
        int Count(double length) => (((int)Math.Floor(length / cell) + 3 + Block) / Block * Block) + 1;
        var (nx, ny, nz) = (Count(size.X), Count(size.Y), Count(size.Z));
        var values = new float[nx * ny * nz];
        Array.Fill(values, 1e3f);
        int Index(int x, int y, int z) => (((z * ny) + y) * nx) + x;
        Vector Node(int x, int y, int z) => least + (cell * x, cell * y, cell * z);

        for (var z = 0; z < nz; z += Block)
        {
            for (var y = 0; y < ny; y += Block)
            {
                for (var x = 0; x < nx; x += Block) Fill(x, y, z);
            }
        }

        void Fill(int x0, int y0, int z0)
        {
            // Nodes of a block that is all outside or all inside share its middle's value.
            const double Half = (Block - 1) / 2.0;
            var middle = field(Node(x0, y0, z0) + (Half * cell, Half * cell, Half * cell));
            var far = Math.Abs(middle) > 1.9 * Block * cell;
            for (var z = z0; z < Math.Min(z0 + Block, nz); z++)
            {
                for (var y = y0; y < Math.Min(y0 + Block, ny); y++)
                {
                    for (var x = x0; x < Math.Min(x0 + Block, nx); x++)
                        values[Index(x, y, z)] = (float)(far ? middle : field(Node(x, y, z)));
                }
            }
        }

        // Few cells are crossed: their corners stand in a list, the cells hold numbers.
        var (numbers, corners) = (new int[values.Length], new List<(Vector At, Vector? Normal)>());
        var builder = new MeshBuilder();
        for (var z = 0; z + 1 < nz; z++)
        {
            for (var y = 0; y + 1 < ny; y++)
            {
                for (var x = 0; x + 1 < nx; x++)
                {
                    if (Crossing(values, x, y, z, nx, ny) is not { } inCell) continue;
                    numbers[Index(x, y, z)] = corners.Count;
                    corners.Add(Settled(field, least + (inCell * cell), cell));
                }
            }
        }
        for (var z = 1; z + 1 < nz; z++)
        {
            for (var y = 1; y + 1 < ny; y++)
            {
                for (var x = 1; x + 1 < nx; x++)
                {
                    var here = values[Index(x, y, z)] < 0;
                    Edge(here, values[Index(x + 1, y, z)] < 0, Index(x, y - 1, z - 1), Index(x, y, z - 1),
                        Index(x, y, z), Index(x, y - 1, z));
                    Edge(here, values[Index(x, y + 1, z)] < 0, Index(x - 1, y, z - 1), Index(x - 1, y, z),
                        Index(x, y, z), Index(x, y, z - 1));
                    Edge(here, values[Index(x, y, z + 1)] < 0, Index(x - 1, y - 1, z), Index(x, y - 1, z),
                        Index(x, y, z), Index(x - 1, y, z));
                }
            }
        }
        return builder.Build();

        void Edge(bool inside, bool insideThere, int a, int b, int c, int d)
        {
            if (inside == insideThere) return;
            if (!inside) (b, d) = (d, b);
            builder.Triangle(corners[numbers[a]], corners[numbers[b]], corners[numbers[c]]);
            builder.Triangle(corners[numbers[a]], corners[numbers[c]], corners[numbers[d]]);
        }
    }

    /// <summary>The mean of where the surface crosses a cell's edges, in cells; nothing where it does not.</summary>
    private static Vector? Crossing(float[] values, int x, int y, int z, int nx, int ny)
    {
        var (sum, count) = (Vector.Zero, 0);
        double Value(int i) => values[(((z + (i >> 2)) * ny) + y + ((i >> 1) & 1)) * nx + x + (i & 1)];
        for (var i = 0; i < 8; i++)
        {
            for (var axis = 1; axis < 8; axis <<= 1)
            {
                if ((i & axis) != 0) continue;
                var (a, b) = (Value(i), Value(i | axis));
                if ((a < 0) == (b < 0)) continue;
                var share = a / (a - b);
                sum += (x + (i & 1) + (axis == 1 ? share : 0), y + ((i >> 1) & 1) + (axis == 2 ? share : 0),
                    z + (i >> 2) + (axis == 4 ? share : 0));
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }

    /// <summary>Moved onto the surface, a part of a cell at most, and the normal there.</summary>
    private static (Vector At, Vector? Normal) Settled(Func<Vector, double> field, Vector at, double cell)
    {
        var step = 0.2 * cell;
        Vector Slope(Vector p) => new Vector(
            field(p + (step, 0, 0)) - field(p - (step, 0, 0)), field(p + (0, step, 0)) - field(p - (0, step, 0)),
            field(p + (0, 0, step)) - field(p - (0, 0, step))) / (2 * step);
        var slope = Slope(at);
        var steep = Math.Max(slope.Dot(slope), 0.1);
        at -= slope * (Math.Clamp(field(at), -0.3 * cell, 0.3 * cell) / steep);
        return (at, Slope(at).Unit());
    }
}
