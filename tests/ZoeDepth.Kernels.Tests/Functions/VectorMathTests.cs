using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Kernels.Simd;
using ZoeDepth.Runtime.Machine;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Each function on a dense sweep against double precision, at every instruction set, and at the places where formulas
/// break.
/// </summary>
public sealed unsafe class VectorMathTests
{
    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void Exp_stays_within_2_ulp(string set) =>
        Sweep<ExpOf>(Each.Set(set), Math.Exp, 2, 0, -104, 88.72f, [0f, -0f, 1e-30f, -103.9f, -87.4f, 88.5f]);

    [Theory, MemberData(nameof(Levels))]
    public void Log_stays_within_2_ulp(string set)
    {
        var level = Each.Set(set);
        Sweep<LogOf>(level, Math.Log, 2, 0, 1e-6f, 4,
            [1f, 1.4142135f, 0.70710677f, 1.1754944e-38f, 1e-39f, 1.4e-45f, 3.4e38f]);
        Sweep<LogOf>(level, Math.Log, 2, 0, 1, 1e30f, []);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Erf_stays_within_3_ulp(string set) =>
        Sweep<ErfOf>(Each.Set(set), Erf, 3, 0, -6, 6, [0f, 1e-30f, 1e-6f, 3.92f, -3.919f, 30f, -1e30f]);

    [Theory, MemberData(nameof(Levels))]
    public void Tanh_stays_within_6_ulp(string set) =>
        Sweep<TanhOf>(Each.Set(set), Math.Tanh, 6, 0, -12, 12, [0f, 1e-30f, 1e-6f, 9f, 8.99f, 40f, -1e30f]);

    [Theory, MemberData(nameof(Levels))]
    public void Erf_and_tanh_never_leave_minus_1_to_1(string set)
    {
        var level = Each.Set(set);
        float[] x = [.. Enumerable.Range(0, 20_000).Select(i => 3 + (i * 0.0004f))];
        Apply<ErfOf>(level, x).Max().ShouldBe(1);
        Apply<TanhOf>(level, x).Max().ShouldBe(1);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Sigmoid_stays_within_4_ulp(string set) =>
        Sweep<SigmoidOf>(Each.Set(set), x => 1 / (1 + Math.Exp(-x)), 4, 0, -87, 90, [0f, 200f, 1e-30f]);

    [Theory, MemberData(nameof(Levels))]
    public void Softplus_stays_within_5_ulp_and_is_the_identity_above_20(string set)
    {
        var level = Each.Set(set);
        Sweep<SoftplusOf>(level, x => x > 20 ? x : LogOnePlus(Math.Exp(x)), 5, 0, -87, 40,
            [0f, 20f, 20.000002f, -16.7f, -17.4f, 1e6f]);
        Apply<SoftplusOf>(level, [20.000002f, 1e10f]).ShouldBe([20.000002f, 1e10f]);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Gelu_errs_by_less_than_a_four_millionth_of_its_argument(string set)
    {
        var level = Each.Set(set);
        Sweep<GeluOf>(level, x => x / 2 * (1 + Erf(x / Math.Sqrt(2))), 0, Math.Pow(2, -22), -10, 10,
            [0f, 1e-20f, 100f, -100f]);
        Sweep<GeluTanhOf>(level, x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), 0,
            Math.Pow(2, -22), -10, 10, [0f, 1e-20f, 100f, -100f]);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Silu_stays_within_5_ulp(string set) =>
        Sweep<SiluOf>(Each.Set(set), x => x / (1 + Math.Exp(-x)), 5, 0, -80, 90, [0f, 1e-20f]);

    [Theory, MemberData(nameof(Levels))]
    public void Special_arguments_give_the_limits(string set)
    {
        var level = Each.Set(set);
        const float infinity = float.PositiveInfinity;
        float[] x = [float.NaN, infinity, -infinity, 0];
        Apply<ExpOf>(level, x).ShouldBe([float.NaN, infinity, 0, 1]);
        Apply<ErfOf>(level, x).ShouldBe([float.NaN, 1, -1, 0]);
        Apply<TanhOf>(level, x).ShouldBe([float.NaN, 1, -1, 0]);
        Apply<SigmoidOf>(level, x).ShouldBe([float.NaN, 1, 0, 0.5f]);
        Apply<SoftplusOf>(level, [float.NaN, infinity, -infinity]).ShouldBe([float.NaN, infinity, 0]);
        Apply<LogOf>(level, [float.NaN, infinity, -infinity, 0, -0f, -1, -1e-40f])
            .ShouldBe([float.NaN, infinity, float.NaN, -infinity, -infinity, float.NaN, float.NaN]);
        Apply<ExpOf>(level, [-104.5f, -200f, 88.8f, 1e30f]).ShouldBe([0, 0, infinity, infinity]);
    }

    /// <summary>
    /// The error function from its series about 0 and its continued fraction far out: slow, and good to 1e-15.
    /// </summary>
    internal static double Erf(double x)
    {
        var a = Math.Abs(x);
        if (a > 6) return Math.Sign(x);
        double sum = a, term = a;
        if (a < 3)
        {
            for (var n = 1; n < 120; n++)
            {
                term *= -a * a / n;
                sum += term / ((2 * n) + 1);
            }
            return Math.Sign(x) * 2 / Math.Sqrt(Math.PI) * sum;
        }
        var fraction = 0.0;
        for (var n = 80; n >= 1; n--) fraction = n / 2.0 / (a + fraction);
        return Math.Sign(x) * (1 - (Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction)));
    }

    private static double LogOnePlus(double y) => y < 1e-5 ? y - (y * y / 2) + (y * y * y / 3) : Math.Log(1 + y);

    private static void Sweep<F>(SimdLevel level, Func<double, double> exact, double ulps, double perArgument,
        float from, float to, float[] extra) where F : IFunction
    {
        const int steps = 40_000;
        var x = new float[steps + 1 + extra.Length];
        for (var i = 0; i <= steps; i++) x[i] = (float)(from + ((double)(to - from) * i / steps));
        extra.CopyTo(x, steps + 1);
        var y = Apply<F>(level, x);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = exact(x[i]);
            var unit = Math.Max(Math.ScaleB(1, Math.ILogB(expected == 0 ? 1e-45 : expected) - 23), Math.Pow(2, -149));
            var allowed = (ulps * unit) + (perArgument * Math.Abs(x[i]));
            if (!(Math.Abs(y[i] - expected) <= allowed))
                Assert.Fail(
                    $"{typeof(F).Name} at {x[i]:G9} ({level}): {y[i]:G9}, expected {expected:G9}, off by " +
                    $"{Math.Abs(y[i] - expected) / unit:F2} ulp");
        }
    }

    private static float[] Apply<F>(SimdLevel level, float[] x) where F : IFunction
    {
        var y = new float[x.Length];
        using var forced = InstructionSet.Force(level);
        fixed (float* from = x, to = y)
        {
            var kernel = new Map<F> { From = from, To = to, Count = x.Length };
            Dispatch.Run(ref kernel);
        }
        return y;
    }

    private interface IFunction
    {
        static abstract V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct;
    }

    private struct Map<F> : IKernel where F : IFunction
    {
        public float* From, To;
        public int Count;

        public readonly void Run<S, V>() where S : struct, ISimd<V> where V : struct
        {
            for (var i = 0; i < Count; i += S.Width)
            {
                var count = Math.Min(S.Width, Count - i);
                S.StorePartial(To + i, F.Of<S, V>(S.LoadPartial(From + i, count, 1)), count);
            }
        }
    }

    private readonly struct ExpOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Exp<S, V>(x); }

    private readonly struct LogOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Log<S, V>(x); }

    private readonly struct ErfOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Erf<S, V>(x); }

    private readonly struct TanhOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Tanh<S, V>(x); }

    private readonly struct SigmoidOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Sigmoid<S, V>(x); }

    private readonly struct SoftplusOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Softplus<S, V>(x); }

    private readonly struct GeluOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Gelu<S, V>(x); }

    private readonly struct GeluTanhOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.GeluTanh<S, V>(x); }

    private readonly struct SiluOf : IFunction { public static V Of<S, V>(V x)
        where S : struct, ISimd<V> where V : struct => VectorMath.Silu<S, V>(x); }
}
