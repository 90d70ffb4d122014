using System.Collections.Concurrent;
using System.Numerics;
using ZoeDepth.Geometry;
using ZoeDepth.Imaging;
using ZoeDepth.Synthetic;

namespace ZoeDepth.Server.Tests.Browser;

/// <summary>A room of the procedural world: its photograph, and where each of its pixels is to the last bit.</summary>
internal sealed class ExactRoom
{
    /// <summary>The page's camera: where the photograph's stood, this far from the lower to the upper edge.</summary>
    private const double PageFieldOfView = 50;

    private const int Neighbour = 5;

    private static readonly ConcurrentDictionary<(string, ulong), Lazy<ExactRoom>> Known = [];

    private readonly Sample _sample;

    private ExactRoom(string family, ulong seed)
    {
        _sample = SyntheticWorld.Generate(family, seed, new() { Width = 640, Height = 480 });
        var camera = _sample.Intrinsics;
        Camera = new(_sample.Width, _sample.Height, camera.FocalLength, camera.FocalLength, camera.CenterX,
            camera.CenterY);
        Photo = PngEncoder.Encode(_sample.Picture);
    }

    /// <summary>A room, which is made once.</summary>
    public static ExactRoom Of(string family, ulong seed) =>
        Known.GetOrAdd((family, seed), _ => new(() => new ExactRoom(family, seed))).Value;

    public PinholeCamera Camera { get; }

    /// <summary>The photograph as PNG.</summary>
    public byte[] Photo { get; }

    /// <summary>Its exact surface as GLB.</summary>
    public byte[] Surface()
    {
        using var glb = new MemoryStream();
        DepthMesh.Of(new DepthRaster(_sample.Depth, _sample.Width, _sample.Height), Camera, _sample.Picture)
            .Write(glb, GeometryFormat.Glb);
        return glb.ToArray();
    }

    /// <summary>
    /// Two places far apart that lie on flat surfaces, so that half a pixel decides nothing: one in the left and one in
    /// the right third of the middle of the picture, of rows around a share of its height.
    /// </summary>
    public (Place One, Place Two) Across(double height) => (Flat(0.2, 0.4, height), Flat(0.6, 0.8, height));

    /// <summary>
    /// A place on a flat surface between two shares of the width, of rows around a share of the height.
    /// </summary>
    public Place Flat(double left, double right, double height)
    {
        var places =
            from row in Enumerable.Range((int)((height - 0.06) * _sample.Height), (int)(0.12 * _sample.Height))
            from column in Enumerable.Range((int)(left * _sample.Width), (int)((right - left) * _sample.Width))
            select new Place(column, row);
        return places.MinBy(place => Bend(place, Neighbour, 0) + Bend(place, 0, Neighbour));
    }

    /// <summary>Where a place is in space, metres.</summary>
    public Vector3 Point(Place place) =>
        Camera.Unproject(place.Column + 0.5f, place.Row + 0.5f, Depth(place.Column, place.Row));

    /// <summary>How far two places are apart.</summary>
    public double Distance(Place one, Place two) => (Point(one) - Point(two)).Length();

    /// <summary>What a measure of places is, and by how much it is off where each is missed by a pixel.</summary>
    public (double Exact, double Slack) Measured(Func<Vector3[], double> measure, params Place[] places)
    {
        Vector3[] points = [.. places.Select(Point)];
        var exact = measure(points);
        var slack = 0.0;
        for (var i = 0; i < places.Length; i++)
        {
            var most = 0.0;
            foreach (var (across, down) in new[] { (-1, 0), (1, 0), (0, -1), (0, 1) })
            {
                Vector3[] missed = [.. points];
                missed[i] = Point(new(places[i].Column + across, places[i].Row + down));
                most = Math.Max(most, Math.Abs(measure(missed) - exact));
            }
            slack += most;
        }
        return (exact, slack);
    }

    /// <summary>Where a place is seen on the page's canvas: shares of its width and height.</summary>
    public (double X, double Y) OnPage(Place place, double aspect)
    {
        var half = Math.Tan(PageFieldOfView * Math.PI / 360);
        var across = (place.Column + 0.5 - Camera.CenterX) / Camera.FocalX / (half * aspect);
        var down = (place.Row + 0.5 - Camera.CenterY) / Camera.FocalY / half;
        return ((1 + across) / 2, (1 + down) / 2);
    }

    private float Depth(int column, int row) => _sample.Depth[(row * _sample.Width) + column];

    /// <summary>Of a plane inverse depth grows evenly from pixel to pixel.</summary>
    private double Bend(Place place, int across, int down)
    {
        var (before, here, after) = (Depth(place.Column - across, place.Row - down), Depth(place.Column, place.Row),
            Depth(place.Column + across, place.Row + down));
        if (!(before > 0 && here > 0 && after > 0)) return double.MaxValue;
        return Math.Abs((1.0 / before) + (1.0 / after) - (2.0 / here)) * here;
    }

    /// <summary>A pixel.</summary>
    internal readonly record struct Place(int Column, int Row);
}
