using ZoeDepth.Synthetic.Geometry;
using ZoeDepth.Synthetic.Scenes;

namespace ZoeDepth.Synthetic.Parts.Street;

/// <summary>
/// The middle of a road through the country: a parabola over waves of the ground, level and straight ahead at y = 0.
/// </summary>
/// <param name="Bend">x = Bend·y², 1/metres</param>
/// <param name="Wave">height of the waves, metres</param>
/// <param name="Length">from wave to wave, metres</param>
internal sealed record RoadLine(double Bend, double Wave, double Length)
{
    /// <summary>Distances ahead at which meshes along the road have corners: close together near the camera.</summary>
    public static readonly double[] Stations =
        [.. Enumerable.Range(0, 62).Select(i => -44 + (3.0 * i) + (0.095 * i * i))];

    public double X(double y) => Bend * y * y;

    public double Z(double y) => Wave * (1 - PortableMath.Cos(2 * Math.PI * y / Length)) / 2;

    /// <summary>A place beside the middle, turned and tilted as the road is there.</summary>
    public LocalFrame At(LocalFrame world, double aside, double y, double up = 0)
    {
        var turn = PortableMath.Atan(2 * Bend * y);
        var slope = Wave * Math.PI / Length * PortableMath.Sin(2 * Math.PI * y / Length);
        var degrees = 180 / Math.PI;
        var (x, back) = (aside * PortableMath.Cos(turn), aside * PortableMath.Sin(turn));
        return world.At(X(y) + x, y - back, Z(y) + up).Turned(-turn * degrees)
            .Tilted(PortableMath.Atan(slope) * degrees);
    }

    /// <summary>A sheet along the road between two distances aside.</summary>
    public Mesh Strip(double left, double right, double lift)
    {
        var builder = new MeshBuilder();
        builder.Sheet(1, Stations.Length - 1, (column, row) =>
        {
            var y = Stations[row];
            return (X(y) + (column == 0 ? left : right), y, Z(y) + lift);
        });
        return builder.Build(80);
    }

    /// <summary>Fields to both sides with a ditch along the road and hills far away.</summary>
    /// <param name="verge">half the width that is level</param>
    /// <param name="ditch">its depth, metres</param>
    /// <param name="rise">of the hills, metres</param>
    /// <param name="seed">which hills</param>
    public Mesh Land(double verge, double ditch, double rise, int seed)
    {
        double[] steps = [0, 0.9, 1.6, 2.4, 3.6, 6, 10, 16, 25, 38, 56, 80, 110, 150, 200, 270, 360, 480, 640];
        var asides = new List<double>();
        for (var i = steps.Length - 1; i >= 0; i--) asides.Add(-verge - steps[i]);
        foreach (var step in steps) asides.Add(verge + step);
        var builder = new MeshBuilder();
        builder.Sheet(asides.Count - 1, Stations.Length - 1, (column, row) =>
        {
            var (aside, y) = (asides[column], Stations[row]);
            var x = X(y) + aside;
            var beside = Math.Abs(aside) - verge;
            var dip = beside is > 1 and < 3 ? -ditch : beside > 0.5 ? -0.1 : -0.04;
            var rolling = Math.Clamp((beside - 4) / 60, 0, 1) * 3 * LatticeNoise.Octaves(x / 60, y / 60, 0.5, 2, seed);
            var far = Math.Clamp((Math.Max(beside, 0.8 * (y - 60)) - 90) / 260, 0, 1)
                * Math.Clamp((beside - 12) / 120, 0, 1);
            var hills = far * rise * (0.55 + (0.9 * LatticeNoise.Octaves(x / 210, y / 210, 0.2, 3, seed + 7)));
            return (x, y, Z(y) + dip + rolling + Math.Max(hills, 0));
        });
        return builder.Build(85);
    }
}
