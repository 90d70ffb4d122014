using ZoeDepth.Runtime.Random;
using ZoeDepth.Runtime.Threading;

namespace ZoeDepth.Tensors.Tests;

/// <summary>
/// One row of the catalogue: a name, and how to run the operation on inputs that <see cref="CaseInputs"/> makes. The
/// suites run every row: gradient by differences, fused kernel against decomposition, threads, instruction sets.
/// </summary>
/// <param name="Name">"linear gelu"</param>
/// <param name="Run">builds the inputs and runs the operation</param>
/// <param name="Sum">the longest sum inside, from which the rounding tolerance follows</param>
/// <param name="Random">
/// a training pass drops some of the input, so that it computes something else than an inference pass
/// </param>
/// <param name="Kinked">
/// the function has a corner that a difference may step over: no gradient by differences (its parts have rows of their
/// own)
/// </param>
public sealed record OperationCase(string Name, Func<CaseInputs, Tensor> Run, int Sum = 16, bool Kinked = false,
    bool Random = false)
{
    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A training pass for a row: the random numbers are the same in all of them.</summary>
    public static Pass Training(Work? work = null, Precision precision = Precision.Float32) =>
        Pass.Training(new Workspace(poison: true), work, random: new PassRandom(5, 7), precision: precision);

    /// <summary>What two orders of summation may differ by in numbers as large as <paramref name="largest"/>.</summary>
    public double Rounding(double largest) => 16 * Math.Pow(2, -24) * Math.Sqrt(Sum) * largest;
}

/// <summary>
/// Makes the inputs of a row: the same numbers on every run of the row, moved by <paramref name="step"/> along one of
/// several random directions, so that a difference quotient can be taken. What is made here is remembered in order.
/// With <paramref name="learns"/> only some ask for a gradient: it is given the number of each, from 0, in the order of
/// making. <paramref name="change"/> is what is done to every number of an input or a learnt array first.
/// </summary>
public sealed class CaseInputs(
    Pass pass, string row, double step = 0, int direction = 0, Func<int, bool>? learns = null,
    Func<float, float>? change = null) : IDisposable
{
    private int _made;

    private readonly Random _random = new(Fnv1a.SeedOf(row));
    private readonly Random _directions = new(Fnv1a.SeedOf($"{row} {direction}"));

    public Pass Pass { get; } = pass;

    public List<(Tensor Tensor, float[] Values, float[] Direction)> Tensors { get; } = [];

    public List<(Parameter Parameter, float[] Values, float[] Direction)> Parameters { get; } = [];

    /// <summary>The gradients of those that ask for one, by their numbers in the order of making.</summary>
    public SortedDictionary<int, Func<float[]>> Gradients { get; } = [];

    /// <summary>A source of integers (targets, indices) that repeats from run to run.</summary>
    public Random Random => _random;

    /// <summary>An input between −1 and 1.</summary>
    public Tensor Input(params int[] shape) => Between(-1, 1, shape);

    /// <summary>An input between two numbers: for logarithms, for places away from a corner.</summary>
    public Tensor Between(float low, float high, params int[] shape) => Given(Draw(_random, low, high, shape), shape);

    /// <summary>An input with these numbers.</summary>
    public Tensor Given(float[] values, params int[] shape)
    {
        if (change is not null) values = Array.ConvertAll(values, value => change(value));
        var direction = Direction(shape);
        var tensor = Pass.New(new Shape(shape), Moved(values, direction));
        if (Pass.Tape is not null && Learns(() => tensor.Gradient.ToArray())) tensor.RequiresGradient();
        Tensors.Add((tensor, values, direction));
        return tensor;
    }

    /// <summary>
    /// A learnt array of any shape, scaled so that a product over all but its first axis is about as large as its
    /// input.
    /// </summary>
    public Parameter Weight(params int[] shape)
    {
        var reach = (float)Math.Sqrt(3.0 / Math.Max(1, shape.Skip(1).Aggregate(1, (a, b) => a * b)));
        return shape.Length == 1 ? Learnt(-1, 1, shape) : Learnt(-reach, reach, shape);
    }

    /// <summary>A learnt array between two numbers.</summary>
    public Parameter Learnt(float low, float high, params int[] shape)
    {
        var values = Draw(_random, low, high, shape);
        if (change is not null) values = Array.ConvertAll(values, value => change(value));
        var direction = Direction(shape);
        Parameter? parameter = null;
        parameter = new Parameter($"p{Parameters.Count}", new Shape(shape), new MemoryValues(Moved(values, direction)),
            trainable: Learns(() => parameter!.Gradient.ToArray()));
        Parameters.Add((parameter, values, direction));
        return parameter;
    }

    /// <summary>An array that is stored but not learnt, between two numbers: it does not move.</summary>
    public Parameter Fixed(float low, float high, params int[] shape)
    {
        var values = Draw(_random, low, high, shape);
        var parameter = new Parameter($"p{Parameters.Count}", new Shape(shape), new MemoryValues(values),
            trainable: false);
        Parameters.Add((parameter, values, new float[values.Length]));
        return parameter;
    }

    /// <summary>Indices below a bound.</summary>
    public int[] Indices(int count, int bound) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(bound))];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (parameter, _, _) in Parameters) parameter.Dispose();
    }

    private bool Learns(Func<float[]> gradient)
    {
        var number = _made++;
        if (learns?.Invoke(number) == false) return false;
        Gradients.Add(number, gradient);
        return true;
    }

    // In steps of 1/256, so that a number of several hundred moves by exactly what it is told.
    private float[] Direction(int[] shape) =>
        Array.ConvertAll(Draw(_directions, -1, 1, shape), d => MathF.Round(d * 256) / 256);

    private static float[] Draw(Random random, float low, float high, int[] shape) =>
        [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b))
            .Select(_ => low + ((high - low) * random.NextSingle()))];

    private float[] Moved(float[] values, float[] direction) =>
        step == 0 ? values : [.. values.Zip(direction, (v, d) => (float)(v + (step * d)))];
}
