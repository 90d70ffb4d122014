using System.Runtime.Intrinsics;

namespace ZoeDepth.Synthetic.Tests.Lanes;

public sealed class LaneMathTests
{
    [Fact]
    public void Powers_of_two_are_within_2_5e_7() =>
        Sweep(-126, 126, LaneMath.Exp2, x => Math.Pow(2, x), (_, y) => 2.5e-7 * y);

    [Fact]
    public void Powers_of_two_beyond_the_range_are_those_of_its_ends()
    {
        LaneMath.Exp2(LaneMath.All(1000f))[0].ShouldBe(MathF.Pow(2, 126));
        LaneMath.Exp2(LaneMath.All(-1000f))[0].ShouldBe(MathF.Pow(2, -126));
    }

    [Fact]
    public void Binary_logarithms_are_within_3e_7_and_half_a_unit()
    {
        Sweep(1e-3f, 8, LaneMath.Log2, Math.Log2, Bound);
        for (var exponent = -126; exponent <= 127; exponent++)
        {
            var scale = MathF.ScaleB(1, exponent);
            Sweep(scale, MathF.BitDecrement(2 * scale), LaneMath.Log2, Math.Log2, Bound, 256);
        }
        static double Bound(double x, double y) => 3e-7 + (Math.Pow(2, -24) * Math.Abs(y));
    }

    [Theory]
    [InlineData(0.25f)]
    [InlineData(1 / 2.4f)]
    [InlineData(2.4f)]
    [InlineData(5f)]
    [InlineData(50f)]
    public void Powers_keep_their_stated_error(float exponent) =>
        Sweep(0.2f, 2, x => LaneMath.Pow(x, LaneMath.All(exponent)), x => Math.Pow(x, exponent),
            (x, y) => (3e-7 + (exponent * (2.5e-7 + (1e-7 * Math.Abs(Math.Log2(x)))))) * y);

    [Fact]
    public void Powers_of_nothing_are_nothing()
    {
        LaneMath.Pow(Floats.Zero, LaneMath.All(0.4f)).ShouldBe(Floats.Zero);
        LaneMath.Pow(LaneMath.All(-1f), LaneMath.All(2f)).ShouldBe(Floats.Zero);
    }

    [Fact]
    public void Exponentials_keep_their_stated_error() =>
        Sweep(-87, 87, LaneMath.Exp, Math.Exp, (x, y) => (3e-7 + (8e-8 * Math.Abs(x))) * y);

    [Theory]
    [InlineData(-1f, 1f)]
    [InlineData(-3f, 3f)]
    [InlineData(1000f, 1001f)]
    [InlineData(-90_000f, -89_999f)]
    public void Sine_and_cosine_of_turns_are_within_5e_7(float from, float to)
    {
        Sweep(from, to, LaneMath.SinTurns, x => Math.Sin(2 * Math.PI * (x - Math.Floor(x))), (_, _) => 5e-7);
        Sweep(from, to, LaneMath.CosTurns, x => Math.Cos(2 * Math.PI * (x - Math.Floor(x))), (_, _) => 5e-7);
    }

    [Fact]
    public void A_smooth_step_rises_from_0_to_1_without_a_kink()
    {
        Sweep(-1, 4, x => LaneMath.Smooth(LaneMath.All(0.5f), LaneMath.All(2.5f), x), x =>
        {
            var t = Math.Clamp((x - 0.5) / 2, 0, 1);
            return t * t * (3 - (2 * t));
        }, (_, _) => 3e-7);
        LaneMath.Smooth(LaneMath.All(2.5f), LaneMath.All(0.5f), LaneMath.All(0f)).ShouldBe(Floats.One);
    }

    [Fact]
    public void Mixes_clamps_and_fractions_are_what_they_say()
    {
        LaneMath.Mix(LaneMath.All(2f), LaneMath.All(6f), LaneMath.All(0f))[5].ShouldBe(2);
        LaneMath.Mix(LaneMath.All(2f), LaneMath.All(6f), LaneMath.All(1f))[5].ShouldBe(6);
        LaneMath.Mix(LaneMath.All(2f), LaneMath.All(6f), LaneMath.All(0.25f))[5].ShouldBe(3);
        LaneMath.Saturate(LaneMath.All(-3f))[0].ShouldBe(0);
        LaneMath.Saturate(LaneMath.All(3f))[0].ShouldBe(1);
        LaneMath.Fraction(LaneMath.All(-0.25f))[0].ShouldBe(0.75f);
        LaneMath.Fraction(LaneMath.All(7.5f))[0].ShouldBe(0.5f);
    }

    [Fact]
    public void Every_lane_gives_what_it_would_give_alone()
    {
        var mixed = Vector512.Create(0.1f, 1f, 2f, 3f, 4.5f, 7f, 0.01f, 0.3f, 0.7f, 9f, 11f, 0.25f, 1e-5f, 100f, 33f,
            0.9f);
        Func<Floats, Floats>[] functions =
            [LaneMath.Exp2, LaneMath.Log2, LaneMath.Exp, LaneMath.SinTurns, LaneMath.CosTurns,
                x => LaneMath.Pow(x, LaneMath.All(0.4f))];
        foreach (var f in functions)
            for (var lane = 0; lane < 16; lane++) f(mixed)[lane].ShouldBe(f(LaneMath.All(mixed[lane]))[0]);
    }

    /// <summary>Bits that must not change: whoever changes them changes every picture.</summary>
    [Fact]
    public void Known_results_stay_what_they_are_to_the_bit()
    {
        var x = LaneMath.All(0.7f);
        Floats[] results =
            [LaneMath.Exp2(x), LaneMath.Log2(x), LaneMath.Exp(x), LaneMath.SinTurns(x), LaneMath.CosTurns(x),
                LaneMath.Pow(x, LaneMath.All(0.4f))];
        results.Select(result => BitConverter.SingleToInt32Bits(result[3])).ShouldBe(Frozen);
    }

    private static readonly int[] Frozen = [1070591942, -1090274542, 1073799507, -1082951568, -1096927363, 1063122520];

    private static void Sweep(
        float from, float to, Func<Floats, Floats> ours, Func<double, double> truth, Func<double, double, double> bound,
        int packets = 8000)
    {
        for (var i = 0; i < packets; i++)
        {
            var x = Floats.Zero;
            for (var lane = 0; lane < 16; lane++)
                x = x.WithElement(lane, (float)(from + (((double)to - from) * ((i * 16) + lane) / (packets * 16))));
            var y = ours(x);
            for (var lane = 0; lane < 16; lane++)
            {
                var expected = truth(x[lane]);
                var error = Math.Abs(y[lane] - expected);
                if (!(error <= bound(x[lane], Math.Abs(expected))))
                    Assert.Fail($"at {x[lane]:R} {y[lane]:R} came for {expected:R}: off by {error:G3}");
            }
        }
    }
}
