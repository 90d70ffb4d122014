using FsCheck.Xunit;

namespace ZoeDepth.Synthetic.Tests.Numbers;

public sealed class PortableMathTests
{
    private const int Steps = 100_000;

    [Theory]
    [InlineData(10.0)]
    [InlineData(1e4)]
    [InlineData(1e6)]
    public void Sine_and_cosine_are_within_1e_15(double range)
    {
        // The library's own result is off by up to half a unit in the last place.
        Sweep(-range, range, PortableMath.Sin, Math.Sin, absolute: 1e-15, relative: 0);
        Sweep(-range, range, PortableMath.Cos, Math.Cos, absolute: 1e-15, relative: 0);
    }

    [Fact]
    public void Tangent_is_within_1e_12_up_to_the_pole() =>
        Sweep(-1.57, 1.57, PortableMath.Tan, Math.Tan, absolute: 0, relative: 1e-12);

    [Fact]
    public void The_exponential_is_within_1e_12()
    {
        Sweep(-700, 700, PortableMath.Exp, Math.Exp, absolute: 0, relative: 1e-12);
        Sweep(-1, 1, PortableMath.Exp, Math.Exp, absolute: 0, relative: 1e-12);
    }

    [Fact]
    public void The_logarithm_is_within_1e_12()
    {
        Sweep(1e-3, 10, PortableMath.Log, Math.Log, absolute: 1e-12, relative: 0);
        Sweep(-700, 700, x => PortableMath.Log(Math.Exp(x)), x => Math.Log(Math.Exp(x)), absolute: 1e-12, relative: 0);
    }

    [Fact]
    public void Powers_are_within_1e_12_for_exponents_to_100()
    {
        Sweep(1e-6, 50, x => PortableMath.Pow(x, 2.4), x => Math.Pow(x, 2.4), absolute: 0, relative: 1e-12);
        Sweep(-140, 140, x => PortableMath.Pow(2, x), x => Math.Pow(2, x), absolute: 0, relative: 1e-12);
        PortableMath.Pow(0, 3).ShouldBe(0);
        PortableMath.Pow(-1, 3).ShouldBe(0);
    }

    [Fact]
    public void The_arc_tangent_is_within_1e_15()
    {
        Sweep(-1.1, 1.1, PortableMath.Atan, Math.Atan, absolute: 1e-15, relative: 0);
        Sweep(-50, 50, PortableMath.Atan, Math.Atan, absolute: 1e-15, relative: 0);
        PortableMath.Atan(1e300).ShouldBe(Math.PI / 2);
    }

    [Fact]
    public void The_angle_of_a_point_goes_once_around()
    {
        for (var i = 0; i < 3600; i++)
        {
            var angle = (i - 1800) * Math.PI / 1800;
            var (y, x) = (Math.Sin(angle), Math.Cos(angle));
            PortableMath.Atan2(y, x).ShouldBe(Math.Atan2(y, x), 1e-14, $"{i / 10.0} degrees");
        }
        PortableMath.Atan2(1, 0).ShouldBe(Math.PI / 2);
        PortableMath.Atan2(-1, 0).ShouldBe(-Math.PI / 2);
        PortableMath.Atan2(0, -1).ShouldBe(Math.PI);
        PortableMath.Atan2(0, 0).ShouldBe(0);
    }

    [Property]
    public void Sine_and_cosine_lie_on_the_circle(int x)
    {
        var (sine, cosine) = (PortableMath.Sin(x * 0.001), PortableMath.Cos(x * 0.001));
        ((sine * sine) + (cosine * cosine)).ShouldBe(1, 1e-14);
    }

    [Property]
    public void The_logarithm_undoes_the_exponential(int x) =>
        PortableMath.Log(PortableMath.Exp(x % 700 * 0.9)).ShouldBe(x % 700 * 0.9, 2e-12);

    /// <summary>Bits that must not change: whoever changes them changes every world.</summary>
    [Fact]
    public void Known_results_stay_what_they_are_to_the_bit()
    {
        double[] results =
        [
            PortableMath.Sin(1), PortableMath.Cos(100), PortableMath.Exp(-2.5),
            PortableMath.Log(3), PortableMath.Atan(0.7), PortableMath.Pow(0.3, 2.4),
        ];
        results.Select(BitConverter.DoubleToInt64Bits).ShouldBe(Frozen);
    }

    private static readonly long[] Frozen =
    [
        4605754516372524270L, 4605942297449095136L, 4590579268170609700L, 4607626529066517258L, 4603676149996573869L,
            4588173924755359600L,
    ];

    private static void Sweep(double from, double to, Func<double, double> ours, Func<double, double> truth,
        double absolute, double relative)
    {
        for (var i = 0; i <= Steps; i++)
        {
            var x = from + ((to - from) * i / Steps);
            var expected = truth(x);
            var error = Math.Abs(ours(x) - expected);
            if (!(error <= absolute + (relative * Math.Abs(expected))))
                Assert.Fail($"at {x:R} {ours(x):R} came, {expected:R} was expected: off by {error:G3}");
        }
    }
}
