using System.Text.Json;
using ZoeDepth.Tensors;

namespace ZoeDepth.Training.Tests.Golden;

/// <summary>AdamW, one cycle, min-norm weights and the mixed loader against PyTorch and the original.</summary>
[Trait("Family", "training")]
public sealed class OptimizerGoldenTests
{
    private static readonly OneCycle Published = new(30) { PctStart = 0.7, DivFactor = 1, FinalDivFactor = 1e4 };

    public static TheoryData<string> Schedules => TrainingCase.Names("one_cycle");

    public static TheoryData<string> Optimizers => TrainingCase.Names("adamw");

    public static TheoryData<string> Quadratics => TrainingCase.Names("optimise_quadratic");

    public static TheoryData<string> MinNorms => TrainingCase.Names("min_norm");

    public static TheoryData<string> Loaders => TrainingCase.Names("mixed_loader");

    [GoldenTheory, MemberData(nameof(Schedules))]
    public void One_cycle(string name)
    {
        var c = new TrainingCase(name);
        var cycle = new OneCycle((long)c.Number("total_steps"))
        {
            PctStart = c.Number("pct_start"),
            DivFactor = c.Number("div_factor"),
            FinalDivFactor = c.Number("final_div_factor"),
            ThreePhase = c.Params.GetProperty("three_phase").GetBoolean(),
            CycleMomentum = c.Params.GetProperty("cycle_momentum").GetBoolean(),
            BaseMomentum = c.Number("base_momentum"),
            MaxMomentum = c.Number("max_momentum"),
        };
        double[] rates = [.. c.Params.GetProperty("max_lr").EnumerateArray().Select(rate => rate.GetDouble())];
        var points = Array.ConvertAll(c.Input("step").Doubles(), step => cycle.At((long)step));
        foreach (var expected in c.Expected)
        {
            if (expected.GetProperty("name").GetString() == "lr")
                c.Compare(expected, [.. points.SelectMany(point => rates.Select(rate => rate * point.Rate))]);
            else if (cycle.CycleMomentum) c.Compare(expected, Momenta(c, expected, points));
        }
        Should.Throw<ArgumentOutOfRangeException>(() => cycle.At(cycle.TotalSteps + 1));
    }

    [GoldenTheory, MemberData(nameof(Optimizers))]
    public void AdamW_on_given_gradients(string name)
    {
        var c = new TrainingCase(name);
        var parameters = Enumerable.Range(0, 4).Select(i => Of($"p{i}", c.Input($"p{i}"))).ToArray();
        var gradients = Enumerable.Range(0, 4).Select(i => c.Input($"g{i}").Floats()).ToArray();
        ParameterGroup[] groups = [.. c.Params.GetProperty("lr_groups").EnumerateObject().Select(group =>
            new ParameterGroup(group.Name, [.. parameters.Where(p => group.Name.Split(',').Contains(p.Name))],
                group.Value.GetDouble(), c.Number("weight_decay")))];
        using var optimizer = new AdamW(groups, c.Number("beta2"), c.Number("eps"));
        for (var step = 0; step < 30; step++)
        {
            for (var i = 0; i < 4; i++) Give(parameters[i], gradients[i], step, Missing(c, parameters[i].Name));
            var point = c.Params.GetProperty("schedule").ValueKind == JsonValueKind.Null
                ? new SchedulePoint(1, c.Number("beta1"))
                : Published.At(step);
            optimizer.Step(point.Rate, point.Beta1!.Value);
            foreach (var expected in c.Expected) CheckState(c, expected, $"step{step + 1}.", parameters, optimizer);
        }
    }

    [GoldenTheory, MemberData(nameof(Quadratics))]
    public void A_quadratic_in_thirty_steps(string name)
    {
        var c = new TrainingCase(name);
        var (a, b, x) = (c.Input("A").Doubles(), c.Input("b").Doubles(), Of("x", c.Input("x0")));
        using var optimizer = new AdamW([new("x", [x], c.Number("lr"), c.Number("weight_decay"))]);
        var (losses, norms) = (new List<float>(), new List<float>());
        for (var step = 0; step < 30; step++)
        {
            var values = Array.ConvertAll(x.Values.ToArray(), v => (double)v);
            double[] product = [.. Enumerable.Range(0, b.Length)
                .Select(i => Enumerable.Range(0, b.Length).Sum(j => a[(i * b.Length) + j] * values[j]))];
            losses.Add((float)Enumerable.Range(0, b.Length).Sum(i => values[i] * ((0.5 * product[i]) - b[i])));
            for (var i = 0; i < b.Length; i++) x.Gradient[i] = (float)(product[i] - b[i]);
            norms.Add(GradientNorm.Clip([x], c.Number("max_norm") > 0 ? (float)c.Number("max_norm") : float.MaxValue));
            var point = Published.At(step);
            optimizer.Step(point.Rate, point.Beta1!.Value);
            x.ClearGradient();
            c.Check($"step{step + 1}.x", x.Values);
        }
        c.Check("loss", losses.ToArray());
        c.Check("norm", norms.ToArray());
    }

    [GoldenTheory, MemberData(nameof(MinNorms))]
    public void Min_norm_weights(string name)
    {
        var c = new TrainingCase(name);
        var gradients = c.Input("gradients");
        var (tasks, length, g) = (gradients.Shape[0], gradients.Shape[1], gradients.Doubles());
        var products = new double[tasks, tasks];
        for (var i = 0; i < tasks; i++)
            for (var j = 0; j < tasks; j++)
                products[i, j] = Enumerable.Range(0, length).Sum(k => g[(i * length) + k] * g[(j * length) + k]);
        var weights = MinNorm.Weights(products);
        double[] direction = [.. Enumerable.Range(0, length)
            .Select(k => Enumerable.Range(0, tasks).Sum(i => weights[i] * g[(i * length) + k]))];
        foreach (var expected in c.Expected)
        {
            c.Compare(expected, expected.GetProperty("name").GetString() switch
            {
                "weights" => weights,
                "direction" => direction,
                _ => [direction.Sum(x => x * x)],
            });
        }
    }

    [GoldenTheory, MemberData(nameof(Loaders))]
    public void The_mixed_loader_takes_turns(string name)
    {
        var c = new TrainingCase(name);
        using var rules =
            JsonDocument.Parse(File.ReadAllBytes(TrainingCase.PathOf(c.Element.GetProperty("file").GetString()!)));
        foreach (var row in rules.RootElement.GetProperty("rows").EnumerateArray())
        {
            var loader =
                new MixedLoader([.. row.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())]);
            loader.Length.ShouldBe(row.GetProperty("reported_length").GetInt32());
            // Of long runs the length alone is stated.
            if (row.GetProperty("order").GetArrayLength() == 0) continue;
            loader.Order().Select(batch => $"{(char)('A' + batch.Loader)}{batch.Batch}.pass{batch.Pass}")
                .ShouldBe(row.GetProperty("order").EnumerateArray().Select(entry => entry.GetString()!));
        }
    }

    private static ReadOnlySpan<double> Momenta(TrainingCase c, JsonElement expected, SchedulePoint[] points)
    {
        // One row a step, one column a group where the case has several.
        var columns = c.Tensors[expected.GetProperty("tensor64").GetString()!].Count / points.Length;
        return points.SelectMany(point => Enumerable.Repeat(point.Beta1!.Value, columns)).ToArray();
    }

    private static HashSet<int> Missing(TrainingCase c, string parameter) =>
        c.Params.GetProperty("missing").TryGetProperty(parameter, out var steps)
        ? [.. steps.EnumerateArray().Select(step => step.GetInt32())]
        : [];

    private static void Give(Parameter parameter, float[] gradients, int step, HashSet<int> missing)
    {
        parameter.ClearGradient();
        var count = (int)parameter.Shape.Count;
        if (!missing.Contains(step)) gradients.AsSpan(step * count, count).CopyTo(parameter.Gradient);
    }

    private static void CheckState(TrainingCase c, JsonElement expected, string prefix, Parameter[] parameters,
        AdamW optimizer)
    {
        var name = expected.GetProperty("name").GetString()!;
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return;
        var (field, parameter) = (name[prefix.Length..^1], parameters[name[^1] - '0']);
        var state = optimizer.States.GetValueOrDefault(parameter);
        var count = (int)parameter.Shape.Count;
        switch (field)
        {
            case "p": c.Compare(expected, parameter.Values); break;
            case "exp_avg": c.Compare(expected, state!.Mean.Span[..count]); break;
            case "exp_avg_sq": c.Compare(expected, state!.Square.Span[..count]); break;
            case "count": c.Compare(expected, (ReadOnlySpan<float>)[state?.Steps ?? 0]); break;
            default: throw new NotSupportedException(name);
        }
    }

    private static Parameter Of(string name, GoldenTensor golden) =>
        new(name, new Shape(golden.Shape), new MemoryValues(golden.Floats()));
}
