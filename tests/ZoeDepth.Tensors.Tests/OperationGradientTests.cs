using ZoeDepth.Tensors;

namespace ZoeDepth.Tensors.Tests;

/// <summary>
/// What the tape sends back, against differences of what an inference pass computes: so the derivative of every
/// primitive is checked, and that the decomposition of every fused operation is the derivative of its kernel.
/// </summary>
public sealed class OperationGradientTests
{
    // The four-point stencil errs by step⁴/30 of the fifth derivative, and rounding by 1.5/step: 2⁻⁶ keeps both near
    // 1e-5.
    private const double Step = 1.0 / 64;
    private const float Already = 0.75f;

    public static TheoryData<string> Smooth =>
        [.. OperationCases.All.Where(row => !row.Kinked).Select(row => row.Name)];

    [Theory, MemberData(nameof(Smooth))]
    public void The_gradient_is_the_slope_along_random_directions(string name)
    {
        for (var direction = 0; direction < 3; direction++) Compare(OperationCases.Named(name), direction);
    }

    public static TheoryData<string> Rows => OperationCases.Names;

    [Theory, MemberData(nameof(Rows))]
    public void A_gradient_does_not_depend_on_who_else_asks_for_one(string name)
    {
        var all = Gradients(name, _ => true);
        for (var one = 0; one < all.Count; one++)
        {
            var alone = Gradients(name, input => input == one);
            alone.Keys.ShouldBe([one]);
            alone[one].AsSpan().SequenceEqual(all[one]).ShouldBeTrue($"{name}: the gradient of input {one}");
        }
    }

    private static Dictionary<int, float[]> Gradients(string name, Func<int, bool> learns)
    {
        using var pass = OperationCase.Training();
        using var inputs = new CaseInputs(pass, name, learns: learns);
        var y = OperationCases.Named(name).Run(inputs);
        Upstream(y.Shape.Count).CopyTo(y.Gradient);
        pass.Tape!.Backward();
        return inputs.Gradients.ToDictionary(made => made.Key, made => made.Value());
    }

    private static void Compare(OperationCase row, int along)
    {
        var name = row.Name;
        using var pass = OperationCase.Training();
        using var inputs = new CaseInputs(pass, row.Name, 0, along);
        var y = row.Run(inputs);
        var upstream = Upstream(y.Shape.Count);
        upstream.CopyTo(y.Gradient);
        foreach (var (tensor, _, _) in inputs.Tensors) tensor.Gradient.Fill(Already);
        foreach (var (parameter, _, _) in inputs.Parameters) if (parameter.Trainable) parameter.Gradient.Fill(Already);
        var spread = 0.0;
        foreach (var (value, weight) in y.Values.ToArray().Zip(upstream))
            spread += (double)value * value * weight * weight;

        pass.Tape!.Backward();

        double slope = 0, terms = 0;
        foreach (var (tensor, _, direction) in inputs.Tensors) Add(tensor.Gradient, direction);
        foreach (var (parameter, _, direction) in inputs.Parameters)
            if (parameter.Trainable) Add(parameter.Gradient, direction);
        var difference = ((8 * (Loss(1) - Loss(-1))) - Loss(2) + Loss(-2)) / (12 * Step);
        var allowed = (2e-4 * Math.Sqrt(terms)) + (row.Rounding(Math.Sqrt(spread)) * 1.5 / Step);
        Math.Abs(slope - difference)
            .ShouldBeLessThan(allowed, $"{name}: the tape says {slope:G9}, differences say {difference:G9}");
        (Math.Abs(slope) + Math.Sqrt(terms)).ShouldBeGreaterThan(0, $"{name}: no gradient at all");

        double Loss(int steps) => LossAt(row, upstream, steps * Step, along);

        void Add(Span<float> gradient, float[] direction)
        {
            for (var i = 0; i < direction.Length; i++)
            {
                var term = ((double)gradient[i] - Already) * direction[i];
                slope += term;
                terms += term * term;
            }
        }
    }

    private static double LossAt(OperationCase row, float[] upstream, double step, int along)
    {
        using var pass = row.Random ? OperationCase.Training() : Pass.Inference(new Workspace(poison: true));
        using var inputs = new CaseInputs(pass, row.Name, step, along);
        var y = row.Run(inputs);
        var sum = 0.0;
        for (var i = 0; i < upstream.Length; i++) sum += (double)upstream[i] * y.Values[i];
        return sum;
    }

    private static float[] Upstream(long count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, (int)count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
