using ZoeDepth.Kernels.Simd;

namespace ZoeDepth.Kernels.Resampling;

/// <summary>
/// The rows of a picture on a new grid of columns, each stretched when first asked for and kept until another needs its
/// place: the rows that meet in one new row are neighbours, so with as many places as there are taps they never
/// collide.
/// </summary>
/// <param name="x">the picture, <c>[row, column, channel]</c></param>
/// <param name="channels">elements in a pixel</param>
/// <param name="columns">where new columns come from</param>
/// <param name="at">its indices, pinned</param>
/// <param name="weight">its weights, pinned</param>
/// <param name="places">how many rows are kept: the taps of the row axis</param>
/// <param name="buffer">room for them, <see cref="Floats"/></param>
/// <param name="held">the row in each place, −1 for none</param>
internal readonly unsafe struct StretchedRows(float* x, int channels, ResampledAxis columns, int* at, float* weight,
    int places, float* buffer, int* held)
{
    private readonly float* _x = x, _weight = weight, _buffer = buffer;
    private readonly int* _at = at, _held = held;

    /// <summary>Room for the rows that are kept.</summary>
    public static long Floats(int channels, ResampledAxis columns, int places) =>
        columns.IsIdentity ? 0 : (long)places * columns.Length * channels;

    /// <summary>One stretched row; valid until <c>places</c> others were asked for.</summary>
    public float* Row<S, V>(int row) where S : struct, ISimd<V> where V : struct
    {
        var from = _x + ((long)row * columns.Source * channels);
        if (columns.IsIdentity) return from;
        var place = row % places;
        var to = _buffer + ((long)place * columns.Length * channels);
        if (_held[place] == row) return to;
        ResizeKernel.Stretch<S, V>(from, channels, columns.Taps, _at, _weight, columns.Length, to);
        _held[place] = row;
        return to;
    }
}
