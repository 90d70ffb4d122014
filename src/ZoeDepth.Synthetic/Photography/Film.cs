using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Photography;

/// <summary>
/// Three planes of a picture in the making, <c>[row, column]</c>. Rows are padded to whole packets of sixteen with a
/// margin on both sides that repeats the outermost pixel, so a filter may read past the border without asking.
/// </summary>
internal sealed class Film : IDisposable
{
    public const int Lanes = 16;

    private readonly float[][] _planes = new float[5][];

    /// <param name="width">columns</param>
    /// <param name="height">rows</param>
    /// <param name="reach">how far a filter reads past the border, pixels</param>
    public Film(int width, int height, int reach)
    {
        (Width, Height) = (width, height);
        Margin = Whole(Math.Max(reach, 1));
        Packed = Whole(width);
        Stride = Margin + Packed + Margin;
        var length = Stride * height;
        for (var i = 0; i < _planes.Length; i++) _planes[i] = ArrayPool<float>.Shared.Rent(length);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Columns of whole packets: what a loop over a row covers.</summary>
    public int Packed { get; }

    public int Stride { get; }

    private int Margin { get; }

    public float[] this[int plane] => _planes[plane];

    /// <summary>A plane of the same layout for whoever needs one for a moment; blurring does.</summary>
    public float[] Spare => _planes[3];

    /// <summary>Another, which blurring leaves alone.</summary>
    public float[] SecondSpare => _planes[4];

    /// <summary>Where a row's first pixel is.</summary>
    public int Row(int y) => (y * Stride) + Margin;

    /// <summary>Puts the spare plane in the place of another.</summary>
    public void Swap(int plane) => (_planes[plane], _planes[3]) = (_planes[3], _planes[plane]);

    /// <summary>Repeats the outermost pixels of every row into the margins.</summary>
    public void Extend(float[] plane)
    {
        for (var y = 0; y < Height; y++)
        {
            var start = y * Stride;
            plane.AsSpan(start, Margin).Fill(plane[start + Margin]);
            plane.AsSpan(start + Margin + Width, Stride - Margin - Width).Fill(plane[start + Margin + Width - 1]);
        }
    }

    /// <summary>Blurs along columns into the spare plane and along rows into the target.</summary>
    /// <param name="source">a plane of this film; its margins are filled</param>
    /// <param name="target">another, or the same one</param>
    /// <param name="weights">half a kernel, from its middle outwards</param>
    public void Blur(float[] source, float[] target, ReadOnlySpan<float> weights)
    {
        Extend(source);
        var between = Spare;
        Down(source, between, weights);
        for (var y = 0; y < Height; y++)
        {
            for (var x = Row(y); x < Row(y) + Packed; x += Lanes)
            {
                var sum = Load(between, x) * Vector512.Create(weights[0]);
                for (var k = 1; k < weights.Length; k++)
                    sum = Vector512.FusedMultiplyAdd(Load(between, x - k) + Load(between, x + k),
                        Vector512.Create(weights[k]), sum);
                Store(sum, target, x);
            }
        }
    }

    /// <summary>Half of a Gaussian kernel whose whole sums to one, from its middle outwards.</summary>
    public static float[] GaussianKernel(double sigma)
    {
        var weights = new double[Reach(sigma) + 1];
        var sum = 0.0;
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = PortableMath.Exp(-(k * k) / (2 * sigma * sigma));
            sum += k == 0 ? weights[k] : 2 * weights[k];
        }
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    /// <summary>How far a kernel of this standard deviation reaches, pixels.</summary>
    public static int Reach(double sigma) => (int)Math.Ceiling(2.5 * sigma);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats Load(float[] plane, int at) => Vector512.LoadUnsafe(ref plane[0], (nuint)at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats value, float[] plane, int at) => value.StoreUnsafe(ref plane[0], (nuint)at);

    public void Dispose()
    {
        foreach (var plane in _planes) ArrayPool<float>.Shared.Return(plane);
    }

    private void Down(float[] source, float[] target, ReadOnlySpan<float> weights)
    {
        for (var y = 0; y < Height; y++)
        {
            var (row, end) = (y * Stride, (y + 1) * Stride);
            for (var x = row; x < end; x += Lanes)
            {
                var sum = Load(source, x) * Vector512.Create(weights[0]);
                for (var k = 1; k < weights.Length; k++)
                {
                    var above = x - ((y - Math.Max(y - k, 0)) * Stride);
                    var below = x + ((Math.Min(y + k, Height - 1) - y) * Stride);
                    sum = Vector512.FusedMultiplyAdd(Load(source, above) + Load(source, below),
                        Vector512.Create(weights[k]), sum);
                }
                Store(sum, target, x);
            }
        }
    }

    private static int Whole(int columns) => (columns + Lanes - 1) / Lanes * Lanes;
}
