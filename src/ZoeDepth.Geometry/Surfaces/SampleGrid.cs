using System.Numerics;
using ZoeDepth.Imaging;

namespace ZoeDepth.Geometry;

/// <summary>
/// Pixels of a depth picture on a grid that is no finer than asked: each sample is one pixel, nothing is averaged, so
/// that no depth appears between two things.
/// </summary>
internal sealed class SampleGrid
{
    private readonly int[] _columns;
    private readonly int[] _rows;
    private readonly DepthRaster _depth;

    public SampleGrid(DepthRaster depth, int maxSide)
    {
        _depth = depth;
        var scale = Math.Min(1, maxSide / (double)Math.Max(depth.Width, depth.Height));
        _columns = Samples(depth.Width, scale);
        _rows = Samples(depth.Height, scale);
        Depths = new float[_rows.Length * _columns.Length];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
            {
                var metres = depth.Values[(_rows[row] * depth.Width) + _columns[column]];
                Depths[(row * Columns) + column] = metres > 0 && float.IsFinite(metres) ? metres : float.NaN;
            }
    }

    public int Columns => _columns.Length;

    public int Rows => _rows.Length;

    /// <summary>Metres of each sample, row by row; NaN where there is no depth: not finite, or not above 0.</summary>
    public float[] Depths { get; }

    /// <summary>The centre of a sample's pixel, pixels of the depth picture.</summary>
    public Vector2 Center(int index) => new(_columns[index % Columns] + 0.5f, _rows[index / Columns] + 0.5f);

    /// <summary>The same as a place on a texture, (0, 0) being its upper left corner.</summary>
    public Vector2 TextureCoordinate(int index) => Center(index) / new Vector2(_depth.Width, _depth.Height);

    /// <summary>Colours of the samples, three bytes each, of a picture of any size.</summary>
    public byte[] Colors(RasterImage photo)
    {
        var (pixels, colors) = (photo.ToRgb8(), new byte[3 * Depths.Length]);
        for (var i = 0; i < Depths.Length; i++)
        {
            var at = TextureCoordinate(i);
            var column = Math.Min((int)(at.X * pixels.Width), pixels.Width - 1);
            var row = Math.Min((int)(at.Y * pixels.Height), pixels.Height - 1);
            pixels.Data.AsSpan(3 * ((row * pixels.Width) + column), 3).CopyTo(colors.AsSpan(3 * i));
        }
        return colors;
    }

    private static int[] Samples(int pixels, double scale)
    {
        var samples = new int[Math.Max(1, (int)Math.Round(pixels * scale))];
        for (var i = 0; i < samples.Length; i++) samples[i] = (int)((i + 0.5) * pixels / samples.Length);
        return samples;
    }
}
