using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Rendering;

/// <summary>What the shading of one packet gave.</summary>
internal struct Shaded
{
    /// <summary>What multiplies the light that falls on the place.</summary>
    public Vectors Albedo;

    /// <summary>Light that falls on the place, noisy: one ray to a lamp and one into the surroundings.</summary>
    public Vectors Irradiance;

    /// <summary>Highlights of the lamp that was asked, as noisy.</summary>
    public Vectors Highlight;

    /// <summary>Light on its way to the camera that is not to be filtered: mirror images, lamps, sky, fog.</summary>
    public Vectors Direct;

    /// <summary>Number of the smooth piece of surface; −1 for none.</summary>
    public Integers Piece;
}

/// <summary>
/// Shaded samples of the last sixteen rows of a picture, four a pixel: enough for the filter, small enough for the
/// cache. Rows are reused in turn; a margin of columns on both sides belongs to no surface.
/// </summary>
internal sealed class ShadedSamples
{
    /// <summary>Rows kept.</summary>
    public const int Rows = 16;

    /// <summary>Columns of margin on each side.</summary>
    public const int Margin = 16;

    private const int Planes = 12;

    private readonly float[] _values;
    private readonly int[] _pieces;

    public ShadedSamples(int width)
    {
        Stride = ((width + 15) / 16 * 16) + (2 * Margin);
        _values = new float[SampleGrid.Samples * Planes * Rows * Stride];
        _pieces = new int[SampleGrid.Samples * Rows * Stride];
        Array.Fill(_pieces, -1);
    }

    public int Stride { get; }

    /// <summary>
    /// Where a value of sample and plane (albedo 0..2, irradiance 3..5, highlight 6..8, direct 9..11) of a pixel lies.
    /// </summary>
    public ref float Value(int sample, int plane, int x, int y) =>
        ref _values[(((((sample * Planes) + plane) * Rows) + (y & (Rows - 1))) * Stride) + Margin + x];

    /// <summary>Where the piece of surface of a pixel's sample lies.</summary>
    public ref int Piece(int sample, int x, int y) =>
        ref _pieces[(((sample * Rows) + (y & (Rows - 1))) * Stride) + Margin + x];

    /// <summary>Stores the block of pixels whose upper left corner is (x, y), multiples of 4.</summary>
    public void Store(int sample, int x, int y, in Shaded block)
    {
        Store(sample, 0, x, y, block.Albedo);
        Store(sample, 3, x, y, block.Irradiance);
        Store(sample, 6, x, y, block.Highlight);
        Store(sample, 9, x, y, block.Direct);
        Spread(block.Piece, ref Piece(sample, x, y));
    }

    /// <summary>
    /// Makes four rows belong to no surface: what is above the first and below the last row of a picture.
    /// </summary>
    public void Clear(int y)
    {
        for (var sample = 0; sample < SampleGrid.Samples; sample++)
        {
            for (var row = y; row < y + 4; row++)
                _pieces.AsSpan(((sample * Rows) + (row & (Rows - 1))) * Stride, Stride).Fill(-1);
        }
    }

    private void Store(int sample, int plane, int x, int y, in Vectors block)
    {
        Spread(block.X, ref Value(sample, plane, x, y));
        Spread(block.Y, ref Value(sample, plane + 1, x, y));
        Spread(block.Z, ref Value(sample, plane + 2, x, y));
    }

    /// <summary>Four lanes a row; a block's rows follow one another, for their number is a multiple of 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Spread<T>(Vector512<T> block, ref T first)
    {
        var (upper, lower) = (block.GetLower(), block.GetUpper());
        upper.GetLower().StoreUnsafe(ref first);
        upper.GetUpper().StoreUnsafe(ref first, (nuint)Stride);
        lower.GetLower().StoreUnsafe(ref first, (nuint)(2 * Stride));
        lower.GetUpper().StoreUnsafe(ref first, (nuint)(3 * Stride));
    }
}
