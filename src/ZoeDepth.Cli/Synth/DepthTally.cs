namespace ZoeDepth.Cli.Synth;

/// <summary>Counts of depth, however many pictures there are.</summary>
internal sealed class DepthTally
{
    /// <summary>The first counted distance, metres; nearer pixels are counted with it.</summary>
    public const double Nearest = 1.0 / 16;

    /// <summary>
    /// Doublings from <see cref="Nearest"/> to the end of the counts, 256 m; farther pixels are counted in the last.
    /// </summary>
    public const int Octaves = 12;

    /// <summary>Counts in a doubling.</summary>
    public const int Steps = 1 << StepBits;

    // A float's bits in order are its size in order: exponent and first fraction bits are the number of the count.
    // Steps are equal within a doubling.
    private const int StepBits = 6;
    private const int Shift = 23 - StepBits;

    private static readonly int First = BitConverter.SingleToInt32Bits((float)Nearest) >> Shift;

    private readonly long[] _counts = new long[Octaves * Steps];
    private long _pixels;

    /// <summary>Pictures counted.</summary>
    public int Pictures { get; private set; }

    /// <summary>Pixels that have depth.</summary>
    public long WithDepth { get; private set; }

    /// <summary>Their share, 0..1.</summary>
    public double Coverage => _pixels == 0 ? 0 : (double)WithDepth / _pixels;

    /// <summary>Counts a picture.</summary>
    /// <param name="depth">metres, 0 where there is none</param>
    public void Add(ReadOnlySpan<float> depth)
    {
        Pictures++;
        _pixels += depth.Length;
        foreach (var metres in depth)
        {
            if (!(metres > 0)) continue;
            WithDepth++;
            _counts[Math.Clamp((BitConverter.SingleToInt32Bits(metres) >> Shift) - First, 0, _counts.Length - 1)]++;
        }
    }

    /// <summary>
    /// The distance that so many percent of the pixels with depth are nearer than, metres, to 1.6 %; null when none has
    /// depth.
    /// </summary>
    public double? Percentile(double percent)
    {
        if (WithDepth == 0) return null;
        var (below, wanted) = (0.0, WithDepth * percent / 100);
        for (var i = 0; ; i++)
        {
            if (below + _counts[i] >= wanted || i == _counts.Length - 1)
            {
                var inside = _counts[i] == 0 ? 0 : Math.Clamp((wanted - below) / _counts[i], 0, 1);
                return EdgeOf(i) + (inside * (EdgeOf(i + 1) - EdgeOf(i)));
            }
            below += _counts[i];
        }
    }

    /// <summary>
    /// How many pixels there are for each doubling of distance, in <paramref name="bars"/> bars to a doubling: a curve
    /// whose area is the number of pixels.
    /// </summary>
    public double[] Density(int bars)
    {
        var density = new double[Octaves * bars];
        var steps = Steps / bars;
        for (var bar = 0; bar < density.Length; bar++)
        {
            var count = 0L;
            for (var i = bar * steps; i < (bar + 1) * steps; i++) count += _counts[i];
            density[bar] = count / (PositionOf(EdgeOf((bar + 1) * steps)) - PositionOf(EdgeOf(bar * steps)));
        }
        return density;
    }

    /// <summary>Where a bar of <see cref="Density"/> begins, doublings from <see cref="Nearest"/>.</summary>
    public static double StartOf(int bar, int bars) => PositionOf(EdgeOf(bar * (Steps / bars)));

    /// <summary>Where a distance lies, doublings from <see cref="Nearest"/>.</summary>
    public static double PositionOf(double metres) => Math.Log2(metres / Nearest);

    private static double EdgeOf(int count) =>
        Nearest * (1 << (count / Steps)) * (1 + ((double)(count % Steps) / Steps));
}
