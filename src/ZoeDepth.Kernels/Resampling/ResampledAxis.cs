namespace ZoeDepth.Kernels.Resampling;

/// <summary>
/// One axis of a resampling: each new position is a weighted sum of <see cref="Taps"/> old ones. Two of these make a
/// resampling of a picture, and the same two, read backwards, its adjoint.
/// </summary>
/// <remarks>
/// Coordinates of a network's maps are computed in double: in float32 a weight at a few hundred pixels errs by up to
/// 4e-5, which was a third of the error of a full-size pass. Pictures on their way in and out have PyTorch's float32
/// coordinates, because there the values are compared with the image processor's.
/// </remarks>
internal sealed class ResampledAxis
{
    private const float A = -0.75f;
    private readonly Lazy<(int[] Starts, int[] Positions, float[] Weights)> _readers;

    private ResampledAxis(int source, int taps, int[] indices, float[] weights, bool isIdentity = false)
    {
        (Source, Taps, Indices, Weights, IsIdentity) = (source, taps, indices, weights, isIdentity);
        _readers = new(ListReaders);
    }

    /// <summary>Old positions.</summary>
    public int Source { get; }

    /// <summary>New positions.</summary>
    public int Length => Indices.Length / Taps;

    /// <summary>How many old positions a new one is made of: 1, 2 or 4.</summary>
    public int Taps { get; }

    /// <summary>Whether every new position is the old one.</summary>
    public bool IsIdentity { get; }

    /// <summary>The old positions, <c>[new position, tap]</c>.</summary>
    internal int[] Indices { get; }

    /// <summary>Their weights, <c>[new position, tap]</c>.</summary>
    internal float[] Weights { get; }

    /// <summary>
    /// The other direction: old position i is read by new positions <c>Positions[Starts[i] .. Starts[i + 1]]</c>,
    /// ascending, with these weights.
    /// </summary>
    internal (int[] Starts, int[] Positions, float[] Weights) Readers => _readers.Value;

    /// <summary>An axis of <paramref name="source"/> pixels interpolated at <paramref name="length"/> places.</summary>
    /// <param name="source">old positions</param>
    /// <param name="length">new positions</param>
    /// <param name="cubic">four taps with A = −0.75 instead of two</param>
    /// <param name="alignCorners">
    /// the centres of the outermost pixels coincide, as with PyTorch's <c>align_corners=True</c>; else their edges
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">an axis without pixels</exception>
    public static ResampledAxis Interpolated(int source, int length, bool cubic, bool alignCorners)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var scale = !alignCorners ? (double)source / length : length > 1 ? (double)(source - 1) / (length - 1) : 0;
        return At(source, length, source == length ? 1 : cubic ? 4 : 2,
            i => alignCorners ? scale * i : (scale * (i + 0.5)) - 0.5);
    }

    /// <summary>
    /// The same with coordinates in float32, in PyTorch's order of operations
    /// (<c>aten/src/ATen/native/UpSample.h</c>).
    /// </summary>
    /// <inheritdoc cref="Interpolated"/>
    public static ResampledAxis InterpolatedInFloat32(int source, int length, bool cubic, bool alignCorners)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var scale = !alignCorners ? (float)source / length : length > 1 ? (float)(source - 1) / (length - 1) : 0;
        return At(source, length, source == length ? 1 : cubic ? 4 : 2,
            i => alignCorners ? scale * i : MathF.FusedMultiplyAdd(scale, i + 0.5f, -0.5f));
    }

    /// <summary>
    /// The same with half-pixel centres and a scale of its own, which is what PyTorch's <c>scale_factor</c> does.
    /// </summary>
    /// <param name="source">old positions</param>
    /// <param name="length">new positions</param>
    /// <param name="cubic">four taps with A = −0.75 instead of two</param>
    /// <param name="scale">old positions for each new one</param>
    /// <exception cref="ArgumentOutOfRangeException">an axis without pixels</exception>
    public static ResampledAxis Stretched(int source, int length, bool cubic, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return At(source, length, cubic ? 4 : 2, i => (scale * (i + 0.5)) - 0.5);
    }

    /// <summary>An axis whose new positions lie at these places among the old ones.</summary>
    private static ResampledAxis At(int source, int length, int taps, Func<int, double> place)
    {
        var indices = new int[checked(length * taps)];
        var weights = new float[indices.Length];
        for (var i = 0; i < length; i++)
        {
            var at = indices.AsSpan(i * taps, taps);
            var into = weights.AsSpan(i * taps, taps);
            if (taps == 1) (at[0], into[0]) = (i, 1);
            else if (taps == 2) Line(place(i), source, at, into);
            else Cubic(place(i), source, at, into);
        }
        return new ResampledAxis(source, taps, indices, weights, isIdentity: taps == 1);
    }

    /// <summary>
    /// An axis with a border that mirrors it, the outermost pixel not repeated: PyTorch's <c>reflect</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">a border is negative or not smaller than the axis</exception>
    public static ResampledAxis Reflected(int source, int before, int after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(source, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(before, source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(after, source);
        var indices = new int[checked(before + source + after)];
        for (var i = 0; i < indices.Length; i++)
        {
            var at = Math.Abs(i - before);
            indices[i] = at < source ? at : (2 * (source - 1)) - at;
        }
        var weights = new float[indices.Length];
        Array.Fill(weights, 1);
        return new ResampledAxis(source, 1, indices, weights, isIdentity: before == 0 && after == 0);
    }

    /// <summary>
    /// This axis on what it really reads: a picture with a border is never made, and of a large picture only the rows
    /// and columns are taken that a small one is interpolated from. The values that come out are the same bits.
    /// </summary>
    /// <param name="border">where this axis's old positions come from, as <see cref="Reflected"/> makes it</param>
    /// <param name="positions">
    /// the positions of the innermost axis that are read, ascending; the axis returned reads a picture packed to these
    /// </param>
    /// <exception cref="ArgumentException">the border is not one, or not as long as this axis expects</exception>
    public ResampledAxis Packed(ResampledAxis border, out int[] positions)
    {
        ArgumentNullException.ThrowIfNull(border);
        if (border.Taps != 1 || border.Length != Source)
            throw new ArgumentException(
                $"expected a border that copies {Source} positions, but one of {border.Length} positions with " +
                $"{border.Taps} taps came", nameof(border));
        var read = Array.ConvertAll(Indices, at => border.Indices[at]);
        var slots = new int[border.Source];
        foreach (var at in read) slots[at] = 1;
        var used = new List<int>();
        for (var at = 0; at < slots.Length; at++)
        {
            if (slots[at] == 0) continue;
            slots[at] = used.Count;
            used.Add(at);
        }
        positions = [.. used];
        // Neighbours stay neighbours: whatever lies between two taps of one new position is a tap too.
        return new ResampledAxis(positions.Length, Taps, Array.ConvertAll(read, at => slots[at]), Weights,
            IsIdentity && border.IsIdentity);
    }

    /// <summary>Some of the new positions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">there are no such positions</exception>
    public ResampledAxis Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Length - first);
        if (count == Length) return this;
        return new ResampledAxis(Source, Taps, Indices.AsSpan(first * Taps, count * Taps).ToArray(),
            Weights.AsSpan(first * Taps, count * Taps).ToArray());
    }

    private static void Line(double place, int source, Span<int> at, Span<float> weights)
    {
        place = Math.Max(0, place);
        at[0] = Math.Min((int)place, source - 1);
        at[1] = Math.Min(at[0] + 1, source - 1);
        // Each the rest of the other: two weights that were rounded apart would move a flat map.
        weights[1] = (float)Math.Clamp(place - at[0], 0, 1);
        weights[0] = 1 - weights[1];
    }

    private static void Cubic(double place, int source, Span<int> at, Span<float> weights)
    {
        var floor = Math.Min((int)Math.Floor(place), source - 1);
        var t = (float)Math.Clamp(place - floor, 0, 1);
        for (var tap = 0; tap < 4; tap++) at[tap] = Math.Clamp(floor + tap - 1, 0, source - 1);
        weights[0] = Far(t + 1);
        weights[1] = Near(t);
        weights[2] = Near(1 - t);
        weights[3] = Far(1 - t + 1);

        static float Near(float x) => (((((A + 2) * x) - (A + 3)) * x * x) + 1);
        static float Far(float x) => ((((A * x) - (5 * A)) * x + (8 * A)) * x) - (4 * A);
    }

    private (int[] Starts, int[] Positions, float[] Weights) ListReaders()
    {
        var starts = new int[Source + 1];
        foreach (var index in Indices) starts[index + 1]++;
        for (var i = 0; i < Source; i++) starts[i + 1] += starts[i];
        var next = starts[..Source];
        var positions = new int[Indices.Length];
        var weights = new float[Indices.Length];
        for (var i = 0; i < Indices.Length; i++)
        {
            var slot = next[Indices[i]]++;
            positions[slot] = i / Taps;
            weights[slot] = Weights[i];
        }
        return (starts, positions, weights);
    }
}
