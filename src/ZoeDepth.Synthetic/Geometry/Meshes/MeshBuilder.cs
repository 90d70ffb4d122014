namespace ZoeDepth.Synthetic.Geometry;

/// <summary>
/// Collects triangles and gives their corners normals: corners at one place are one corner, and a normal is the mean of
/// the faces around it that turn away less than an edge does. Seen from outside, corners run counter-clockwise.
/// </summary>
internal sealed class MeshBuilder
{
    private readonly List<Vector> _corners = [];
    private readonly Dictionary<Vector, int> _numbers = [];
    private readonly List<(int Corner, Vector? Normal)> _ends = [];

    /// <summary>Corners of triangles so far.</summary>
    public int Count => _ends.Count;

    /// <summary>A triangle; none where two of its corners are the same place.</summary>
    public void Triangle(Vector a, Vector b, Vector c) => Triangle((a, null), (b, null), (c, null));

    /// <summary>A triangle whose corners may bring their normals.</summary>
    public void Triangle((Vector At, Vector? Normal) a, (Vector At, Vector? Normal) b, (Vector At, Vector? Normal) c)
    {
        var (i, j, k) = (Number(a.At), Number(b.At), Number(c.At));
        if (i == j || j == k || k == i) return;
        _ends.AddRange([(i, a.Normal), (j, b.Normal), (k, c.Normal)]);
    }

    /// <summary>Four corners in order around.</summary>
    public void Quad(Vector a, Vector b, Vector c, Vector d)
    {
        Triangle(a, b, c);
        Triangle(a, c, d);
    }

    /// <summary>
    /// A sheet of quads over the numbers 0..<paramref name="columns"/> and 0..<paramref name="rows"/>; its outside is
    /// where columns × rows points.
    /// </summary>
    /// <param name="columns">quads along the first number</param>
    /// <param name="rows">quads along the second number</param>
    /// <param name="at">the corner of these numbers</param>
    /// <param name="columnsClose">whether the last column meets the first</param>
    /// <param name="rowsClose">whether the last row meets the first</param>
    public void Sheet(int columns, int rows, Func<int, int, Vector> at, bool columnsClose = false,
        bool rowsClose = false)
    {
        var (across, up) = (columnsClose ? columns : columns + 1, rowsClose ? rows : rows + 1);
        var points = new Vector[up, across];
        for (var row = 0; row < up; row++)
        {
            for (var column = 0; column < across; column++) points[row, column] = at(column, row);
        }
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (nextRow, nextColumn) = ((row + 1) % up, (column + 1) % across);
                Quad(points[row, column], points[row, nextColumn], points[nextRow, nextColumn],
                    points[nextRow, column]);
            }
        }
    }

    /// <summary>Closes a ring of corners that runs counter-clockwise seen from outside.</summary>
    public void Cap(ReadOnlySpan<Vector> ring, Vector middle)
    {
        for (var i = 0; i < ring.Length; i++) Triangle(middle, ring[i], ring[(i + 1) % ring.Length]);
    }

    /// <summary>Everything of another mesh with its normals, mapped; a mirrored one keeps its outside.</summary>
    public MeshBuilder Add(Mesh mesh, Affine map)
    {
        var turned = map.Cofactors();
        var sign = map.X.Dot(turned.X) < 0 ? -1 : 1;
        (Vector, Vector?) End(int corner) =>
            (map.Point(mesh.Positions[corner]), (turned.Direction(mesh.Normals[corner]) * sign).Unit());
        for (var i = 0; i < mesh.Triangles.Length; i += 3)
        {
            var (a, b, c) = (End(mesh.Triangles[i]), End(mesh.Triangles[i + 1]), End(mesh.Triangles[i + 2]));
            if (sign > 0) Triangle(a, b, c);
            else Triangle(a, c, b);
        }
        return this;
    }

    /// <summary>Everything of another mesh.</summary>
    public MeshBuilder Add(Mesh mesh) => Add(mesh, Affine.Identity);

    /// <summary>The mesh.</summary>
    /// <param name="edge">faces that meet at more than this many degrees keep a sharp edge between them</param>
    public Mesh Build(double edge = 50)
    {
        var count = _ends.Count / 3;
        var faces = new Vector[count];
        for (var t = 0; t < count; t++)
        {
            var (a, b, c) = (_corners[_ends[3 * t].Corner], _corners[_ends[(3 * t) + 1].Corner],
                _corners[_ends[(3 * t) + 2].Corner]);
            faces[t] = (b - a).Cross(c - a);
        }
        var around = new List<int>[_corners.Count];
        for (var end = 0; end < _ends.Count; end++) (around[_ends[end].Corner] ??= []).Add(end / 3);

        var cosine = PortableMath.Cos(PortableMath.Radians(edge));
        var numbers = new Dictionary<(int, Vector), int>();
        var (positions, normals, triangles) = (new List<Vector>(), new List<Vector>(), new int[_ends.Count]);
        for (var end = 0; end < _ends.Count; end++)
        {
            var (corner, given) = _ends[end];
            var normal = given ?? Smooth(faces, around[corner], faces[end / 3].Unit(), cosine);
            if (!numbers.TryGetValue((corner, normal), out var number))
            {
                number = positions.Count;
                numbers.Add((corner, normal), number);
                positions.Add(_corners[corner]);
                normals.Add(normal);
            }
            triangles[end] = number;
        }
        return new([.. positions], [.. normals], triangles);
    }

    /// <summary>The mean by area: large faces stay flat, the small ones between them turn.</summary>
    private static Vector Smooth(Vector[] faces, List<int> around, Vector own, double cosine)
    {
        var sum = Vector.Zero;
        foreach (var face in around)
        {
            if (faces[face].Unit().Dot(own) >= cosine) sum += faces[face];
        }
        return sum.Length > 0 ? sum.Unit() : own;
    }

    private int Number(Vector corner)
    {
        if (_numbers.TryGetValue(corner, out var number)) return number;
        _numbers.Add(corner, _corners.Count);
        _corners.Add(corner);
        return _corners.Count - 1;
    }
}
