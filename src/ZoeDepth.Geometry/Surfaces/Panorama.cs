using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>
/// A full panorama (equirectangular: 360 degrees across, 180 down) as a closed surface around its camera, right way up,
/// joined where its left and right edges meet. Depth is the distance from the camera, not along an axis. Networks for
/// photographs have never seen panoramas: expect bent walls.
/// <code>
/// var depth = Panorama.Joined(estimator.Estimate(Panorama.Extended(photo)).ToRaster(), photo.Width);
/// Panorama.Of(depth, photo).Save("room.glb");
/// </code>
/// </summary>
public static class Panorama
{
    /// <summary>Share of the width that is seen twice, so that the network sees no edge where there is none.</summary>
    private const int Overlap = 8;

    /// <summary>
    /// The camera that sees the middle of a panorama as large as the panorama shows it: for models whose metres depend
    /// on the focal length.
    /// </summary>
    public static CameraIntrinsics CameraOf(RasterImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return new(photo.Width / (2 * Math.PI), (photo.Width / 2.0) + (photo.Width / Overlap), photo.Height / 2.0);
    }

    /// <summary>The panorama, going on beyond its left and right edges by an eighth of its width.</summary>
    public static RasterImage Extended(RasterImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var rgb = photo.ToRgb8();
        var (width, more) = (rgb.Width, rgb.Width / Overlap);
        var data = new byte[checked(3 * (width + (2 * more)) * rgb.Height)];
        for (var row = 0; row < rgb.Height; row++)
        {
            var from = rgb.Data.AsSpan(3 * row * width, 3 * width);
            var to = data.AsSpan(3 * row * (width + (2 * more)));
            from[(3 * (width - more))..].CopyTo(to);
            from.CopyTo(to[(3 * more)..]);
            from[..(3 * more)].CopyTo(to[(3 * (width + more))..]);
        }
        return new RasterImage(width + (2 * more), rgb.Height, PixelFormat.Rgb8, data, rgb.Metadata);
    }

    /// <summary>
    /// The depth of the panorama from that of <see cref="Extended"/>: what was seen twice is blended, evenly at the
    /// seam, so that both edges say the same.
    /// </summary>
    /// <param name="extended">depth of the extended panorama</param>
    /// <param name="width">columns of the panorama</param>
    /// <exception cref="ArgumentException">the depth is not of such a panorama, extended</exception>
    public static DepthRaster Joined(DepthRaster extended, int width)
    {
        ArgumentNullException.ThrowIfNull(extended);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var more = width / Overlap;
        if (extended.Width != width + (2 * more))
            throw new ArgumentException(
                $"depth of {extended.Width} columns came; a panorama of {width} has {width + (2 * more)} when it is " +
                "extended", nameof(extended));
        var joined = new float[width * extended.Height];
        for (var row = 0; row < extended.Height; row++)
        {
            var from = extended.Values.AsSpan(row * extended.Width, extended.Width);
            for (var column = 0; column < width; column++)
            {
                var toSeam = Math.Min(column + 0.5f, width - column - 0.5f);
                var twin = column < width / 2 ? column + more + width : column + more - width;
                var share = toSeam >= more ? 0 : 0.5f * (1 - (toSeam / more));
                joined[(row * width) + column] = share == 0 ? from[column + more]
                    : ((1 - share) * from[column + more]) + (share * from[twin]);
            }
        }
        return new DepthRaster(joined, width, extended.Height);
    }

    /// <summary>The closed surface: right of the middle is right, up is up, the picture's middle is ahead.</summary>
    /// <param name="radius">metres from the camera; not finite, or not above 0, where there is none</param>
    /// <param name="photo">the panorama</param>
    /// <param name="options">how fine, and where it is cut; <see cref="SurfaceOptions.Panorama"/> when null</param>
    public static DepthMesh Of(DepthRaster radius, RasterImage photo, SurfaceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(radius);
        ArgumentNullException.ThrowIfNull(photo);
        options ??= SurfaceOptions.Panorama;
        options.Check();
        var grid = new SampleGrid(radius, options.MaxSide);
        var (columns, rows) = (grid.Columns + 1, grid.Rows);
        var depths = new float[columns * rows];
        for (var i = 0; i < depths.Length; i++) depths[i] = grid.Depths[Sample(i)];
        var triangles = GridTriangles.Of(new EdgeTest(options.Edges, depths, columns, rows), columns, rows);
        var (zenith, nadir) = (MeanOfRow(grid, 0), MeanOfRow(grid, rows - 1));
        for (var column = 0; column < grid.Columns; column++)
        {
            Close(depths.Length + column, column + 1, column);
            var below = ((rows - 1) * columns) + column;
            Close(depths.Length + grid.Columns + column, below, below + 1);
        }
        return new DepthMesh(new GridVertices(Colors(grid.Colors(photo)), Position, Place).Used(triangles,
            GeometryAxes.OpenCv) with { Texture = ImageShrink.ToFit(photo.ToRgb8(), options.MaxTextureSide) });

        // The last column of vertices is the first one again, on the texture's other side.
        int Sample(int vertex) => (vertex / columns * grid.Columns) + (vertex % columns % grid.Columns);

        void Close(int pole, int a, int b)
        {
            if (!float.IsNaN(depths[a] + depths[b])) triangles.AddRange([pole, b, a]);
        }

        Vector3 Position(int vertex)
        {
            if (vertex >= depths.Length)
                return vertex < depths.Length + grid.Columns ? new(0, -zenith, 0) : new(0, nadir, 0);
            var place = grid.TextureCoordinate(Sample(vertex));
            var (longitude, latitude) = (((2.0 * place.X) - 1) * Math.PI, (0.5 - place.Y) * Math.PI);
            return new((float)(depths[vertex] * Math.Cos(latitude) * Math.Sin(longitude)),
                (float)(-depths[vertex] * Math.Sin(latitude)),
                (float)(depths[vertex] * Math.Cos(latitude) * Math.Cos(longitude)));
        }

        Vector2 Place(int vertex)
        {
            if (vertex >= depths.Length)
            {
                var (pole, column) = Math.DivRem(vertex - depths.Length, grid.Columns);
                return new((column + 1f) / grid.Columns, pole);
            }
            var place = grid.TextureCoordinate(Sample(vertex));
            return vertex % columns == grid.Columns ? place + Vector2.UnitX : place;
        }

        byte[] Colors(byte[] samples)
        {
            var colors = new byte[3 * (depths.Length + (2 * grid.Columns))];
            for (var vertex = 0; vertex < depths.Length; vertex++)
                samples.AsSpan(3 * Sample(vertex), 3).CopyTo(colors.AsSpan(3 * vertex));
            for (var column = 0; column < grid.Columns; column++)
            {
                samples.AsSpan(3 * column, 3).CopyTo(colors.AsSpan(3 * (depths.Length + column)));
                samples.AsSpan(3 * (((rows - 1) * grid.Columns) + column), 3)
                    .CopyTo(colors.AsSpan(3 * (depths.Length + grid.Columns + column)));
            }
            return colors;
        }
    }

    private static float MeanOfRow(SampleGrid grid, int row)
    {
        var known = grid.Depths.Skip(row * grid.Columns).Take(grid.Columns).Where(float.IsFinite).ToArray();
        return known.Length == 0 ? float.NaN : known.Average();
    }
}
