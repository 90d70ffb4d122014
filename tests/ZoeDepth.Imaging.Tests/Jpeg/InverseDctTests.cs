namespace ZoeDepth.Imaging.Tests.Jpeg;

public class InverseDctTests
{
    /// <summary>
    /// The same arithmetic as a chain of single steps in 64 bits, one line at a time: slow, and easy to check against
    /// jidctint.c.
    /// </summary>
    private static byte[] Naive(short[] block, short[] steps)
    {
        var work = new long[64];
        for (var i = 0; i < 64; i++) work[i] = block[i] * steps[i];
        for (var x = 0; x < 8; x++) Line(work, x, 8, 11);
        for (var y = 0; y < 8; y++) Line(work, 8 * y, 1, 18);
        return Array.ConvertAll(work, value => (byte)Math.Clamp(value + 128, 0, 255));
    }

    private static void Line(long[] work, int start, int step, int shift)
    {
        var c = new long[8];
        for (var i = 0; i < 8; i++) c[i] = work[start + (i * step)];
        var z1 = (c[2] + c[6]) * 4433;
        var (t2, t3) = (z1 - (c[6] * 15137), z1 + (c[2] * 6270));
        var (t0, t1) = ((c[0] + c[4]) * 8192, (c[0] - c[4]) * 8192);
        long[] even = [t0 + t3, t1 + t2, t1 - t2, t0 - t3];
        var z5 = (c[7] + c[3] + c[5] + c[1]) * 9633;
        var (z2, z3, z4) = ((c[5] + c[3]) * -20995, z5 - ((c[7] + c[3]) * 16069), z5 - ((c[5] + c[1]) * 3196));
        var z0 = (c[7] + c[1]) * -7373;
        long[] odd = [(c[1] * 12299) + z0 + z4, (c[3] * 25172) + z2 + z3, (c[5] * 16819) + z2 + z4,
            (c[7] * 2446) + z0 + z3];
        for (var i = 0; i < 4; i++)
        {
            work[start + (i * step)] = (even[i] + odd[i] + (1L << (shift - 1))) >> shift;
            work[start + ((7 - i) * step)] = (even[i] - odd[i] + (1L << (shift - 1))) >> shift;
        }
    }

    private static byte[] Vector(short[] block, short[] steps)
    {
        var samples = new byte[8 * 11];
        InverseDct.TransformVector(ref block[0], ref steps[0], ref samples[0], 11);
        return Tight(samples);
    }

    private static byte[] Scalar(short[] block, short[] steps)
    {
        var samples = new byte[8 * 11];
        InverseDct.TransformScalar(ref block[0], ref steps[0], ref samples[0], 11);
        return Tight(samples);
    }

    private static byte[] Tight(byte[] samples) =>
        [.. Enumerable.Range(0, 64).Select(i => samples[(i / 8 * 11) + (i % 8)])];

    /// <summary>A block as an encoder makes it: the transform of 64 samples, quantised.</summary>
    private static (short[] Block, short[] Steps) Sane(Random random)
    {
        var samples = new byte[64];
        var contrast = random.Next(1, 256);
        for (var i = 0; i < 64; i++) samples[i] = (byte)random.Next(0, contrast);
        var steps = QuantizationSteps.For(random.Next(2), random.Next(1, 101));
        var coded = new short[64];
        ForwardDct.Transform(samples, 8, steps, coded);
        var (block, natural) = (new short[64], new short[64]);
        for (var k = 0; k < 64; k++) (block[ZigZag.ToNatural[k]], natural[ZigZag.ToNatural[k]]) = (coded[k], steps[k]);
        return (block, natural);
    }

    [Fact]
    public void Blocks_of_encoders_give_the_bytes_of_the_readable_twin_in_both_forms()
    {
        var random = new Random(1);
        for (var round = 0; round < 5_000; round++)
        {
            var (block, steps) = Sane(random);
            var expected = Naive(block, steps);
            Vector(block, steps).ShouldBe(expected);
            Scalar(block, steps).ShouldBe(expected);
        }
    }

    [Fact]
    public void Blocks_of_a_lone_dc_value_are_flat_and_equal_the_twin()
    {
        for (var dc = -1100; dc <= 1100; dc++)
        {
            var (block, steps) = (new short[64], new short[64]);
            (block[0], steps[0]) = ((short)dc, 1);
            var expected = Naive(block, steps);
            Vector(block, steps).ShouldBe(expected);
            Scalar(block, steps).ShouldBe(expected);
        }
    }

    [Fact]
    public void Coefficients_no_encoder_makes_wrap_and_saturate_alike_in_both_forms()
    {
        var random = new Random(2);
        for (var round = 0; round < 5_000; round++)
        {
            var (block, steps) = (new short[64], new short[64]);
            for (var i = 0; i < 64; i++)
                if (i == 0 || round % 3 != 0)
                    (block[i], steps[i]) = ((short)random.Next(-32768, 32768), (short)random.Next(-32768, 32768));
            Vector(block, steps).ShouldBe(Scalar(block, steps));
        }
    }

    [Fact]
    public void Samples_stay_within_one_of_the_exact_transform()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var (block, steps) = Sane(random);
            var samples = Vector(block, steps);
            for (var i = 0; i < 64; i++)
            {
                var exact = 128.0;
                for (var k = 0; k < 64; k++)
                {
                    double cv = k / 8 == 0 ? Math.Sqrt(0.5) : 1, ch = k % 8 == 0 ? Math.Sqrt(0.5) : 1;
                    exact += block[k] * steps[k] / 4.0 * cv * ch
                        * Math.Cos(((2 * (i / 8)) + 1) * (k / 8) * Math.PI / 16)
                            * Math.Cos(((2 * (i % 8)) + 1) * (k % 8) * Math.PI / 16);
                }
                Math.Abs(samples[i] - Math.Clamp(exact, 0, 255)).ShouldBeLessThan(1);
            }
        }
    }
}
