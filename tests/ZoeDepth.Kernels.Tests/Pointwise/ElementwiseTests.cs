using ZoeDepth.Kernels.Depth;
using ZoeDepth.Kernels.Functions;
using ZoeDepth.Kernels.Pointwise;
using ZoeDepth.Runtime.Machine;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Kernels.Tests;

/// <summary>
/// Every formula and function place by place against double precision: lengths 0 to 257, before a guard page, every
/// instruction set, 1 to 3 threads.
/// </summary>
public sealed unsafe class ElementwiseTests
{
    private const double Rounding = 1.0 / (1 << 24);

    public static TheoryData<string> Levels => Each.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void An_activation_and_its_derivative_follow_their_formulas(string set)
    {
        var level = Each.Set(set);
        foreach (var activation in Enum.GetValues<ActivationKind>())
        foreach (var count in Lengths())
        {
            using var x = new Guarded(Numbers(count, count, 8));
            using Guarded dy = new(Numbers(count, 1, 1)), result = new(count);
            var y = Each.Team(level, work =>
                Filled(result, 1, to => ElementwiseActivation.Forward(activation, x.Pointer, to, count, work)),
                $"{activation}");
            Close.Within(y, [.. x.Span.ToArray().Select(v => Value(activation, v))], 6 * Rounding, 32 * Rounding,
                $"{activation} of {count}");
            var dx = Each.Team(level, work =>
                Filled(result, 1, to => ElementwiseActivation.Backward(activation, x.Pointer, dy.Pointer, to, count,
                    work)), $"{activation}'");
            // 1 − tanh² near the end of the curve keeps only what the rounding of tanh leaves of it.
            Close.Within(dx, [.. x.Span.ToArray().Zip(dy.Span.ToArray(), (v, g) => 1 + (Slope(activation, v) * g))], 0,
                (activation == ActivationKind.GeluTanh ? 128 : 64) * Rounding, $"{activation}' of {count}");
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Corners_have_the_derivatives_PyTorch_gives_them(string set)
    {
        var level = Each.Set(set);
        Gradient(level, [0, -0f, 1e-30f, -1e-30f], (x, dy, dx, n, work) =>
            ElementwiseActivation.Backward(ActivationKind.Relu, x, dy, dx, n, work)).ShouldBe([0, 0, 1, 0]);
        Gradient(level, [20.000002f, 90], (x, dy, dx, n, work) =>
            ElementwiseActivation.Backward(ActivationKind.Softplus, x, dy, dx, n, work)).ShouldBe([1, 1]);
        Gradient(level, [0, -0f, -3, 1e-30f], Of(default(AbsoluteValue))).ShouldBe([0, 0, -1, 1]);
        Gradient(level, [1, 2, 3, 0.5f, 1.5f], Of(new Clamp(1, 3))).ShouldBe([0, 1, 0, 0, 1]);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Functions_of_one_number_and_their_derivatives_follow_their_formulas(string set)
    {
        var level = Each.Set(set);
        Function(level, default(NaturalLogarithm), 0.3f, 12, Math.Log, x => 1 / x);
        Function(level, default(Exponential), -3, 3, Math.Exp, Math.Exp);
        Function(level, default(SquareRoot), 0.3f, 9, Math.Sqrt, x => 0.5 / Math.Sqrt(x));
        Function(level, default(AbsoluteValue), -3, 3, Math.Abs, x => Math.Sign(x));
        Function(level, default(ArcTangent), -6, 6, Math.Atan, x => 1 / (1 + (x * x)));
        Function(level, new PowerOf(1), -2, 2, x => x, _ => 1);
        Function(level, new PowerOf(2), -2, 2, x => x * x, x => 2 * x);
        Function(level, new PowerOf(5), -2, 2, x => Math.Pow(x, 5), x => 5 * Math.Pow(x, 4));
        Function(level, new Clamp(-0.5f, 0.75f), -2, 2, x => Math.Clamp(x, -0.5, 0.75),
            x => x is > -0.5 and < 0.75 ? 1 : 0);
        Function(level, new InverseAttraction(300, 2), -1, 1, x => x / (1 + (300 * x * x)),
            x => (1 - (300 * x * x)) / Math.Pow(1 + (300 * x * x), 2));
        Function(level, new InverseAttraction(3, 4), -1, 1, x => x / (1 + (3 * Math.Pow(x, 4))),
            x => (1 - (9 * Math.Pow(x, 4))) / Math.Pow(1 + (3 * Math.Pow(x, 4)), 2));
        Function(level, new ExponentialAttraction(17, 2), -1, 1, x => x * Math.Exp(-17 * x * x),
            x => (1 - (34 * x * x)) * Math.Exp(-17 * x * x));
        Function(level, new ExponentialAttraction(2, 3), -1, 1, x => x * Math.Exp(-2 * Math.Pow(Math.Abs(x), 3)),
            x => (1 - (6 * Math.Pow(Math.Abs(x), 3))) * Math.Exp(-2 * Math.Pow(Math.Abs(x), 3)));
    }

    [Theory, MemberData(nameof(Levels))]
    public void The_arc_tangent_errs_by_less_than_3_ulp_and_reaches_its_limits(string set)
    {
        var level = Each.Set(set);
        float[] x = [.. Enumerable.Range(-20_000, 40_001).Select(i => i * 0.0005f), 1e-30f, -1e-6f, 1e5f, -1e5f, 1e30f,
            float.PositiveInfinity, float.NegativeInfinity];
        var y = Values(level, x, new ValueOf<ArcTangent>());
        Close.Within(y, [.. x.Select(v => Math.Atan(v))], 3 * 2 * Rounding, 0, "atan");
        BitConverter.SingleToInt32Bits(Values(level, [-0f], new ValueOf<ArcTangent>())[0]).ShouldBe(int.MinValue);
        Values(level, [float.NaN], new ValueOf<ArcTangent>()).ShouldBe([float.NaN]);
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_clamp_lets_what_is_not_a_number_through(string set) =>
        Values(Each.Set(set), [float.NaN, float.PositiveInfinity, float.NegativeInfinity],
            new ValueOf<Clamp>(new Clamp(-1, 2)))
            .ShouldBe([float.NaN, 2, -1]);

    [Theory, MemberData(nameof(Levels))]
    public void Formulas_of_two_and_three_numbers_are_taken_place_by_place(string set)
    {
        var level = Each.Set(set);
        Formula(level, default(Sum), (a, b, _) => a + b);
        Formula(level, default(Difference), (a, b, _) => a - b);
        Formula(level, default(Product), (a, b, _) => a * b);
        Formula(level, default(Quotient), (a, b, _) => a / b);
        Formula(level, default(SumOfProduct), (a, b, c) => a + (b * c));
        Formula(level, new SumOfQuotient(-2), (a, b, c) => a - (2 * b / c));
        Formula(level, new SumOfScaled(3), (a, b, _) => a + (3 * b));
        Formula(level, new SumOfCentred(3, 0.5f), (a, b, _) => a + (3 * (b - 0.5)));
        Formula(level, new AffineOf(3, 0.5f), (a, _, _) => (3 * a) + 0.5);
        Formula(level, new SquareAround(0.5f), (a, _, _) => (a - 0.5) * (a - 0.5));
    }

    [Theory, MemberData(nameof(Levels))]
    public void One_row_serves_every_row(string set)
    {
        var level = Each.Set(set);
        foreach (var (rows, columns) in new[] { (1, 7), (3, 1), (5, 16), (4, 33), (300, 70), (2, 40_000) })
        {
            float[] a = Numbers(rows * columns, 1, 1), b = Numbers(columns, 2, 1);
            using Guarded first = new(a), second = new(b), result = new(a.Length);
            var y = Each.Team(level, work => Filled(result, 0,
                to => Elementwise.Run(default(Product), Operand.Each(first.Pointer), Operand.Vector(second.Pointer),
                    default, to, rows, columns, work)), "row");
            y.ShouldBe(a.Select((v, i) => v * b[i % columns]).ToArray());
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void A_result_may_take_the_place_of_an_argument(string set)
    {
        var level = Each.Set(set);
        var a = Numbers(70_000, 1, 1);
        var y = Each.Team(level, work =>
        {
            using var x = new Guarded(a);
            Elementwise.Run(default(Sum), x.Pointer, x.Pointer, x.Pointer, a.Length, work);
            return x.Span.ToArray();
        }, "in place");
        y.ShouldBe(a.Select(v => v + v).ToArray());
    }

    private static void Function<F>(SimdLevel level, F function, float low, float high, Func<double, double> value,
        Func<double, double> slope) where F : struct, IFunction
    {
        foreach (var count in Lengths())
        {
            var numbers = Numbers(count, count, (high - low) / 2, (high + low) / 2);
            Close.Within(Values(level, numbers, new ValueOf<F>(function)), [.. numbers.Select(x => value(x))],
                16 * Rounding, 4 * Rounding, $"{typeof(F).Name} of {count}");
            Close.Within(Gradient(level, numbers, Of(function)), [.. numbers.Select(x => slope(x))], 16 * Rounding,
                64 * Rounding, $"{typeof(F).Name}' of {count}");
        }
    }

    private static void Formula<F>(SimdLevel level, F formula, Func<double, double, double, double> twin)
        where F : struct, IFormula
    {
        foreach (var count in Lengths())
        {
            // b away from 0, so that it may divide.
            using Guarded a = new(Numbers(count, 1, 1, 2)), b = new(Numbers(count, 2, 1, 3)),
                c = new(Numbers(count, 3, 1, 3)), result = new(count);
            var y = Each.Team(level, work => Filled(result, 0, to =>
            {
                if (F.Arguments == 1) Elementwise.Run(formula, a.Pointer, to, count, work);
                else if (F.Arguments == 2) Elementwise.Run(formula, a.Pointer, b.Pointer, to, count, work);
                else Elementwise.Run(formula, a.Pointer, b.Pointer, c.Pointer, to, count, work);
            }), typeof(F).Name);
            Close.Within(y, [.. Enumerable.Range(0, count).Select(i => twin(a.Span[i], b.Span[i], c.Span[i]))], 0,
                32 * Rounding, $"{typeof(F).Name} of {count}");
        }
    }

    private delegate void Backward(float* x, float* dy, float* dx, long count, Work work);

    private static Backward Of<F>(F function) where F : struct, IFunction =>
        (x, dy, dx, count, work) => Elementwise.Run(new SumOfGradient<F>(function), dx, x, dy, dx, count, work);

    private static float[] Gradient(SimdLevel level, float[] numbers, Backward backward)
    {
        using Guarded x = new(numbers), dy = new(numbers.Length), result = new(numbers.Length);
        dy.Span.Fill(1);
        return Each.Team(level, work =>
            Filled(result, 0, to => backward(x.Pointer, dy.Pointer, to, numbers.Length, work)), "gradient");
    }

    private static float[] Values<F>(SimdLevel level, float[] numbers, F formula) where F : struct, IFormula
    {
        using Guarded x = new(numbers), result = new(numbers.Length);
        return Each.Team(level, work =>
            Filled(result, 0, to => Elementwise.Run(formula, x.Pointer, to, numbers.Length, work)), typeof(F).Name);
    }

    private delegate void Fill(float* to);

    private static float[] Filled(Guarded result, float before, Fill fill)
    {
        result.Span.Fill(before);
        fill(result.Pointer);
        return result.Span.ToArray();
    }

    private static IEnumerable<int> Lengths() => [.. Enumerable.Range(0, 258), 40_003];

    private static float[] Numbers(int count, int seed, float reach, float middle = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => middle + (reach * ((2 * random.NextSingle()) - 1)))];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Value(ActivationKind activation, double x) => activation switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Gelu => x / 2 * (1 + VectorMathTests.Erf(x / Math.Sqrt(2))),
        ActivationKind.GeluTanh => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationKind.QuickGelu => x * Sigmoid(1.702 * x),
        ActivationKind.Silu => x * Sigmoid(x),
        ActivationKind.Softplus => x > 20 ? x : Math.Log(1 + Math.Exp(x)),
        ActivationKind.Sigmoid => Sigmoid(x),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => throw new NotSupportedException($"{activation} has no twin: write one"),
    };

    /// <summary>
    /// The slope by the symmetric difference of the twin, good to 1e-9; relu has its corner at 0, where no random
    /// number lies.
    /// </summary>
    private static double Slope(ActivationKind activation, double x) =>
        (Value(activation, x + 1e-5) - Value(activation, x - 1e-5)) / 2e-5;
}
