namespace ZoeDepth.Geometry;

/// <summary>Triangles over a grid of samples, counterclockwise as the camera sees them.</summary>
internal static class GridTriangles
{
    /// <summary>
    /// Two triangles for each cell, parted along the diagonal over which the depth changes less, so that silhouettes do
    /// not fray; those across an edge, or with a corner without depth, are left out.
    /// </summary>
    public static List<int> Of(EdgeTest test, int columns, int rows)
    {
        var triangles = new List<int>();
        for (var row = 0; row < rows - 1; row++)
            for (var column = 0; column < columns - 1; column++)
            {
                var tl = (row * columns) + column;
                var (tr, bl, br) = (tl + 1, tl + columns, tl + columns + 1);
                if (test.Jump(tl, br) < test.Jump(bl, tr))
                {
                    Add(tl, bl, br);
                    Add(tl, br, tr);
                }
                else
                {
                    Add(tl, bl, tr);
                    Add(br, tr, bl);
                }
            }
        return triangles;

        void Add(int a, int b, int c)
        {
            if (test.Keeps(a, b, c)) triangles.AddRange([a, b, c]);
        }
    }
}
