namespace ZoeDepth.Training;

/// <summary>
/// Which pixels of a row (or column) of a picture make up each pixel of a piece of it at another size, and with what
/// weights: bilinear, corners aligned, and where asked for and the piece is reduced, with a triangle as wide as the
/// step, so that every pixel is seen.
/// </summary>
internal readonly struct AxisTaps
{
    private readonly int[] _starts;
    private readonly float[] _weights;

    /// <summary>The taps of an axis.</summary>
    /// <param name="first">where the piece begins, pixel centres at whole numbers</param>
    /// <param name="last">where it ends</param>
    /// <param name="source">pixels of the picture</param>
    /// <param name="length">pixels of the result</param>
    /// <param name="antialias">whether a reduced piece sees every pixel</param>
    public AxisTaps(double first, double last, int source, int length, bool antialias)
    {
        var step = length > 1 ? (last - first) / (length - 1) : 0;
        var radius = antialias ? Math.Max(1, step) : 1;
        Count = Math.Min(source, (int)Math.Ceiling(2 * radius) + 1);
        (Length, _starts, _weights) = (length, new int[length], new float[length * Count]);
        for (var i = 0; i < length; i++)
        {
            var center = Math.Clamp(first + (i * step), 0, source - 1);
            var start = Math.Clamp((int)Math.Floor(center - radius) + 1, 0, source - Count);
            var sum = 0.0;
            for (var k = 0; k < Count; k++) sum += Triangle(start + k - center, radius);
            for (var k = 0; k < Count; k++)
                _weights[(i * Count) + k] = (float)(Triangle(start + k - center, radius) / sum);
            _starts[i] = start;
        }
    }

    /// <summary>Pixels of the result.</summary>
    public int Length { get; }

    /// <summary>Pixels of the picture that each reads.</summary>
    public int Count { get; }

    /// <summary>The first pixel of the picture that pixel i reads.</summary>
    public int Start(int i) => _starts[i];

    /// <summary>What the pixels it reads count.</summary>
    public ReadOnlySpan<float> Weights(int i) => _weights.AsSpan(i * Count, Count);

    private static double Triangle(double distance, double radius) => Math.Max(0, 1 - (Math.Abs(distance) / radius));
}
