using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Goods;

/// <summary>
/// Things let fall into a box or on a table: each comes to rest on what is there already, leaning as its ground leans.
/// What is there is kept as heights over a grid. There is no physics: one in some hundred hangs in the air by a
/// finger's breadth, and what leans sticks in its neighbour a little.
/// </summary>
internal sealed class Heap
{
    private const double Cell = 0.012;

    private readonly LocalFrame _floor;
    private readonly double _width;
    private readonly double _depth;
    private readonly double[,] _heights;

    /// <param name="floor">middle of the ground it lies on</param>
    /// <param name="width">of the ground along x, metres</param>
    /// <param name="depth">of the ground along y, metres</param>
    public Heap(LocalFrame floor, double width, double depth)
    {
        (_floor, _width, _depth) = (floor, width, depth);
        _heights = new double[Math.Max(2, (int)(width / Cell)), Math.Max(2, (int)(depth / Cell))];
    }

    /// <summary>
    /// Lets a thing fall where, of some places, it comes to lie lowest; false where it does not fit or would rise above
    /// the limit.
    /// </summary>
    /// <param name="thing">on the side it falls on</param>
    /// <param name="random">where</param>
    /// <param name="limit">how high it may reach, metres</param>
    /// <param name="tries">of how many places the lowest is taken: 1 for anywhere</param>
    /// <param name="aligned">whether it lies along the walls</param>
    public bool Drop(Resting thing, SeededRandom random, double limit, int tries = 5, bool aligned = false)
    {
        var (best, lowest) = (default(Spot), double.MaxValue);
        for (var attempt = 0; attempt < tries; attempt++)
        {
            var yaw = aligned ? (90 * random.Integer(0, 3)) + random.Normal(0, 3) : random.Between(0, 360);
            var (cos, sin) = (PortableMath.Cos(PortableMath.Radians(yaw)), PortableMath.Sin(PortableMath.Radians(yaw)));
            var reachX = ((Math.Abs(cos) * thing.Size.X) + (Math.Abs(sin) * thing.Size.Y)) / 2;
            var reachY = ((Math.Abs(sin) * thing.Size.X) + (Math.Abs(cos) * thing.Size.Y)) / 2;
            var (freeX, freeY) = ((_width / 2) - reachX, (_depth / 2) - reachY);
            var (x, y) = (random.Between(-1, 1) * freeX, random.Between(-1, 1) * freeY);
            if (freeX < 0 || freeY < 0) continue;
            var spot = new Spot(x, y, yaw, cos, sin, thing.Size.X / 2, thing.Size.Y / 2);
            var height = Ground(spot, 0, 0, 1, 1);
            if (height < lowest) (best, lowest) = (spot, height);
        }
        if (lowest == double.MaxValue) return false;

        // It rests on the highest points of its four sides' ground.
        var (left, right) = (Ground(best, -0.55, 0, 0.45, 1), Ground(best, 0.55, 0, 0.45, 1));
        var (near, far) = (Ground(best, 0, -0.55, 1, 0.45), Ground(best, 0, 0.55, 1, 0.45));
        var (slopeX, slopeY) = (Slope((right - left) / (1.1 * best.HalfX)), Slope((far - near) / (1.1 * best.HalfY)));
        var middle = Math.Max((left + right) / 2, (near + far) / 2);
        if (middle + thing.Size.Z > limit) return false;
        thing.On(_floor.At(best.X, best.Y, middle + 0.0005).Turned(best.Yaw)
            .Leaning(-PortableMath.Atan(slopeX) * (180 / Math.PI)).Tilted(PortableMath.Atan(slopeY) * (180 / Math.PI)));
        Visit(best, 0, 0, 1, 1, (u, v, height) =>
            Math.Max(height, middle + (slopeX * u) + (slopeY * v) + (0.95 * thing.Size.Z)));
        return true;
    }

    /// <summary>
    /// A share of the ground that is taken by something else up to a height: what falls there lies on it.
    /// </summary>
    public void Fill(double x, double y, double halfX, double halfY, double height) =>
        Visit(new(x, y, 0, 1, 0, halfX, halfY), 0, 0, 1, 1, (_, _, there) => Math.Max(there, height));

    private static double Slope(double slope) => Math.Clamp(slope, -0.65, 0.65);

    /// <summary>
    /// The highest point under a part of a thing: its middle and half its size as shares of the thing's own half.
    /// </summary>
    private double Ground(in Spot spot, double middleX, double middleY, double halfX, double halfY)
    {
        var highest = 0.0;
        Visit(spot, middleX, middleY, halfX, halfY, (_, _, height) =>
        {
            highest = Math.Max(highest, height);
            return height;
        });
        return highest;
    }

    /// <summary>
    /// Changes the heights of all cells under a part of a thing; u and v are metres along the thing's own axes from its
    /// middle.
    /// </summary>
    private void Visit(in Spot spot, double middleX, double middleY, double halfX, double halfY, Func<double, double,
        double, double> change)
    {
        var reach = Math.Sqrt((spot.HalfX * spot.HalfX) + (spot.HalfY * spot.HalfY));
        var (columns, rows) = (_heights.GetLength(0), _heights.GetLength(1));
        for (var column = Index(spot.X - reach, _width, columns); column <= Index(spot.X + reach, _width,
            columns); column++)
        {
            for (var row = Index(spot.Y - reach, _depth, rows); row <= Index(spot.Y + reach, _depth, rows); row++)
            {
                var dx = ((column + 0.5) * _width / columns) - (_width / 2) - spot.X;
                var dy = ((row + 0.5) * _depth / rows) - (_depth / 2) - spot.Y;
                var (u, v) = ((spot.Cos * dx) + (spot.Sin * dy), (spot.Cos * dy) - (spot.Sin * dx));
                if (Math.Abs(u - (middleX * spot.HalfX)) > Math.Max(halfX * spot.HalfX, 0.6 * Cell)) continue;
                if (Math.Abs(v - (middleY * spot.HalfY)) > Math.Max(halfY * spot.HalfY, 0.6 * Cell)) continue;
                _heights[column, row] = change(u, v, _heights[column, row]);
            }
        }
    }

    private static int Index(double x, double length, int cells) =>
        Math.Clamp((int)((x + (length / 2)) * cells / length), 0, cells - 1);

    /// <summary>Where a thing falls: its middle, its turn, half its size along its own axes, metres.</summary>
    private readonly record struct Spot(double X, double Y, double Yaw, double Cos, double Sin, double HalfX,
        double HalfY);
}
