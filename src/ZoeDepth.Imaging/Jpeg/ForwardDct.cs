using static ZoeDepth.Imaging.DctConstants;

namespace ZoeDepth.Imaging;

/// <summary>
/// Samples to coefficients: the forward twin of <see cref="InverseDct"/> (libjpeg's jfdctint.c), and their
/// quantisation.
/// </summary>
internal static class ForwardDct
{
    /// <summary>Transforms and quantises one block.</summary>
    /// <param name="samples">its upper left sample and what follows</param>
    /// <param name="stride">bytes from one row of samples to the next</param>
    /// <param name="steps">64 quantisation steps, zigzag order</param>
    /// <param name="block">64 quantised coefficients, zigzag order</param>
    public static void Transform(ReadOnlySpan<byte> samples, int stride, ReadOnlySpan<byte> steps, Span<short> block)
    {
        Span<int> work = stackalloc int[64];
        for (var y = 0; y < 8; y++)
        {
            var row = samples.Slice(y * stride, 8);
            for (var x = 0; x < 8; x++) work[(8 * y) + x] = row[x] - 128;
            Pass(work[(8 * y)..], 1, -BetweenBits);
        }
        for (var x = 0; x < 8; x++) Pass(work[x..], 8, BetweenBits);
        for (var k = 0; k < 64; k++)
        {
            // The transform's results are eight times the coefficients. Halves are rounded away from zero.
            var (value, step) = (work[ZigZag.ToNatural[k]], steps[k] * 8);
            var magnitude = (Math.Abs(value) + (step / 2)) / step;
            block[k] = (short)(value < 0 ? -magnitude : magnitude);
        }
    }

    /// <summary>
    /// One eight-point transform in place; <paramref name="drop"/> fractional bits are rounded away, or added when
    /// negative.
    /// </summary>
    private static void Pass(Span<int> d, int step, int drop)
    {
        var (s0, d0) = (d[0] + d[7 * step], d[0] - d[7 * step]);
        var (s1, d1) = (d[step] + d[6 * step], d[step] - d[6 * step]);
        var (s2, d2) = (d[2 * step] + d[5 * step], d[2 * step] - d[5 * step]);
        var (s3, d3) = (d[3 * step] + d[4 * step], d[3 * step] - d[4 * step]);

        var (even0, even3) = (s0 + s3, s0 - s3);
        var (even1, even2) = (s1 + s2, s1 - s2);
        d[0] = Descale((even0 + even1) << MultiplierBits, drop);
        d[4 * step] = Descale((even0 - even1) << MultiplierBits, drop);
        var shared = (even2 + even3) * F0_541;
        d[2 * step] = Descale(shared + (even3 * F0_765), drop);
        d[6 * step] = Descale(shared - (even2 * F1_847), drop);

        var z5 = (d3 + d1 + d2 + d0) * F1_175;
        var z1 = (d3 + d0) * -F0_899;
        var z2 = (d2 + d1) * -F2_562;
        var z3 = z5 - ((d3 + d1) * F1_961);
        var z4 = z5 - ((d2 + d0) * F0_390);
        d[7 * step] = Descale((d3 * F0_298) + z1 + z3, drop);
        d[5 * step] = Descale((d2 * F2_053) + z2 + z4, drop);
        d[3 * step] = Descale((d1 * F3_072) + z2 + z3, drop);
        d[step] = Descale((d0 * F1_501) + z1 + z4, drop);
    }

    private static int Descale(int value, int drop) =>
        (value + (1 << (MultiplierBits + drop - 1))) >> (MultiplierBits + drop);
}
